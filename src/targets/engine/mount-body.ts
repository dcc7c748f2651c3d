import type { MountBody } from '../../engine/container-body.ts'
import type { Mount } from '../../model/mount.ts'
import type { Project } from '../../model/project.ts'
import type { Json } from '../../units/json.ts'
import { own } from '../../units/own.ts'
import { imageReference } from './image-reference.ts'
import { withoutZeros, type Sparse } from './spec-fields.ts'

type Options = Sparse<Readonly<Record<string, Json | undefined>>>

/** A mount in the engine's newer notation, which says everything. Section 2.8. */
export function mountBody(project: Project, mount: Mount): MountBody {
  const { type, target, read_only, consistency } = mount
  return {
    Type: type,
    Target: target,
    ...withoutZeros({
      Source: sourceOf(project, mount),
      ReadOnly: read_only,
      Consistency: consistency,
      ...optionsOf(mount),
    }),
  }
}

/** A volume by its name on the engine, an image by its reference; a service stands for its image. */
function sourceOf(project: Project, { type, source = '' }: Mount): string {
  const service = own(project.services, source)
  if (type === 'image' && service !== undefined) return imageReference(project, service)
  return type === 'volume' ? (own(project.volumes, source)?.name ?? source) : source
}

function optionsOf(mount: Mount): Readonly<Record<string, Options>> {
  switch (mount.type) {
    case 'bind':
      return { BindOptions: bindOptions(mount.bind ?? {}) }
    case 'volume':
      return {
        VolumeOptions: withoutZeros({
          NoCopy: mount.volume?.nocopy,
          Labels: mount.volume?.labels,
          Subpath: mount.volume?.subpath,
        }),
      }
    case 'tmpfs':
      return {
        TmpfsOptions: withoutZeros({ SizeBytes: Number(mount.tmpfs?.size ?? 0), Mode: mount.tmpfs?.mode }),
      }
    case 'image':
      return { ImageOptions: withoutZeros({ Subpath: mount.image?.subpath }) }
    default:
      return {}
  }
}

function bindOptions({ create_host_path, propagation, recursive }: NonNullable<Mount['bind']>): Options {
  return withoutZeros({
    Propagation: propagation,
    CreateMountpoint: create_host_path ?? true,
    NonRecursive: recursive === 'disabled',
    ReadOnlyNonRecursive: recursive === 'writable',
    ReadOnlyForceRecursive: recursive === 'readonly',
  })
}
