import { showEvents, type ServiceEvent } from '../../app/show-events.ts'
import { formatEvent, formatEventJson } from '../../render/event-text.ts'
import type { Invocation } from '../command-spec.ts'
import type { eventsFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'

export async function runEvents(
  { globals, flags, names }: Invocation<typeof eventsFlags>,
  shell: Shell,
): Promise<number> {
  const { since, until } = flags
  const format = globals.json ? formatEventJson : formatEvent
  return inSession({ globals, shell }, ({ surroundings, loadRequest }) =>
    showEvents(surroundings, {
      load: loadRequest,
      services: names,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      show: (event: ServiceEvent) => void shell.stdout.write(format(event)),
    }),
  )
}
