import type { Engine } from '../engine/engine.ts'

/** Hands signals to a container. One that has just ended needs none. */
export function forwardTo(engine: Engine, container: string): (signalName: string) => void {
  return (signalName) => {
    engine.containers.kill(container, signalName, new AbortController().signal).catch(() => undefined)
  }
}
