import { createHash } from 'node:crypto'
import type { Json } from '../units/json.ts'
import { arrange, isOrderedMap, toJson, type Ordered } from './arrange.ts'
import { writeGoJson } from './go-json.ts'
import type { EnvFile } from './common.ts'
import type { Deploy } from './deploy.ts'
import type { Network } from './network.ts'
import type { Service } from './service.ts'
import * as shapes from './shape-project.ts'
import { service as serviceShape } from './shape-service.ts'
import type { Volume } from './volume.ts'

/** Which Docker Compose to agree with: version 5, or 2.40 and before, which writes bind mounts differently. */
export type HashForm = 'v5' | '2.40'

/**
 * The `com.docker.compose.config-hash` of a service's containers, as Docker Compose computes it. The service must be
 * complete: env files merged in, references to other services replaced by container ids. Spec 4.3.
 */
export function configHash(service: Service, options: { readonly form: HashForm }): string {
  return digest(arrange(withoutScheduling(service), serviceShape, options.form))
}

/**
 * What Docker Compose 2.40 prints for `config --hash`. It is not the label where there are env files, which are hashed as they are
 * listed, or label files, whose labels alone count. The service must have its env files still to be read.
 */
export function unresolvedHash(service: Service): string {
  const { mergedLabelFiles: _merged, ...rest } = service
  const arranged = arrange(withoutScheduling(rest), serviceShape, '2.40')
  if (service.env_file === undefined || !isOrderedMap(arranged)) return digest(arranged)
  return digest(new Map(arranged).set('env_file', service.env_file.map(hashedEnvFile)))
}

function hashedEnvFile({ path, required, format }: EnvFile): Ordered {
  if (required) return path
  const parts: readonly (readonly [string, Ordered])[] = [
    ['path', path],
    ['required', false],
    ...(format === undefined || format === '' ? [] : [['format', format] as const]),
  ]
  return new Map(parts)
}

/** Whether the two forms can be different for a service: they write only bind mounts differently. */
export function formsDiffer(service: Service): boolean {
  return (service.volumes ?? []).some(({ type }) => type === 'bind')
}

/** What is hashed for a service, in version 5's form: what makes a container need replacing when it changes. */
export function hashedService(service: Service): Json {
  return toJson(arrange(withoutScheduling(service), serviceShape, 'v5'))
}

/** The config hash of a network; both versions agree. */
export function networkHash(network: Network): string {
  return digest(arrange(network, shapes.network, 'v5'))
}

/** What is hashed for a network. */
export function hashedNetwork(network: Network): Json {
  return toJson(arrange(network, shapes.network, 'v5'))
}

/** The config hash of a volume; an unnamed driver is `local`. */
export function volumeHash(volume: Volume): string {
  return digest(arrangedVolume(volume))
}

/** What is hashed for a volume. */
export function hashedVolume(volume: Volume): Json {
  return toJson(arrangedVolume(volume))
}

function arrangedVolume(volume: Volume): Ordered {
  return arrange({ ...volume, driver: volume.driver ?? 'local' }, shapes.volume, 'v5')
}

/** Leaves out what says how many containers there are, how they are built and in which order they start. */
function withoutScheduling(service: Service): Partial<Service> {
  const {
    build: _build,
    pull_policy: _policy,
    scale: _scale,
    depends_on: _needs,
    profiles: _profiles,
    ...rest
  } = service
  const { deploy, mergedLabelFiles } = rest
  return {
    ...rest,
    ...(mergedLabelFiles === undefined ? {} : { label_file: mergedLabelFiles }),
    ...(deploy === undefined ? {} : { deploy: withoutReplicas(deploy) }),
  }
}

function withoutReplicas(deploy: Deploy): Deploy {
  const { replicas: _replicas, ...rest } = deploy
  return rest
}

function digest(value: Ordered): string {
  return createHash('sha256').update(writeGoJson(value)).digest('hex')
}
