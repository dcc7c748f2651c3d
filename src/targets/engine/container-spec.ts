import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ContainerBody } from '../../engine/container-body.ts'
import type { CreateOptions } from '../../engine/engine.ts'
import { parseDuration } from '../../units/duration.ts'
import { supports } from './api-version.ts'
import type { ContainerContext } from './container-context.ts'
import { withEngineSocket } from './engine-socket.ts'
import { containerLabels } from './labels.ts'
import { namespaceParents } from './shared-namespaces.ts'
import { checkContainer } from './spec-checks.ts'
import { environmentLines, withoutZeros } from './spec-fields.ts'
import { deliverFiles } from './spec-files.ts'
import { healthcheckBody } from './spec-health.ts'
import { hostConfig } from './spec-host.ts'
import { endpointsOf, type Endpoint } from './spec-networks.ts'
import { exposedPorts } from './spec-ports.ts'
import { storedSpec } from './stored-service.ts'

export interface ContainerSpec {
  readonly create: CreateOptions
  /** Networks to join one by one after creating, on engines before API 1.44. */
  readonly connect?: readonly Endpoint[]
  /** Services whose containers' ids replace `service:NAME` in the body. */
  readonly sharedNamespaces: readonly string[]
  /** What this engine cannot do for the service (errors), and what has no effect (warnings). */
  readonly warnings: readonly Diagnostic[]
}

/** What the engine is asked for to make one container of a service. Sections 2.2 to 2.8 and 4.8. */
export function containerSpec(given: ContainerContext): ContainerSpec {
  const context = { ...given, service: withEngineSocket(given.service) }
  const { project, service, name, oneOff, linkTargets } = context
  const hasServiceAliases = oneOff === undefined || oneOff.hasServiceAliases === true
  const endpoints = endpointsOf({ project, service, name, hasServiceAliases, linkTargets })
  const joined = joinNetworks(endpoints, context.apiVersion)
  const files = deliverFiles(project, service)
  const labels = labelsOf(given)
  const body = {
    ...bodyOf(context),
    Labels: labels,
    ...joined.body,
    HostConfig: hostConfig(context, files.mounts),
  }
  return {
    create: { name, body, ...(isSet(service.platform) ? { platform: service.platform } : {}) },
    ...(joined.connect.length === 0 ? {} : { connect: joined.connect }),
    sharedNamespaces: namespaceParents(service),
    warnings: checkContainer(context),
  }
}

/** Since API 1.44 one request joins all networks; before, it joins the first and carries its address itself. */
function joinNetworks(
  endpoints: readonly Endpoint[],
  apiVersion: string,
): {
  readonly body: Pick<ContainerBody, 'NetworkingConfig' | 'MacAddress'>
  readonly connect: readonly Endpoint[]
} {
  const [first, ...others] = endpoints
  if (first === undefined) return { body: {}, connect: [] }
  if (supports(apiVersion, '1.44')) return { body: networkingConfig(endpoints), connect: [] }
  const { MacAddress, ...endpoint } = first.endpoint
  const body = networkingConfig([{ ...first, endpoint }])
  return { body: { ...body, ...withoutZeros({ MacAddress }) }, connect: others }
}

function networkingConfig(endpoints: readonly Endpoint[]): Pick<ContainerBody, 'NetworkingConfig'> {
  const entries = endpoints.map(({ network, endpoint }) => [network, endpoint] as const)
  return { NetworkingConfig: { EndpointsConfig: Object.fromEntries(entries) } }
}

function bodyOf(context: ContainerContext): Omit<ContainerBody, 'HostConfig' | 'Labels'> {
  const { service, oneOff } = context
  const attachInput = oneOff?.attachInput === true
  const healthcheck = healthcheckBody(service.healthcheck)
  return {
    Image: context.imageReference,
    AttachStdout: true,
    AttachStderr: true,
    ...(service.command === null ? {} : { Cmd: service.command }),
    ...(service.entrypoint === null ? {} : { Entrypoint: service.entrypoint }),
    ...(service.stop_grace_period === undefined ? {} : { StopTimeout: seconds(service.stop_grace_period) }),
    ...(healthcheck === undefined ? {} : { Healthcheck: healthcheck }),
    ...withoutZeros({
      AttachStdin: attachInput,
      StdinOnce: attachInput && service.stdin_open === true,
      OpenStdin: service.stdin_open,
      Tty: service.tty,
      Env: environmentLines({ ...context.proxyEnvironment, ...service.environment }),
      ExposedPorts: exposedPorts(service),
      Hostname: service.hostname,
      Domainname: service.domainname,
      User: service.user,
      WorkingDir: service.working_dir,
      StopSignal: service.stop_signal,
    }),
  }
}

function labelsOf({
  project,
  service,
  number,
  configHash,
  image,
  ...rest
}: ContainerContext): Record<string, string> {
  return containerLabels({
    project,
    service,
    number,
    configHash,
    spec: storedSpec(project, service, rest.origins),
    isReplacement: rest.replaces !== undefined,
    ...(image === undefined ? {} : { imageDigest: image.digest }),
    ...(rest.imageVolumes === undefined ? {} : { imageVolumes: rest.imageVolumes }),
    ...(rest.oneOff === undefined ? {} : { slug: rest.oneOff.slug }),
  })
}

function seconds(duration: string): number {
  return Number((parseDuration(duration) ?? 0n) / 1_000_000_000n)
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
