import type { Stdio } from '../events/stdio.ts'
import { drained, sizeOf } from '../render/sink.ts'
import type { Session } from './session.ts'
import type { Shell } from './shell.ts'

/** The streams of this command for a process in a container. */
export function stdioOf(shell: Shell, session?: Pick<Session, 'forwardSignals'>): Stdio {
  const { terminal } = shell
  const isScreen = shell.stdout.isTTY === true
  return {
    input: inputOf(shell),
    write: async (stream, bytes) => {
      const sink = stream === 'stderr' ? shell.stderr : shell.stdout
      if (!sink.write(bytes)) await drained(sink)
    },
    ...(session === undefined ? {} : { forwardSignals: (listener) => session.forwardSignals(listener) }),
    ...(terminal === undefined || !isScreen
      ? {}
      : {
          terminal: {
            size: () => sizeOf(shell.stdout),
            onResize: terminal.onResize,
            makeRaw: () => {
              terminal.setMode('raw')
              return () => terminal.setMode('usual')
            },
          },
        }),
  }
}

async function* inputOf(shell: Shell): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of shell.stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}
