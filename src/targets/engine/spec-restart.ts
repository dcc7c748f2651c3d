import type { HostConfigBody } from '../../engine/container-body.ts'
import type { Service } from '../../model/service.ts'

type Policy = NonNullable<HostConfigBody['RestartPolicy']>

/** When the engine restarts the container by itself; `deploy.restart_policy` goes before `restart`. Sections 2.2 and 2.5. */
export function restartPolicy(service: Service): Policy | undefined {
  const declared = service.deploy?.restart_policy
  if (declared !== undefined) return policy(declared.condition ?? '', declared.max_attempts ?? 0)
  if (service.restart === undefined || service.restart === '') return undefined
  const [condition = '', attempts = '0'] = service.restart.split(':')
  return policy(condition, Number(attempts) || 0)
}

function policy(condition: string, attempts: number): Policy {
  return { Name: engineName(condition), ...(attempts === 0 ? {} : { MaximumRetryCount: attempts }) }
}

function engineName(condition: string): string {
  if (condition === 'any') return 'always'
  return condition === 'none' ? 'no' : condition
}
