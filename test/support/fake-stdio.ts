import type { ScreenSize, Stdio, UserTerminal } from '../../src/events/stdio.ts'

/** Standard streams in memory: what is typed is known beforehand, what is written is kept. */
export class FakeStdio implements Stdio {
  readonly texts = { stdout: '', stderr: '' }
  readonly rawChanges: string[] = []
  readonly input: AsyncIterable<Uint8Array>
  readonly terminal?: UserTerminal

  constructor(typed = '', screen?: ScreenSize) {
    this.input = pieces(typed)
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

  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void> {
    this.texts[stream] += Buffer.from(bytes).toString()
    return Promise.resolve()
  }
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text)
}
