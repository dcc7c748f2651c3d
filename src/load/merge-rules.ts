/**
 * How the value of a later file is merged onto that of an earlier one where "mappings merge, lists append, the rest is
 * replaced" is not what Compose does.
 * - `replace`: the later value stands, whatever it is;
 * - `as-mapping`: lists of `name=value` are read as mappings, so that one name occurs once;
 * - `as-pairs`: mappings are read as lists of `name=value`, for documents whose variables are not replaced;
 * - `as-list`: a text alone is read as a list of one;
 * - `as-build`: a text alone is read as the build context;
 * - `as-dependencies`, `as-names`: a list of names is read as a mapping of names to what a bare name means;
 * - `as-hosts`: both forms are read as lists of `name=address`, and exact repetitions dropped;
 * - `same-driver`: merged only when both name the same driver or one names none, else replaced;
 * - `by-subnet`: the later list, each entry merged onto the earlier one of the same subnet.
 */
export type MergeRule =
  | 'replace'
  | 'as-mapping'
  | 'as-pairs'
  | 'as-list'
  | 'as-build'
  | 'as-dependencies'
  | 'as-names'
  | 'as-hosts'
  | 'same-driver'
  | 'by-subnet'

export const mergeRules: Readonly<Record<string, MergeRule>> = {
  'configs.*.labels': 'as-mapping',
  'networks.*.ipam.config': 'by-subnet',
  'networks.*.labels': 'as-mapping',
  'secrets.*.labels': 'as-mapping',
  'volumes.*.labels': 'as-mapping',
  'services.*.annotations': 'as-mapping',
  'services.*.build': 'as-build',
  'services.*.build.additional_contexts': 'as-mapping',
  'services.*.build.args': 'as-mapping',
  'services.*.build.extra_hosts': 'as-hosts',
  'services.*.build.labels': 'as-mapping',
  'services.*.command': 'replace',
  'services.*.depends_on': 'as-dependencies',
  'services.*.deploy.labels': 'as-mapping',
  'services.*.dns': 'as-list',
  'services.*.dns_opt': 'as-list',
  'services.*.dns_search': 'as-list',
  'services.*.entrypoint': 'replace',
  'services.*.env_file': 'as-list',
  'services.*.environment': 'as-mapping',
  'services.*.extra_hosts': 'as-hosts',
  'services.*.healthcheck.test': 'replace',
  'services.*.label_file': 'as-list',
  'services.*.labels': 'as-mapping',
  'services.*.logging': 'same-driver',
  'services.*.models': 'as-names',
  'services.*.networks': 'as-names',
  'services.*.sysctls': 'as-mapping',
  'services.*.tmpfs': 'as-list',
  'services.*.ulimits.*': 'replace',
}

/**
 * What identifies an entry of a list: a later entry with the same identity takes the place of the earlier one.
 * - `name`: the text before `=`;
 * - `text`: the whole entry;
 * - `port`: host address, published port, target and protocol;
 * - `mount`: the path in the container;
 * - `device`: the path in the container;
 * - `secret`, `config`: the path in the container, with its default;
 * - `path`: the path of an env file.
 */
export type Identity = 'name' | 'text' | 'port' | 'mount' | 'device' | 'secret' | 'config' | 'path'

export const identities: Readonly<Record<string, Identity>> = {
  'networks.*.labels': 'name',
  'services.*.annotations': 'name',
  'services.*.build.additional_contexts': 'name',
  'services.*.build.args': 'name',
  'services.*.build.labels': 'name',
  'services.*.build.tags': 'name',
  'services.*.cap_add': 'name',
  'services.*.cap_drop': 'name',
  'services.*.configs': 'config',
  'services.*.deploy.labels': 'name',
  'services.*.devices': 'device',
  'services.*.dns': 'name',
  'services.*.dns_opt': 'name',
  'services.*.dns_search': 'name',
  'services.*.env_file': 'path',
  'services.*.environment': 'name',
  'services.*.expose': 'text',
  'services.*.labels': 'name',
  'services.*.links': 'name',
  'services.*.networks.*.aliases': 'name',
  'services.*.networks.*.link_local_ips': 'name',
  'services.*.ports': 'port',
  'services.*.profiles': 'name',
  'services.*.secrets': 'secret',
  'services.*.sysctls': 'name',
  'services.*.tmpfs': 'name',
  'services.*.volumes': 'mount',
}
