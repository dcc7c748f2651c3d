import type { ObservedContainer, ObservedImage } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { Reason } from '../../planner/reason.ts'
import { compareText } from '../../units/compare-text.ts'
import { labelNames } from './labels.ts'
import { mountedImage } from './other-images.ts'

type Images = ReadonlyMap<string, ObservedImage>

/** `/target=digest,…` of the images that a service mounts, as far as they are there; undefined where there are none. Section 4.2. */
export function imageVolumeDigests(
  project: Pick<Project, 'name' | 'services'>,
  service: Service,
  images: Images,
): string | undefined {
  const digests = [...mountedImages(project, service, images)].map(
    ([target, { digest }]) => `${target}=${digest}`,
  )
  return digests.length === 0 ? undefined : digests.toSorted(compareText).join(',')
}

/** A container keeps the content that an image had when it was made. What tells nothing of a mount is left as it is. */
export function changedImageVolume(
  project: Pick<Project, 'name' | 'services'>,
  service: Service,
  { current, images }: { readonly current: ObservedContainer; readonly images: Images },
): Reason | undefined {
  const digests = readDigests(current.labels[labelNames.imageVolumes] ?? '')
  for (const [target, image] of mountedImages(project, service, images)) {
    const before = digests.get(target)
    if (before !== undefined && before !== image.digest && before !== image.id)
      return { because: 'image-changed', before, after: image.digest, mount: target }
  }
  return undefined
}

function mountedImages(
  project: Pick<Project, 'name' | 'services'>,
  service: Service,
  images: Images,
): ReadonlyMap<string, ObservedImage> {
  const found = new Map<string, ObservedImage>()
  for (const { type, source = '', target } of service.volumes ?? []) {
    const image = type === 'image' ? images.get(mountedImage(project, source)) : undefined
    if (image !== undefined && target !== undefined) found.set(target, image)
  }
  return found
}

function readDigests(label: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>()
  for (const part of label.split(',')) {
    // A digest has no "=", a path may have one.
    const at = part.lastIndexOf('=')
    if (at > 0) digests.set(part.slice(0, at), part.slice(at + 1))
  }
  return digests
}
