import type { Engine } from '../engine.ts'
import { EngineApi } from './api.ts'
import { archiveGateway } from './archives.ts'
import { buildGateway } from './builder.ts'
import { createConnection } from './connection.ts'
import { containerGateway } from './containers.ts'
import { openDockerode } from './dockerode.ts'
import type { Dockerode } from './dockerode.ts'
import { subscribe } from './events.ts'
import { options } from './gateway-context.ts'
import type { GatewayContext } from './gateway-context.ts'
import { imageGateway } from './images.ts'
import { engineFacts } from './facts.ts'
import type { EngineLocation } from './location.ts'
import { networkGateway } from './networks.ts'
import { execGateway } from './execs.ts'
import { decodeVersion } from './version.ts'
import { volumeGateway } from './volumes.ts'

export interface ConnectOptions {
  /** The value of DOCKER_API_VERSION: speak this version, whatever the engine offers. */
  readonly apiVersion?: string
  /** Unix time in milliseconds. */
  readonly now: () => number
}

/**
 * An engine that speaks Docker's API. Nothing is sent until the first method is called, which rejects with `EngineError` of kind
 * `unreachable` or `denied` when nobody answers.
 */
export async function connectEngine(
  location: EngineLocation,
  connectOptions: ConnectOptions,
): Promise<Engine> {
  const { apiVersion, now } = connectOptions
  const api = new EngineApi(await createConnection(location), { apiVersion, now })
  const context: GatewayContext = { api, dockerode: openedOnce(api) }
  return {
    address: location.address,
    containers: containerGateway(context),
    networks: networkGateway(context),
    volumes: volumeGateway(context),
    images: imageGateway(context),
    archives: archiveGateway(context),
    execs: execGateway(context),
    builder: buildGateway(context),
    version: async (signal) => decodeVersion(await (await context.dockerode()).version(options(signal))),
    facts: (signal) => engineFacts(context, signal),
    apiVersion: async (signal) => (await api.peer(signal)).apiVersion,
    subscribe: (filter, signal) => subscribe(context, filter, signal),
    [Symbol.asyncDispose]: () => Promise.resolve(api.close()),
  }
}

function openedOnce(api: EngineApi): () => Promise<Dockerode> {
  let opened: Promise<Dockerode> | undefined
  return () => (opened ??= openDockerode(api))
}
