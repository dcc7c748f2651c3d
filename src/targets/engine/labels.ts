import type { Project } from '../../model/project.ts'
import type { Dependency, Service } from '../../model/service.ts'
import { compareText } from '../../units/compare-text.ts'
import { own } from '../../units/own.ts'

/** The Docker Compose whose labels ours are equal to; other tools read it from containers. */
const composeVersion = '2.40.3'

const prefix = 'com.docker.compose'

/** The labels that make an engine's resources a project's, as Docker Compose writes them, and one of our own. Section 4.2. */
export const labelNames = {
  project: `${prefix}.project`,
  service: `${prefix}.service`,
  network: `${prefix}.network`,
  volume: `${prefix}.volume`,
  version: `${prefix}.version`,
  workingDirectory: `${prefix}.project.working_dir`,
  configFiles: `${prefix}.project.config_files`,
  environmentFiles: `${prefix}.project.environment_file`,
  configHash: `${prefix}.config-hash`,
  number: `${prefix}.container-number`,
  oneOff: `${prefix}.oneoff`,
  slug: `${prefix}.slug`,
  dependsOn: `${prefix}.depends_on`,
  image: `${prefix}.image`,
  imageVolumes: `${prefix}.image-volume-digest`,
  replace: `${prefix}.replace`,
  hook: `${prefix}.hook`,
  /** The service as it was when the container was made (`storeSpec`), to tell later which field changed. */
  spec: 'dev.gantry.spec',
  /** Digest of what a step before a start was asked for with, to tell the same step from another one of that name. */
  step: 'dev.gantry.step',
} as const

type Labels = Readonly<Record<string, string>>

export interface ContainerLabels {
  readonly project: Project
  readonly service: Service
  readonly number: number
  readonly configHash: string
  /** Digest of the image, where it is known. */
  readonly imageDigest?: string
  /** Digests of the images it mounts (`imageVolumeDigests`). */
  readonly imageVolumes?: string
  readonly spec?: string
  /** The container takes over from another one of the same service and number. */
  readonly isReplacement?: boolean
  /** A container of `run`: known by its slug, without a number. */
  readonly slug?: string
}

/** The user's labels, and over them those of the project. Sections 2.2 and 4.2. */
export function containerLabels(context: ContainerLabels): Record<string, string> {
  const { project, service, number, configHash, slug } = context
  return {
    ...service.labels,
    [labelNames.project]: project.name,
    [labelNames.service]: service.name,
    [labelNames.version]: composeVersion,
    [labelNames.workingDirectory]: project.workingDirectory,
    [labelNames.configFiles]: project.files.join(','),
    ...(project.envFiles.length > 0 ? { [labelNames.environmentFiles]: project.envFiles.join(',') } : {}),
    [labelNames.configHash]: configHash,
    [labelNames.dependsOn]: dependencyText(enabledDependencies(service, project)),
    [labelNames.oneOff]: slug === undefined ? 'False' : 'True',
    ...(slug === undefined ? { [labelNames.number]: String(number) } : { [labelNames.slug]: slug }),
    ...(context.imageDigest === undefined ? {} : { [labelNames.image]: context.imageDigest }),
    ...(context.imageVolumes === undefined ? {} : { [labelNames.imageVolumes]: context.imageVolumes }),
    ...(context.isReplacement === true ? { [labelNames.replace]: replicaName(service, number) } : {}),
    ...(context.spec === undefined ? {} : { [labelNames.spec]: context.spec }),
  }
}

/** Labels of a container that runs before a service starts; without a config hash it is no container of the service. */
export function preStartLabels(project: Pick<Project, 'name'>, service: Service): Record<string, string> {
  return {
    ...service.labels,
    [labelNames.project]: project.name,
    [labelNames.service]: service.name,
    [labelNames.version]: composeVersion,
    [labelNames.hook]: 'pre_start',
  }
}

/** Labels of an image that is built for a service. */
export function imageLabels(
  project: Pick<Project, 'name'>,
  service: Service,
): Readonly<Record<string, string>> {
  return {
    [labelNames.project]: project.name,
    [labelNames.service]: service.name,
    [labelNames.version]: composeVersion,
  }
}

/** Labels of a network of the project; the user's own come first. */
export function networkLabels(project: Project, key: string, hash: string): Record<string, string> {
  return {
    ...own(project.networks, key)?.labels,
    [labelNames.project]: project.name,
    [labelNames.network]: key,
    [labelNames.version]: composeVersion,
    [labelNames.configHash]: hash,
  }
}

/** Labels of a volume of the project; the user's own come first. */
export function volumeLabels(project: Project, key: string, hash: string): Record<string, string> {
  return {
    ...own(project.volumes, key)?.labels,
    [labelNames.project]: project.name,
    [labelNames.volume]: key,
    [labelNames.version]: composeVersion,
    [labelNames.configHash]: hash,
  }
}

/** What a replica is called on the engine: `project-service-1` unless the service names its container. Section 4.1. */
export function containerName(
  project: Pick<Project, 'name' | 'nameSeparator'>,
  service: Service,
  number: number,
): string {
  return service.container_name ?? [project.name, service.name, number].join(project.nameSeparator ?? '-')
}

/** What a one-off container is called unless the user names it. */
export function oneOffName(
  project: Pick<Project, 'name' | 'nameSeparator'>,
  service: Pick<Service, 'name'>,
  slug: string,
): string {
  return [project.name, service.name, 'run', slug.slice(0, 12)].join(project.nameSeparator ?? '-')
}

export function serviceOf(labels: Labels): string | undefined {
  return labels[labelNames.service]
}

/** The number of a replica; a one-off container has none. */
export function numberOf(labels: Labels): number | undefined {
  const number = Number(labels[labelNames.number])
  return Number.isInteger(number) && number > 0 ? number : undefined
}

/** Whether `run` made the container. */
export function isOneOff(labels: Labels): boolean {
  return labels[labelNames.oneOff]?.toLowerCase() === 'true'
}

function replicaName(service: Service, number: number): string {
  return service.container_name ?? `${service.name}-${number}`
}

/** Without those that are not required and whose profile is not active. */
function enabledDependencies({ depends_on = {} }: Service, { disabledServices }: Project): Dependencies {
  const all = Object.entries(depends_on)
  return Object.fromEntries(all.filter(([name]) => own(disabledServices, name) === undefined))
}

type Dependencies = Readonly<Record<string, Dependency>>

/** `db:service_healthy:false,web:service_started:true`: condition, and whether a restart is passed on. */
function dependencyText(dependencies: Dependencies): string {
  return Object.entries(dependencies)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, { condition, restart }]) => `${name}:${condition}:${String(restart ?? false)}`)
    .join(',')
}
