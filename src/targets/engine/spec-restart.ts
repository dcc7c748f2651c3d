import type { HostConfigBody } from '../../engine/container-body.ts'
import type { Service } from '../../model/service.ts'

type Policy = NonNullable<HostConfigBody['RestartPolicy']>

const limited = 'on-failure'

/**
 * When the engine restarts the container by itself; `deploy.restart_policy` goes before `restart`. Engines refuse a number
 * of attempts with anything but failures, so there it is left out (`hasLostAttempts`). Sections 2.2 and 2.5.
 */
export function restartPolicy(service: Service): Policy | undefined {
  const wanted = wantedPolicy(service)
  if (wanted === undefined) return undefined
  const { condition, attempts } = wanted
  if (condition === limited && attempts > 0) return { Name: limited, MaximumRetryCount: attempts }
  return { Name: condition }
}

/** Whether a number of attempts is given that the engine cannot be told. */
export function hasLostAttempts(service: Service): boolean {
  const wanted = wantedPolicy(service)
  return wanted !== undefined && wanted.attempts > 0 && wanted.condition !== limited
}

function wantedPolicy({
  deploy,
  restart = '',
}: Service): { readonly condition: string; readonly attempts: number } | undefined {
  const declared = deploy?.restart_policy
  if (declared !== undefined) {
    const attempts = declared.max_attempts ?? 0
    // Attempts alone can only be meant for failures: a limit fits no other condition.
    const condition = declared.condition ?? (attempts > 0 ? limited : '')
    return { condition: engineName(condition), attempts }
  }
  if (restart === '') return undefined
  const [condition = '', attempts = '0'] = restart.split(':')
  return { condition: engineName(condition), attempts: Number(attempts) || 0 }
}

function engineName(condition: string): string {
  if (condition === 'any') return 'always'
  return condition === 'none' ? 'no' : condition
}
