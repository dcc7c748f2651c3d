import { listVolumes } from '../../app/list-volumes.ts'
import { formatVolumes } from '../../render/volumes-text.ts'
import type { ObservedVolume } from '../../engine/observed.ts'
import type { Invocation } from '../command-spec.ts'
import type { volumesFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { withTemplate } from '../template-mistake.ts'
import type { Json } from '../../units/json.ts'

export async function runVolumes(
  { globals, flags, names }: Invocation<typeof volumesFlags>,
  shell: Shell,
): Promise<number> {
  return inSession({ globals, shell }, async ({ surroundings, loadRequest }) => {
    const { ending, volumes } = await listVolumes(surroundings, { load: loadRequest, services: names })
    if (ending.kind !== 'done') return ending
    if (shell.report !== undefined) shell.report.result({ volumes: volumes.map(volumeJson) })
    else if (flags.quiet) shell.stdout.write(volumes.map(({ name }) => `${name}\n`).join(''))
    else shell.stdout.write(withTemplate(() => formatVolumes(volumes, flags.format ?? 'table')))
    return ending
  })
}

function volumeJson({ name, driver, scope, mountPoint }: ObservedVolume): Json {
  return { name, driver, scope, mountPoint }
}
