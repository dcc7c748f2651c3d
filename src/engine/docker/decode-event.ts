import type { EngineEvent } from '../engine.ts'
import type { Health } from '../observed.ts'
import { fieldsOf, someText, textMapOf, textOf } from './json-fields.ts'
import type { JsonLine } from './json-lines.ts'
import { dockerAction } from './podman.ts'

/** A line of `GET /events`. */
export function decodeEvent(line: JsonLine): EngineEvent {
  const fields = fieldsOf(line.value)
  const actor = fieldsOf(fields.Actor)
  const attributes = textMapOf(actor.Attributes)
  const written = someText(fields.Action) ?? textOf(fields.status)
  const { action, health } = splitHealth(written, someText(fields.HealthStatus))
  return {
    type: someText(fields.Type) ?? 'container',
    action,
    // Podman's volumes have a name only.
    id: someText(actor.ID) ?? someText(fields.id) ?? attributes.name ?? '',
    ...(health === undefined ? {} : { health }),
    attributes,
    timeNano: timeNanoIn(line.text),
  }
}

/** Docker writes "health_status: healthy", Podman "health_status" and the state beside it. */
function splitHealth(
  action: string,
  podmanHealth: string | undefined,
): { readonly action: string; readonly health?: Health } {
  const [, state] = /^health_status:? ?(.*)$/.exec(action) ?? []
  if (state === undefined) return { action: dockerAction(action) }
  const health = state === '' ? podmanHealth : state
  const isKnown = health === 'starting' || health === 'healthy' || health === 'unhealthy'
  return isKnown ? { action: 'health_status', health } : { action: 'health_status' }
}

/** Read from the text, because it exceeds what a number holds. Inside a string its quotes would be escaped. */
function timeNanoIn(text: string): string {
  return /"timeNano":(\d+)/.exec(text)?.[1] ?? '0'
}
