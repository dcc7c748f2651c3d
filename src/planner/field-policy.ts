import type { Path } from '../document/path.ts'

/**
 * How two values of a field are compared: `map` key by key, also when one of them is absent; `set` as lists in any order;
 * `{ by }` as lists whose elements are the same thing when these fields agree; `exact` key by key, and lists as a whole.
 */
export type Comparison = 'exact' | 'map' | 'set' | { readonly by: readonly string[] }

export interface FieldPolicy {
  /** Steps from the service, `*` for any key or index. Holds for everything below it that has no row of its own. */
  readonly pattern: string
  readonly comparison: Comparison
  /** Values may be credentials: they are stored and shown as digests. */
  readonly sensitive?: true
}

/** The first row that fits wins, so special rows stand before general ones. Attributes without a row: `generalPolicy`. */
export const fieldPolicies: readonly FieldPolicy[] = [
  // Values that may be secret.
  { pattern: 'environment', comparison: 'map', sensitive: true },
  { pattern: 'build.args', comparison: 'map', sensitive: true },
  { pattern: 'logging.options', comparison: 'map', sensitive: true },
  { pattern: 'provider.options', comparison: 'map', sensitive: true },
  { pattern: 'pre_start.*.environment', comparison: 'map', sensitive: true },
  { pattern: 'post_start.*.environment', comparison: 'map', sensitive: true },
  { pattern: 'pre_stop.*.environment', comparison: 'map', sensitive: true },
  { pattern: 'develop.watch.*.exec.environment', comparison: 'map', sensitive: true },

  // What Gantry itself reads when it acts, and the container never sees.
  { pattern: 'build', comparison: 'map' },
  { pattern: 'depends_on', comparison: 'map' },
  { pattern: 'develop', comparison: 'map' },
  { pattern: 'profiles', comparison: 'set' },
  { pattern: 'provider', comparison: 'map' },

  // Maps that only a cluster honours.
  { pattern: 'credential_spec', comparison: 'map' },
  { pattern: 'deploy.labels', comparison: 'map' },
  { pattern: 'deploy.placement', comparison: 'map' },
  { pattern: 'deploy.rollback_config', comparison: 'map' },
  { pattern: 'deploy.update_config', comparison: 'map' },

  // Maps: what appears or goes as a whole is still shown key by key.
  { pattern: 'annotations', comparison: 'map' },
  { pattern: 'labels', comparison: 'map' },
  { pattern: 'models', comparison: 'map' },
  { pattern: 'networks', comparison: 'map' },
  { pattern: 'storage_opt', comparison: 'map' },
  { pattern: 'sysctls', comparison: 'map' },
  { pattern: 'ulimits', comparison: 'map' },

  // Lists whose order means nothing.
  { pattern: 'cap_add', comparison: 'set' },
  { pattern: 'cap_drop', comparison: 'set' },
  { pattern: 'device_cgroup_rules', comparison: 'set' },
  { pattern: 'dns_opt', comparison: 'set' },
  { pattern: 'expose', comparison: 'set' },
  { pattern: 'external_links', comparison: 'set' },
  { pattern: 'extra_hosts', comparison: 'set' },
  { pattern: 'group_add', comparison: 'set' },
  { pattern: 'links', comparison: 'set' },
  { pattern: 'networks.*.aliases', comparison: 'set' },
  { pattern: 'networks.*.link_local_ips', comparison: 'set' },
  { pattern: 'security_opt', comparison: 'set' },
  { pattern: 'tmpfs', comparison: 'set' },
  { pattern: 'volumes_from', comparison: 'set' },

  // Lists of things that have an identity.
  { pattern: 'configs', comparison: { by: ['source', 'target'] } },
  { pattern: 'devices', comparison: { by: ['target'] } },
  { pattern: 'ports', comparison: { by: ['host_ip', 'published', 'target', 'protocol'] } },
  { pattern: 'secrets', comparison: { by: ['target'] } },
  { pattern: 'volumes', comparison: { by: ['target'] } },
]

/** Everything else. */
const generalPolicy: FieldPolicy = {
  pattern: '',
  comparison: 'exact',
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
