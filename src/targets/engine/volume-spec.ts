import type { VolumeSpec } from '../../engine/engine.ts'
import { volumeHash } from '../../model/config-hash.ts'
import type { Project } from '../../model/project.ts'
import { own } from '../../units/own.ts'
import { volumeLabels } from './labels.ts'

/** What the engine is asked for to make the volume declared under `key`. Section 2.3. */
export function volumeSpec(project: Project, key: string): VolumeSpec {
  const volume = own(project.volumes, key)
  if (volume === undefined) throw new Error(`volume ${key} is not declared`)
  return {
    name: volume.name,
    ...(volume.driver === undefined ? {} : { driver: volume.driver }),
    ...(volume.driver_opts === undefined ? {} : { driverOptions: volume.driver_opts }),
    labels: volumeLabels(project, key, volumeHash(volume)),
  }
}
