import type { ObservedImage } from '../engine/observed.ts'
import { goJson } from './go-json.ts'
import { decimalSize } from './size-text.ts'
import { printable } from './style.ts'
import { formatTable, wide } from './table.ts'
import { durationInWords } from './time-text.ts'

/** The image of a container. */
export interface UsedImageView {
  readonly container: string
  readonly reference: string
  readonly image: ObservedImage
}

const headings = ['CONTAINER', 'REPOSITORY', 'TAG', 'PLATFORM', 'IMAGE ID', 'SIZE', 'CREATED']
const nothing = '<none>'

export function formatImagesTable(images: readonly UsedImageView[], nowSeconds: number): string {
  const rows = images.map(({ container, reference, image }) => {
    const { repository, tag } = splitReference(reference)
    const since = momentOf(image)
    const created =
      since === undefined ? 'N/A' : `${durationInWords(nowSeconds - Date.parse(since) / 1000)} ago`
    return [
      container,
      repository === '' ? nothing : repository,
      tag === '' ? nothing : tag,
      platformText(image),
      bareId(image.id).slice(0, 12),
      decimalSize(image.sizeBytes),
      created,
    ]
  })
  return formatTable([headings, ...rows.map((row) => row.map(printable))], wide)
}

/** One array, with the keys Docker Compose prints. */
export function formatImagesJson(images: readonly UsedImageView[]): string {
  const objects = images.map(({ container, reference, image }) => {
    const { repository, tag } = splitReference(reference)
    const since = momentOf(image)
    return {
      ID: image.id,
      ContainerName: container,
      Repository: repository,
      Tag: tag,
      Platform: platformText(image),
      Size: image.sizeBytes,
      ...(since === undefined ? {} : { LastTagTime: since }),
    }
  })
  return `${goJson(objects)}\n`
}

/** Each once, without the name of the digest. */
export function formatImageIds(images: readonly UsedImageView[]): string {
  return [...new Set(images.map(({ image }) => bareId(image.id)))].map((id) => `${id}\n`).join('')
}

/** When it came here; where the engine does not know, when it was made. */
function momentOf({ taggedAt, createdAt }: ObservedImage): string | undefined {
  return taggedAt ?? createdAt
}

function bareId(id: string): string {
  return id.replace(/^sha256:/u, '')
}

function platformText({ os, architecture, variant }: ObservedImage): string {
  return [os, architecture, variant].filter((part) => part !== undefined).join('/')
}

/** A bare id names nothing. With a digest the tag does not count; without both it is "latest". */
function splitReference(reference: string): { readonly repository: string; readonly tag: string } {
  if (reference.startsWith('sha256:') || /^[0-9a-f]{64}$/u.test(reference)) return { repository: '', tag: '' }
  const [name = '', digest] = reference.split('@')
  const [, repository = '', tag] = /^(.*?)(?::([^:/]+))?$/u.exec(name) ?? []
  const familiar = repository.replace(/^(?:docker\.io\/(?:library\/)?|library\/)/u, '')
  return { repository: familiar, tag: digest === undefined ? (tag ?? 'latest') : '' }
}
