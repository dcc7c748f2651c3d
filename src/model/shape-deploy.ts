import type { Deploy, GenericResource, Placement, Resource, RestartPolicy, UpdateConfig } from './deploy.ts'
import {
  always,
  bytes,
  duration,
  float,
  given,
  integer,
  list,
  map,
  set,
  string,
  struct,
  text,
} from './shape.ts'
import { deviceRequest } from './shape-parts.ts'

const updateConfig = struct<UpdateConfig>({
  parallelism: given(integer),
  delay: set(duration),
  failure_action: set(string),
  monitor: set(duration),
  max_failure_ratio: set(float),
  order: set(string),
})

const genericResource = struct<GenericResource>({
  discrete_resource_spec: given(struct({ kind: always(string, ''), value: always(integer, 0) })),
})

const resource = struct<Resource>({
  cpus: set(float),
  memory: set(bytes),
  pids: set(integer),
  devices: set(list(deviceRequest)),
  generic_resources: set(list(genericResource)),
})

const restartPolicy = struct<RestartPolicy>({
  condition: set(string),
  delay: given(duration),
  max_attempts: given(integer),
  window: given(duration),
})

const placement = struct<Placement>({
  constraints: set(list(string)),
  preferences: set(list(struct({ spread: set(string) }))),
  max_replicas_per_node: set(integer),
})

export const deploy = struct<Deploy>({
  mode: set(string),
  replicas: given(integer),
  labels: set(map(text)),
  update_config: given(updateConfig),
  rollback_config: given(updateConfig),
  resources: always(struct({ limits: given(resource), reservations: given(resource) }), {}),
  restart_policy: given(restartPolicy),
  placement: always(placement, {}),
  endpoint_mode: set(string),
})
