import type { EnvFile, FileReference, Ulimit } from './common.ts'
import type { DeviceRequest } from './deploy.ts'
import type { Healthcheck } from './health.ts'
import type { Mount } from './mount.ts'
import type { Port } from './port.ts'
import type { Dependency, Device, Hook, ServiceNetwork, WatchRule } from './service.ts'
import {
  always,
  boolean,
  bytes,
  duration,
  given,
  integer,
  leaf,
  list,
  map,
  mode,
  nullable,
  oneOf,
  optOut,
  required,
  set,
  string,
  struct,
  text,
  type Shape,
} from './shape.ts'

/** `null` is the default of the image, an empty list is nothing. */
export const command: Shape<readonly string[] | null> = nullable(list(string))
export const environment: Shape<Readonly<Record<string, string | null>>> = map(nullable(text))
export const ulimits: Shape<Readonly<Record<string, Ulimit>>> = map(leaf<Ulimit>('ulimit'))
export const hosts: Shape<Readonly<Record<string, readonly string[]>>> = leaf('hosts')

export const envFile = struct<EnvFile>({
  path: required(string, ''),
  required: always(boolean, false),
  format: set(string),
})

export const fileReference = struct<FileReference>({
  source: required(string, ''),
  target: set(string),
  uid: set(string),
  gid: set(string),
  mode: given(mode),
})

export const healthcheck = struct<Healthcheck>({
  test: set(list(string)),
  timeout: given(duration),
  interval: given(duration),
  retries: given(integer),
  start_period: given(duration),
  start_interval: given(duration),
  disable: set(boolean),
})

export const port = struct<Port>({
  name: set(string),
  mode: set(string),
  host_ip: set(string),
  target: required(integer, 0),
  published: set(string),
  protocol: set(string),
  app_protocol: set(string),
})

export const mount = struct<Mount>({
  type: required(oneOf<Mount['type']>(), 'volume'),
  source: set(string),
  target: required(string, ''),
  read_only: set(boolean),
  consistency: set(string),
  bind: given(
    struct({
      selinux: set(string),
      propagation: set(string),
      create_host_path: optOut(boolean),
      recursive: set(string),
    }),
  ),
  volume: given(struct({ labels: set(map(text)), nocopy: set(boolean), subpath: set(string) })),
  tmpfs: given(struct({ size: set(bytes), mode: set(leaf<number>('mode-number')) })),
  image: given(struct({ subpath: set(string) })),
})

const hookFields = {
  image: set(string),
  user: set(string),
  privileged: set(boolean),
  working_dir: set(string),
  environment: set(environment),
  per_replica: set(boolean),
}

export const hook = struct<Hook>({ command: always(command, null), ...hookFields })

/** Where the command has to be given, it is printed also when it is nothing, so that this can be read again. */
export const commandHook = struct<Hook>({ command: { ...given(command), zero: null }, ...hookFields })

export const watchRule = struct<WatchRule>({
  path: always(string, ''),
  action: always(oneOf<WatchRule['action']>(), 'sync'),
  target: set(string),
  exec: always(hook, { command: null }),
  include: set(list(string)),
  ignore: set(list(string)),
  initial_sync: set(boolean),
})

export const dependency = struct<Dependency>({
  condition: required(oneOf<Dependency['condition']>(), 'service_started'),
  restart: set(boolean),
  required: always(boolean, true),
})

export const serviceNetwork = struct<ServiceNetwork>({
  aliases: set(list(string)),
  driver_opts: set(map(text)),
  gw_priority: set(integer),
  interface_name: set(string),
  ipv4_address: set(string),
  ipv6_address: set(string),
  link_local_ips: set(list(string)),
  mac_address: set(string),
  priority: set(integer),
})

export const device = struct<Device>({
  source: required(string, ''),
  target: set(string),
  permissions: set(string),
})

export const deviceRequest = struct<DeviceRequest>({
  capabilities: set(list(string)),
  driver: set(string),
  count: set(leaf<number>('count')),
  device_ids: set(list(string)),
  options: set(map(text)),
})
