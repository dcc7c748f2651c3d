import type { Service } from '../model/service.ts'
import { own } from '../units/own.ts'
import type { LoadRequest } from './load-request.ts'
import type { Variables } from './load-run.ts'

export type Services = Readonly<Record<string, Service>>

/** `--profile`, else `COMPOSE_PROFILES`, which asks for the profile without a name when it is empty: `profiles: ["${DEBUG:-}"]` is then on. */
export function requestedProfiles(request: LoadRequest, variables: Variables): readonly string[] {
  if (request.profiles.length > 0) return request.profiles
  const listed = (variables['COMPOSE_PROFILES'] ?? '').split(',')
  return listed.map((profile) => profile.trim())
}

/**
 * The services that are on: those without profiles, with one of `profiles` (`*` is all), or named, whose profiles are then on
 * for their siblings too. Spec: 3.8.
 */
export function enabledServices(
  services: Services,
  profiles: readonly string[],
  named: readonly string[],
): Services {
  const ofNamed = named.flatMap((name) => {
    const service = own(services, name)
    return service === undefined || isEnabled(service, new Set(profiles)) ? [] : (service.profiles ?? [])
  })
  const active = new Set([...profiles, ...ofNamed])
  return pickServices(services, (service) => isEnabled(service, active))
}

export function pickServices(services: Services, isWanted: (service: Service) => boolean): Services {
  return Object.fromEntries(Object.entries(services).filter(([, service]) => isWanted(service)))
}

function isEnabled(service: Service, profiles: ReadonlySet<string>): boolean {
  const own = service.profiles ?? []
  return own.length === 0 || profiles.has('*') || own.some((profile) => profiles.has(profile))
}
