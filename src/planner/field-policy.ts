import type { Path } from '../document/path.ts'

/** What a changed field means for a running container. `ignore`: a single engine makes nothing of it. */
type Effect = 'replace' | 'ignore'

/**
 * How two values of a field are compared: `map` key by key, also when one of them is absent; `set` as lists in any order;
 * `{ by }` as lists whose elements are the same thing when these fields agree; `exact` key by key, and lists as a whole.
 */
export type Comparison = 'exact' | 'map' | 'set' | { readonly by: readonly string[] }

export interface FieldPolicy {
  /** Steps from the service, `*` for any key or index. Holds for everything below it that has no row of its own. */
  readonly pattern: string
  readonly effect: Effect
  readonly comparison: Comparison
  /** Values may be credentials: they are stored and shown as digests. */
  readonly sensitive?: true
  /** Where the Compose behaviour is described. */
  readonly section: string
}

/** The first row that fits wins, so special rows stand before general ones. Attributes without a row: `generalPolicy`. */
export const fieldPolicies: readonly FieldPolicy[] = [
  // Values that may be secret.
  { pattern: 'environment', effect: 'replace', comparison: 'map', sensitive: true, section: '2.2' },
  { pattern: 'build.args', effect: 'ignore', comparison: 'map', sensitive: true, section: '2.4' },
  { pattern: 'logging.options', effect: 'replace', comparison: 'map', sensitive: true, section: '2.2' },
  { pattern: 'provider.options', effect: 'ignore', comparison: 'map', sensitive: true, section: '2.2' },
  {
    pattern: 'pre_start.*.environment',
    effect: 'ignore',
    comparison: 'map',
    sensitive: true,
    section: '4.7',
  },
  {
    pattern: 'post_start.*.environment',
    effect: 'ignore',
    comparison: 'map',
    sensitive: true,
    section: '4.7',
  },
  { pattern: 'pre_stop.*.environment', effect: 'ignore', comparison: 'map', sensitive: true, section: '4.7' },
  {
    pattern: 'develop.watch.*.exec.environment',
    effect: 'ignore',
    comparison: 'map',
    sensitive: true,
    section: '2.6',
  },

  // What Gantry itself reads when it acts, and the container never sees.
  { pattern: 'attach', effect: 'ignore', comparison: 'exact', section: '2.2' },
  { pattern: 'build', effect: 'ignore', comparison: 'map', section: '2.4' },
  { pattern: 'depends_on', effect: 'ignore', comparison: 'map', section: '2.2' },
  { pattern: 'develop', effect: 'ignore', comparison: 'map', section: '2.6' },
  { pattern: 'env_file', effect: 'ignore', comparison: 'exact', section: '3.9' },
  { pattern: 'label_file', effect: 'ignore', comparison: 'exact', section: '2.2' },
  { pattern: 'post_start', effect: 'ignore', comparison: 'exact', section: '4.7' },
  { pattern: 'pre_start', effect: 'ignore', comparison: 'exact', section: '4.7' },
  { pattern: 'pre_stop', effect: 'ignore', comparison: 'exact', section: '4.7' },
  { pattern: 'profiles', effect: 'ignore', comparison: 'set', section: '3.8' },
  { pattern: 'provider', effect: 'ignore', comparison: 'map', section: '4.9' },
  { pattern: 'pull_policy', effect: 'ignore', comparison: 'exact', section: '4.6' },
  { pattern: 'scale', effect: 'ignore', comparison: 'exact', section: '2.2' },

  // What only a cluster honours.
  { pattern: 'credential_spec', effect: 'ignore', comparison: 'map', section: '2.2' },
  { pattern: 'deploy.endpoint_mode', effect: 'ignore', comparison: 'exact', section: '2.5' },
  { pattern: 'deploy.labels', effect: 'ignore', comparison: 'map', section: '2.5' },
  { pattern: 'deploy.mode', effect: 'ignore', comparison: 'exact', section: '2.5' },
  { pattern: 'deploy.placement', effect: 'ignore', comparison: 'map', section: '2.5' },
  { pattern: 'deploy.replicas', effect: 'ignore', comparison: 'exact', section: '2.5' },
  { pattern: 'deploy.resources.reservations.cpus', effect: 'ignore', comparison: 'exact', section: '2.5' },
  {
    pattern: 'deploy.resources.reservations.generic_resources',
    effect: 'ignore',
    comparison: 'exact',
    section: '2.5',
  },
  { pattern: 'deploy.restart_policy.delay', effect: 'ignore', comparison: 'exact', section: '2.5' },
  { pattern: 'deploy.restart_policy.window', effect: 'ignore', comparison: 'exact', section: '2.5' },
  { pattern: 'deploy.rollback_config', effect: 'ignore', comparison: 'map', section: '2.5' },
  { pattern: 'deploy.update_config', effect: 'ignore', comparison: 'map', section: '2.5' },
  { pattern: 'ports.*.app_protocol', effect: 'ignore', comparison: 'exact', section: '2.7' },
  { pattern: 'ports.*.mode', effect: 'ignore', comparison: 'exact', section: '2.7' },
  { pattern: 'ports.*.name', effect: 'ignore', comparison: 'exact', section: '2.7' },

  // Maps: what appears or goes as a whole is still shown key by key.
  { pattern: 'annotations', effect: 'replace', comparison: 'map', section: '2.2' },
  { pattern: 'labels', effect: 'replace', comparison: 'map', section: '2.2' },
  { pattern: 'models', effect: 'replace', comparison: 'map', section: '2.2' },
  { pattern: 'networks', effect: 'replace', comparison: 'map', section: '4.8' },
  { pattern: 'storage_opt', effect: 'replace', comparison: 'map', section: '2.2' },
  { pattern: 'sysctls', effect: 'replace', comparison: 'map', section: '2.2' },
  { pattern: 'ulimits', effect: 'replace', comparison: 'map', section: '2.2' },

  // Lists whose order means nothing.
  { pattern: 'cap_add', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'cap_drop', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'device_cgroup_rules', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'dns_opt', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'expose', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'external_links', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'extra_hosts', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'group_add', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'links', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'networks.*.aliases', effect: 'replace', comparison: 'set', section: '4.8' },
  { pattern: 'networks.*.link_local_ips', effect: 'replace', comparison: 'set', section: '4.8' },
  { pattern: 'security_opt', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'tmpfs', effect: 'replace', comparison: 'set', section: '2.2' },
  { pattern: 'volumes_from', effect: 'replace', comparison: 'set', section: '2.2' },

  // Lists of things that have an identity.
  { pattern: 'configs', effect: 'replace', comparison: { by: ['source', 'target'] }, section: '4.8' },
  { pattern: 'devices', effect: 'replace', comparison: { by: ['target'] }, section: '2.2' },
  {
    pattern: 'ports',
    effect: 'replace',
    comparison: { by: ['host_ip', 'published', 'target', 'protocol'] },
    section: '2.7',
  },
  { pattern: 'secrets', effect: 'replace', comparison: { by: ['target'] }, section: '4.8' },
  { pattern: 'volumes', effect: 'replace', comparison: { by: ['target'] }, section: '2.8' },
]

/** Everything else: a container is made anew for it. */
const generalPolicy: FieldPolicy = {
  pattern: '',
  effect: 'replace',
  comparison: 'exact',
  section: '4.4',
}

const rows = fieldPolicies.map((policy) => ({ policy, steps: policy.pattern.split('.') }))

/** The policy of a field, given its path below the service. */
export function policyOf(path: Path): FieldPolicy {
  const row = rows.find(
    ({ steps }) =>
      steps.length <= path.length &&
      steps.every((step, index) => step === '*' || step === String(path[index])),
  )
  return row?.policy ?? generalPolicy
}

/** How the field at `path` is compared, where a row names exactly this field. */
export function comparisonOf(path: Path): Comparison | undefined {
  const { pattern, comparison } = policyOf(path)
  return pattern.split('.').length === path.length ? comparison : undefined
}
