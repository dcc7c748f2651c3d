import type { EnvironmentMap, StringMap } from '../model/common.ts'
import type { Mount } from '../model/mount.ts'
import type { Port } from '../model/port.ts'
import type { Service } from '../model/service.ts'

/** What `run` changes of a service for one container. Section 1.6. */
export interface OneOffOverrides {
  readonly command: readonly string[]
  readonly entrypoint?: readonly string[]
  readonly environment: EnvironmentMap
  readonly labels: StringMap
  readonly capAdd: readonly string[]
  readonly capDrop: readonly string[]
  readonly user?: string
  readonly workingDirectory?: string
  readonly volumes: readonly Mount[]
  /** Published instead of the service's own ports; `'service'` keeps those. */
  readonly ports: readonly Port[] | 'service'
  readonly tty: boolean
  readonly interactive: boolean
}

/** The service as one container of `run` is made from it. */
export function oneOffService(service: Service, name: string, overrides: OneOffOverrides): Service {
  const { entrypoint, user, workingDirectory } = overrides
  const { restart: _restart, ports, deploy, ...kept } = service
  return {
    ...kept,
    container_name: name,
    ...(deploy === undefined ? {} : { deploy: withoutRestartPolicy(deploy) }),
    ...commandOf(service, overrides),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    environment: { ...service.environment, ...overrides.environment },
    labels: { ...service.labels, ...overrides.labels },
    ...capabilitiesOf(service, overrides),
    ...(user === undefined ? {} : { user }),
    ...(workingDirectory === undefined ? {} : { working_dir: workingDirectory }),
    volumes: mergedVolumes(service.volumes ?? [], overrides.volumes),
    ports: overrides.ports === 'service' ? (ports ?? []) : overrides.ports,
    tty: overrides.tty,
    stdin_open: overrides.interactive,
    scale: 1,
  }
}

function withoutRestartPolicy(deploy: NonNullable<Service['deploy']>): NonNullable<Service['deploy']> {
  const { restart_policy: _policy, ...kept } = deploy
  return kept
}

/** An entrypoint of one's own does not go with the command that was meant for another. */
function commandOf(service: Service, { command, entrypoint }: OneOffOverrides): Pick<Service, 'command'> {
  if (command.length > 0) return { command }
  return { command: entrypoint === undefined ? service.command : [] }
}

/** What is added is not dropped any more, and the other way round. */
function capabilitiesOf(service: Service, { capAdd, capDrop }: OneOffOverrides) {
  const { cap_add = [], cap_drop = [] } = service
  return {
    cap_add: [...cap_add.filter((name) => !capDrop.includes(name)), ...capAdd],
    cap_drop: [...cap_drop.filter((name) => !capAdd.includes(name)), ...capDrop],
  }
}

/** One mount for each target: the command line's goes before the file's. */
function mergedVolumes(own: readonly Mount[], added: readonly Mount[]): readonly Mount[] {
  const targets = new Set(added.map(({ target }) => target))
  return [...own.filter(({ target }) => !targets.has(target)), ...added]
}
