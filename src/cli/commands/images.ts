import { listImages } from '../../app/images.ts'
import { formatImageIds, formatImagesJson, formatImagesTable } from '../../render/images-text.ts'
import type { Invocation } from '../command-spec.ts'
import type { imagesFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'

export async function runImages(
  { globals, flags, names }: Invocation<typeof imagesFlags>,
  shell: Shell,
): Promise<number> {
  return inSession({ globals, shell }, async ({ surroundings, loadRequest }) => {
    const { ending, images } = await listImages(surroundings, { load: loadRequest, services: names })
    if (ending.kind !== 'done') return ending
    if (flags.quiet) shell.stdout.write(formatImageIds(images))
    else if (flags.format === 'json') shell.stdout.write(formatImagesJson(images))
    else shell.stdout.write(formatImagesTable(images, shell.unixMs() / 1000))
    return ending
  })
}
