import { callEngine } from '../../scripts/set-up/engine/api.ts'
import type { Connection } from '../../src/engine/docker/connection.ts'

/** Plain JSON, as the engine gives it. */
export type Value = null | boolean | number | string | readonly Value[] | Fields
export interface Fields {
  readonly [key: string]: Value | undefined
}

/** Everything of some projects on the engine that a user can meet, without what differs from run to run. */
export async function engineState(engine: Connection, projectPrefix: string): Promise<Value> {
  const get = async (path: string): Promise<Value> => {
    const { text } = await callEngine(engine, { method: 'GET', path, silenceMs: 60_000 })
    return JSON.parse(text)
  }
  const containers = await inspectAll(
    get,
    await listed(get, '/containers/json?all=1&', projectPrefix),
    'containers',
  )
  const networks = await inspectAll(get, await listed(get, '/networks?', projectPrefix), 'networks')
  const volumes = asList(asFields(await get('/volumes')).Volumes ?? null).map(asFields)
  const ours = volumes.filter((volume) => belongs(volume, projectPrefix))
  const images = await inspectAll(get, await listed(get, '/images/json?', projectPrefix), 'images')
  const names = new Map([
    ...[...containers, ...networks].map((one): [string, string] => [
      text(one.Id),
      `<id of ${text(one.Name).replace(/^\//, '')}>`,
    ]),
    ...images.map((one): [string, string] => [text(one.Id), `<id of ${imageName(one)}>`]),
  ])
  return replaceIds(
    {
      containers: byName(containers.map(containerState)),
      networks: byName(networks.map(networkState)),
      volumes: byName(ours.map(volumeState)),
      // Those without a name are left of earlier builds.
      images: byName(images.filter((image) => imageName(image) !== unnamed).map(imageState)),
    },
    names,
  )
}

async function listed(
  get: (path: string) => Promise<Value>,
  path: string,
  projectPrefix: string,
): Promise<readonly string[]> {
  const filters = JSON.stringify({ label: ['com.docker.compose.project'] })
  const all = asList(await get(`${path}filters=${encodeURIComponent(filters)}`)).map(asFields)
  return all.filter((one) => belongs(one, projectPrefix)).map((one) => text(one.Id))
}

async function inspectAll(
  get: (path: string) => Promise<Value>,
  ids: readonly string[],
  kind: 'containers' | 'networks' | 'images',
): Promise<readonly Fields[]> {
  const all = await Promise.all(
    ids.map(async (id) => asFields(await get(`/${kind}/${id}${kind === 'networks' ? '' : '/json'}`))),
  )
  // What has gone since it was listed has none.
  return all.filter(({ Id }) => Id !== undefined)
}

function belongs(resource: Fields, projectPrefix: string): boolean {
  return text(asFields(resource.Labels ?? null)['com.docker.compose.project']).startsWith(projectPrefix)
}

function containerState(container: Fields): Fields {
  const { Status, ExitCode } = asFields(container.State ?? null)
  const { Hostname, ...config } = asFields(container.Config ?? null)
  const ownName = text(container.Id).startsWith(text(Hostname)) ? {} : { Hostname }
  return {
    Name: text(container.Name).slice(1),
    State: { Status, ...(Status === 'exited' && { ExitCode }) },
    Image: container.Image,
    Platform: container.Platform,
    Config: { ...config, ...ownName, Labels: labelsOf(config), Env: sorted(config.Env) },
    HostConfig: hostConfigState(asFields(container.HostConfig ?? null)),
    Mounts: byKey(asList(container.Mounts ?? null).map(mountState), 'Destination'),
    Networks: mapValues(asFields(asFields(container.NetworkSettings ?? null).Networks ?? null), (endpoint) =>
      endpointState(asFields(endpoint), text(container.Id)),
    ),
  }
}

/** What is a map in Compose files comes in any order; that nothing is said is null, an empty list or an empty object. */
function hostConfigState({ Mounts, Ulimits, Binds, ExtraHosts, Links, ...rest }: Fields): Value {
  return withoutEmpty({
    ...rest,
    Binds: sorted(Binds),
    ExtraHosts: sorted(ExtraHosts),
    Links: sorted(Links),
    Mounts: byKey(asList(Mounts ?? null).map(mountOfHost), 'Target'),
    Ulimits: byKey(asList(Ulimits ?? null).map(asFields), 'Name'),
  })
}

function withoutEmpty(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (!isFields(value)) return value
  const kept = Object.entries(value)
    .map(([key, one]) => [key, withoutEmpty(one ?? null)] as const)
    .filter(([, one]) => one !== null && JSON.stringify(one) !== '[]' && JSON.stringify(one) !== '{}')
  return Object.fromEntries(kept)
}

/** One that takes over an anonymous volume names it. */
function mountOfHost(mount: Value): Fields {
  const { Source, ...rest } = asFields(mount)
  return { ...rest, Source: anonymous.test(text(Source)) ? '<anonymous>' : Source }
}

const anonymous = /^[0-9a-f]{64}$/

/** An anonymous volume has a name of its own in every run. */
function mountState(mount: Value): Fields {
  const { Name, Source, ...rest } = asFields(mount)
  const isAnonymous = anonymous.test(text(Name)) || rest.Type === 'image'
  return { ...rest, Name: isAnonymous ? '<anonymous>' : Name, Source: isAnonymous ? '<anonymous>' : Source }
}

const configuredOfEndpoint = ['IPAMConfig', 'Links', 'Aliases', 'DriverOpts', 'GwPriority', 'DNSNames']

function endpointState(endpoint: Fields, id: string): Value {
  const kept = pick(endpoint, configuredOfEndpoint)
  // The engine adds the container's short id to the names by itself.
  const names = asList(kept.DNSNames ?? null).filter((name) => name !== id.slice(0, 12))
  // Docker Compose gives a service that is linked twice the same names twice.
  const links = sorted([...new Set(asList(kept.Links ?? null))])
  return withoutEmpty({ ...kept, Links: links, Aliases: sorted(kept.Aliases), DNSNames: sorted(names) })
}

function networkState(network: Fields): Fields {
  const kept = [
    'Name',
    'Scope',
    'Driver',
    'EnableIPv4',
    'EnableIPv6',
    'Internal',
    'Attachable',
    'Ingress',
    'Options',
  ]
  const { Config, ...ipam } = asFields(network.IPAM ?? null)
  return { ...pick(network, kept), IPAM: { ...ipam, Config: subnetsOf(Config) }, Labels: labelsOf(network) }
}

/** The engine chooses subnets from its pools; which one depends on what else is there. */
function subnetsOf(config: Value | undefined): Value {
  const pools = /^(172\.(1[7-9]|2\d|3[01])|192\.168)\./
  return asList(config ?? null).map((one) => {
    const subnet = asFields(one)
    return pools.test(text(subnet.Subnet)) ? '<chosen by the engine>' : subnet
  })
}

function volumeState(volume: Fields): Fields {
  return { ...pick(volume, ['Name', 'Driver', 'Options', 'Scope']), Labels: labelsOf(volume) }
}

function imageState(image: Fields): Fields {
  const { Config, Architecture, Os, Variant, RepoTags } = image
  const config = asFields(Config ?? null)
  return {
    Name: imageName(image),
    Config: withoutEmpty({ ...config, Labels: labelsOf(config), Env: sorted(config.Env) }),
    Architecture,
    Os,
    Variant,
    RepoTags: sorted(RepoTags),
  }
}

const unnamed = '<none>'

function imageName({ RepoTags }: Fields): string {
  const names = asList(RepoTags ?? null).map(text)
  return names.length === 0 ? unnamed : names.toSorted().join()
}

const ofOneRun = ['com.docker.compose.version', 'com.docker.compose.slug']

/** Labels except those of one tool or run: our own, the version of whoever made the resource, the random part of a name. */
function labelsOf(resource: Fields): Fields {
  const labels = Object.entries(asFields(resource.Labels ?? null))
  const ofBoth = labels.filter(([key]) => !key.startsWith('dev.gantry.') && !ofOneRun.includes(key))
  // Docker Compose lists dependencies in a new order each time.
  return Object.fromEntries(
    ofBoth.map(([key, value]) => [
      key,
      key.endsWith('.depends_on') ? text(value).split(',').toSorted().join() : value,
    ]),
  )
}

function replaceIds(value: Value, names: ReadonlyMap<string, string>): Value {
  let json = JSON.stringify(value)
  json = json.replaceAll(/(?<=-run-)[0-9a-f]{12}/g, '<id>')
  for (const [id, name] of names) json = json.replaceAll(id, name).replaceAll(id.slice(0, 12), name)
  // Those of containers that have been replaced since.
  json = json.replaceAll(/(?<="container:)[0-9a-f]{64}|(?<="Hostname":")[0-9a-f]{12}(?=")/g, '<id>')
  return JSON.parse(json)
}

function pick(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(keys.map((key) => [key, fields[key]]))
}

function mapValues(fields: Fields, map: (value: Value) => Value): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value ?? null)]))
}

function byName(all: readonly Fields[]): Fields {
  return byKey(all, 'Name')
}

function byKey(all: readonly Fields[], key: string): Fields {
  return Object.fromEntries(
    all.map((one) => [text(one[key]), one] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function sorted(list: Value | undefined): Value {
  return asList(list ?? null).toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
}

export function asFields(value: Value): Fields {
  return isFields(value) ? value : {}
}

function isFields(value: Value): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asList(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : []
}

function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : ''
}
