import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Service } from '../../model/service.ts'
import type { ContainerContext } from './container-context.ts'
import { checkApiVersion } from './spec-api-checks.ts'
import { checkEffects } from './spec-effect-checks.ts'
import { checkFiles } from './spec-file-checks.ts'
import { checkMounts } from './spec-mount-checks.ts'
import { hasLostAttempts } from './spec-restart.ts'
import { seccompProfile } from './spec-security.ts'

/** What the engine cannot do for this service, as errors, and what has no effect, as warnings. */
export function checkContainer(context: ContainerContext): readonly Diagnostic[] {
  const { service } = context
  return [
    ...checkApiVersion(context),
    ...checkFiles(context),
    ...checkEffects(context),
    ...checkMounts(service),
    ...checkHealth(service),
    ...checkRestart(service),
    ...checkSecurity(context),
    ...checkVolumesFrom(service),
  ]
}

function checkHealth({ name, healthcheck }: Service): readonly Diagnostic[] {
  if (healthcheck?.start_interval === undefined || healthcheck.start_period !== undefined) return []
  return [
    {
      code: 'CMP110',
      severity: 'error',
      message: `the health check of service "${name}" has a start_interval but no start_period`,
      hint: 'add start_period: during it, start_interval is used',
    },
  ]
}

function checkRestart(service: Service): readonly Diagnostic[] {
  if (!hasLostAttempts(service)) return []
  return [
    {
      code: 'CMP118',
      severity: 'warning',
      message: `the number of restarts of service "${service.name}" has no effect, because it is not only restarted on failure`,
      hint: 'use the condition on-failure, or leave the number out',
    },
  ]
}

function checkSecurity(context: ContainerContext): readonly Diagnostic[] {
  const { project, service, seccompProfiles = {} } = context
  return (service.security_opt ?? []).flatMap((option): readonly Diagnostic[] => {
    if (!/[=:]/.test(option) && option !== 'no-new-privileges') {
      return [
        {
          code: 'CMP108',
          severity: 'error',
          message: `"${option}" of service "${service.name}" is not a security option`,
          hint: 'write NAME=VALUE or NAME:VALUE',
        },
      ]
    }
    const path = seccompProfile(option, project.workingDirectory)
    if (path === undefined || seccompProfiles[path] !== undefined) return []
    return [
      {
        code: 'CMP102',
        severity: 'error',
        message: `the seccomp profile "${path}" of service "${service.name}" cannot be read`,
        hint: 'name a JSON file, or "unconfined"',
      },
    ]
  })
}

function checkVolumesFrom(service: Service): readonly Diagnostic[] {
  const { name, volumes_from = [] } = service
  return volumes_from
    .filter((from) => from.endsWith(':ro'))
    .map((from): Diagnostic => ({
      code: 'CMP118',
      severity: 'warning',
      message: `the mode of "${from}" in volumes_from of service "${name}" has no effect`,
      hint: 'mount the volume itself with read_only: true',
    }))
}
