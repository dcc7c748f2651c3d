/** An attribute that a single engine does not carry out, and why. */
export interface Limit {
  /** Steps from the top of the file: `*` is any name, `[]` any entry. Everything below it is meant too. */
  readonly path: string
  readonly because: string
  /** Values that ask for nothing else than what is done anyway. */
  readonly harmless?: readonly unknown[]
}

const CLUSTER = 'only the scheduler of a cluster does this'
const PORT_NOTE = 'a note for other programs; the engine has no place for it'
const FILE_NOTE = 'only a cluster keeps secrets and configs as things of their own'

/** Attributes that are accepted, with a warning where a service uses them, and have no effect. */
export const withoutEffect: readonly Limit[] = [
  { path: 'services.*.credential_spec', because: 'only engines on Windows know it' },
  { path: 'services.*.deploy.mode', because: CLUSTER, harmless: ['replicated'] },
  { path: 'services.*.deploy.endpoint_mode', because: CLUSTER },
  {
    path: 'services.*.deploy.labels',
    because: 'they are labels of a service of a cluster, not of containers',
  },
  { path: 'services.*.deploy.placement', because: CLUSTER },
  {
    path: 'services.*.deploy.resources.reservations.cpus',
    because: 'an engine reserves memory and devices, no processors',
  },
  { path: 'services.*.deploy.resources.reservations.generic_resources', because: CLUSTER },
  { path: 'services.*.deploy.restart_policy.delay', because: 'the engine chooses how long it waits' },
  { path: 'services.*.deploy.restart_policy.window', because: 'the engine does not count time' },
  { path: 'services.*.deploy.rollback_config', because: CLUSTER },
  { path: 'services.*.deploy.update_config', because: CLUSTER },
  { path: 'services.*.ports.[].app_protocol', because: PORT_NOTE },
  {
    path: 'services.*.ports.[].mode',
    because: 'on a single engine both modes publish the same way',
    harmless: ['ingress', 'host'],
  },
  { path: 'services.*.ports.[].name', because: PORT_NOTE },
  { path: 'services.*.pull_refresh_after', because: 'no release of Docker Compose reads it' },
  { path: 'secrets.*.driver_opts', because: FILE_NOTE },
  { path: 'secrets.*.labels', because: FILE_NOTE },
  { path: 'configs.*.labels', because: FILE_NOTE },
]

/** Attributes that are refused when something that uses them would have to be made. */
export const refused: readonly Limit[] = [
  {
    path: 'services.*.pre_start.[].per_replica',
    because: 'such a hook runs once before the first replica starts',
  },
  { path: 'secrets.*.driver', because: FILE_NOTE },
  { path: 'secrets.*.external', because: FILE_NOTE },
  { path: 'secrets.*.template_driver', because: FILE_NOTE },
  { path: 'configs.*.external', because: FILE_NOTE },
  { path: 'configs.*.template_driver', because: FILE_NOTE },
]

/** Whether a limit is about this path or something above it. */
export function limitOf(path: string, limits: readonly Limit[]): Limit | undefined {
  return limits.find((limit) => path === limit.path || path.startsWith(`${limit.path}.`))
}
