import type { ScreenSize, Stdio, UserTerminal } from '../../src/events/stdio.ts'

/** Standard streams in memory: what is typed is known beforehand, what is written is kept. */
export class FakeStdio implements Stdio {
  readonly texts = { stdout: '', stderr: '' }
  readonly rawChanges: string[] = []
  readonly input: AsyncIterable<Uint8Array>
  readonly terminal?: UserTerminal
  /** Resolves when signals were asked for. */
  readonly asked: Promise<void>
  #askedFor: () => void = () => undefined
  #taker: ((signal: string) => void) | undefined

  constructor(typed = '', screen?: ScreenSize) {
    this.input = pieces(typed)
    this.asked = new Promise((resolve) => {
      this.#askedFor = resolve
    })
    if (screen === undefined) return
    this.terminal = {
      size: () => screen,
      onResize: () => () => undefined,
      makeRaw: () => {
        this.rawChanges.push('raw')
        return () => this.rawChanges.push('normal')
      },
    }
  }

  forwardSignals = (listener: (signal: string) => void): (() => void) => {
    this.#taker = listener
    this.#askedFor()
    return () => {
      this.#taker = undefined
    }
  }

  /** The user's terminal, or somebody else, sends a signal. */
  signal(name: string): void {
    this.#taker?.(name)
  }

  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void> {
    this.texts[stream] += Buffer.from(bytes).toString()
    return Promise.resolve()
  }
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text)
}
