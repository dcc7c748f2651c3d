import type { Build } from './build.ts'
import { boolean, bytes, leaf, list, map, set, string, struct, text } from './shape.ts'
import { environment, fileReference, hosts, ulimits } from './shape-parts.ts'

export const build = struct<Build>({
  context: set(string),
  dockerfile: set(string),
  dockerfile_inline: set(string),
  entitlements: set(list(string)),
  args: set(environment),
  provenance: set(string),
  sbom: set(string),
  ssh: set(leaf<readonly string[]>('ssh')),
  labels: set(map(text)),
  cache_from: set(list(string)),
  cache_to: set(list(string)),
  no_cache: set(boolean),
  no_cache_filter: set(list(string)),
  additional_contexts: set(map(text)),
  pull: set(boolean),
  extra_hosts: set(hosts),
  isolation: set(string),
  network: set(string),
  target: set(string),
  secrets: set(list(fileReference)),
  shm_size: set(bytes),
  tags: set(list(string)),
  ulimits: set(ulimits),
  platforms: set(list(string)),
  privileged: set(boolean),
})
