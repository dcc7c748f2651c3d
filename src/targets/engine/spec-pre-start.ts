import { createHash } from 'node:crypto'
import type { ContainerBody, EndpointBody, HostConfigBody } from '../../engine/container-body.ts'
import type { CreateOptions } from '../../engine/engine.ts'
import type { Project } from '../../model/project.ts'
import type { Hook, Service } from '../../model/service.ts'
import { imageReference } from './image-reference.ts'
import { labelNames, preStartLabels } from './labels.ts'
import { environmentLines, withoutZeros } from './spec-fields.ts'
import { hostNames } from './spec-host.ts'
import { endpointsOf, networkMode } from './spec-networks.ts'

interface PreStartStep {
  readonly project: Project
  readonly service: Service
  readonly hook: Hook
  /** From 0. */
  readonly index: number
  /** The replica whose volumes it is given. */
  readonly replica: string
}

/** The image of a step: its own, or that of its service. */
export function preStartImage(project: Pick<Project, 'name'>, service: Service, hook: Hook): string {
  return hook.image ?? imageReference(project, service)
}

/**
 * What the engine is asked for to make the container of a step before the start: environment, user, folder, networks and volumes
 * are those of the service unless the step says otherwise; addresses of its own are left to the service. Section 4.7.
 */
export function preStartContainer(step: PreStartStep): CreateOptions {
  const { project, service, hook, replica } = step
  const name = `${replica}-pre_start-${step.index + 1}`
  const body: ContainerBody = {
    Image: preStartImage(project, service, hook),
    AttachStdout: true,
    AttachStderr: true,
    Labels: preStartLabels(project, service),
    ...(hook.command === null ? {} : { Cmd: hook.command }),
    ...withoutZeros({
      Env: environmentLines({ ...service.environment, ...hook.environment }),
      User: hook.user ?? service.user,
      WorkingDir: hook.working_dir ?? service.working_dir,
    }),
    ...networking(step, name),
    HostConfig: hostConfig(step),
  }
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const labelled = { ...body, Labels: { ...body.Labels, [labelNames.step]: digest } }
  return { name, body: labelled, ...(isSet(service.platform) ? { platform: service.platform } : {}) }
}

function hostConfig({ project, service, hook, replica }: PreStartStep): HostConfigBody {
  return {
    NetworkMode: networkMode(project, service),
    VolumesFrom: [replica],
    ...hostNames(service),
    ...withoutZeros({ Privileged: hook.privileged }),
  }
}

function networking(
  { project, service }: PreStartStep,
  name: string,
): Pick<ContainerBody, 'NetworkingConfig'> {
  const endpoints = endpointsOf({ project, service, name, hasServiceAliases: true })
  if (endpoints.length === 0) return {}
  const entries = endpoints.map(({ network, endpoint }) => [network, aliasesOf(endpoint)] as const)
  return { NetworkingConfig: { EndpointsConfig: Object.fromEntries(entries) } }
}

function aliasesOf({ Aliases, Links, DriverOpts }: EndpointBody): EndpointBody {
  return withoutZeros({ Aliases, Links, DriverOpts })
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
