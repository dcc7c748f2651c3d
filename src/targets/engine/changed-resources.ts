import type { ObservedNetwork, ObservedVolume } from '../../engine/observed.ts'
import { networkHash, volumeHash } from '../../model/config-hash.ts'
import type { Project } from '../../model/project.ts'
import { labelNames } from './labels.ts'

interface Changed<T> {
  readonly key: string
  readonly current: T
}

/** The project's networks that are there and differ from what its files say now. Section 4.4. */
export function changedNetworks(
  project: Pick<Project, 'name' | 'networks'>,
  { networks }: { readonly networks: readonly ObservedNetwork[] },
): readonly Changed<ObservedNetwork>[] {
  return Object.entries(project.networks).flatMap(([key, network]) => {
    const label = { [labelNames.network]: key }
    const current = network.external === true ? undefined : ownOf(networks, { ...network, label }, project)
    return current !== undefined && hasChanged(current, networkHash(network)) ? [{ key, current }] : []
  })
}

/** The project's volumes that are there and differ from what its files say now. Section 4.4. */
export function changedVolumes(
  project: Pick<Project, 'name' | 'volumes'>,
  { volumes }: { readonly volumes: readonly ObservedVolume[] },
): readonly Changed<ObservedVolume>[] {
  return Object.entries(project.volumes).flatMap(([key, volume]) => {
    const label = { [labelNames.volume]: key }
    const current = volume.external === true ? undefined : ownOf(volumes, { ...volume, label }, project)
    return current !== undefined && hasChanged(current, volumeHash(volume)) ? [{ key, current }] : []
  })
}

/** What has the wanted name and carries the labels of this project and key. */
export function ownOf<T extends { readonly name: string; readonly labels: Readonly<Record<string, string>> }>(
  resources: readonly T[],
  wanted: { readonly name: string; readonly label: Readonly<Record<string, string>> },
  project: Pick<Project, 'name'>,
): T | undefined {
  const labels = Object.entries({ ...wanted.label, [labelNames.project]: project.name })
  return resources.find(
    (resource) =>
      resource.name === wanted.name && labels.every(([label, value]) => resource.labels[label] === value),
  )
}

/** What carries no hash was made by something that does not track changes: it is left alone. */
function hasChanged(
  { labels }: { readonly labels: Readonly<Record<string, string>> },
  wanted: string,
): boolean {
  const hash = labels[labelNames.configHash]
  return hash !== undefined && hash !== '' && hash !== wanted
}
