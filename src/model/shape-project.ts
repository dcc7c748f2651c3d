import type { AddressPool, Ipam, Network } from './network.ts'
import type { Model } from './project.ts'
import type { FileObject } from './secret.ts'
import { always, boolean, given, integer, list, map, required, set, string, struct, text } from './shape.ts'
import type { Volume } from './volume.ts'

const addressPool = struct<AddressPool>({
  subnet: set(string),
  gateway: set(string),
  ip_range: set(string),
  aux_addresses: set(map(text)),
})

const ipam = struct<Ipam>({ driver: set(string), config: set(list(addressPool)), options: set(map(text)) })

export const network = struct<Network>({
  name: required(string, ''),
  driver: set(string),
  driver_opts: set(map(text)),
  ipam: always(ipam, {}),
  external: set(boolean),
  internal: set(boolean),
  attachable: set(boolean),
  labels: set(map(text)),
  enable_ipv4: given(boolean),
  enable_ipv6: given(boolean),
})

export const volume = struct<Volume>({
  name: required(string, ''),
  driver: set(string),
  driver_opts: set(map(text)),
  external: set(boolean),
  labels: set(map(text)),
})

export const fileObject = struct<FileObject>({
  name: required(string, ''),
  file: set(string),
  environment: set(string),
  content: set(string),
  external: set(boolean),
  labels: set(map(text)),
  driver: set(string),
  driver_opts: set(map(text)),
  template_driver: set(string),
})

export const model = struct<Model>({
  name: set(string),
  // Also when it is empty: without it, what is printed could not be read again.
  model: always(string, ''),
  context_size: set(integer),
  runtime_flags: set(list(string)),
})
