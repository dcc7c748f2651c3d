import type { StopSignal } from './exit-codes.ts'
import { codeOfSignal } from './exit-codes.ts'
import type { Shell } from './shell.ts'

/**
 * What Ctrl-C and SIGTERM mean while a command runs: the first asks it to end in good order, the second to end by force, the
 * third leaves at once, whatever still runs.
 */
export class Interrupts implements Disposable {
  readonly #end = new AbortController()
  readonly #force = new AbortController()
  readonly #forget: () => void
  readonly #leave: (signal: StopSignal) => void
  #stoppedBy: StopSignal | undefined
  #taker: ((signal: StopSignal) => void) | undefined

  constructor(shell: Pick<Shell, 'onSignal' | 'leave'>, beforeLeaving: () => void) {
    this.#leave = (signal) => {
      beforeLeaving()
      shell.leave(codeOfSignal(this.#stoppedBy ?? signal))
    }
    this.#forget = shell.onSignal((signal) => this.interrupt(signal))
  }

  /** As if this signal had come. */
  interrupt(signal: StopSignal): void {
    if (this.#taker !== undefined) this.#taker(signal)
    else if (this.#force.signal.aborted) this.#leave(signal)
    else if (this.#end.signal.aborted) this.#force.abort()
    else {
      this.#stoppedBy = signal
      this.#end.abort()
    }
  }

  /** Signals mean nothing to this command but go to another, until the returned function is called. */
  divert(taker: (signal: StopSignal) => void): () => void {
    this.#taker = taker
    return () => {
      this.#taker = undefined
    }
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  get force(): AbortSignal {
    return this.#force.signal
  }

  get stoppedBy(): StopSignal | undefined {
    return this.#stoppedBy
  }

  [Symbol.dispose](): void {
    this.#forget()
  }
}
