import { listImages, type UsedImage } from '../../app/images.ts'
import { formatImageIds, formatImagesJson, formatImagesTable } from '../../render/images-text.ts'
import type { Invocation } from '../command-spec.ts'
import type { imagesFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import type { Json } from '../../units/json.ts'

export async function runImages(
  { globals, flags, names }: Invocation<typeof imagesFlags>,
  shell: Shell,
): Promise<number> {
  return inSession({ globals, shell }, async ({ surroundings, loadRequest }) => {
    const { ending, images } = await listImages(surroundings, { load: loadRequest, services: names })
    if (ending.kind !== 'done') return ending
    if (shell.report !== undefined) shell.report.result({ images: images.map(imageJson) })
    else if (flags.quiet) shell.stdout.write(formatImageIds(images))
    else if (flags.format === 'json') shell.stdout.write(formatImagesJson(images))
    else shell.stdout.write(formatImagesTable(images, shell.unixMs() / 1000))
    return ending
  })
}

function imageJson({ container, reference, image }: UsedImage): Json {
  const { id, sizeBytes, os, architecture, variant, createdAt, taggedAt } = image
  return {
    container,
    reference,
    id,
    sizeBytes,
    ...(os === undefined ? {} : { os }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(variant === undefined ? {} : { variant }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(taggedAt === undefined ? {} : { taggedAt }),
  }
}
