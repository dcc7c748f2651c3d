import type { RunEvent } from '../events/run-event.ts'

/** Turns what a run tells into bytes. Disposing it writes what is still pending and leaves the terminal as it was. */
export interface Renderer extends AsyncDisposable {
  on(event: RunEvent): void
  /** Takes what is painted and would be repainted off the screen, so that other output can be written. */
  clear(): void
}
