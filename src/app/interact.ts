import type { StandardStreams, TerminalSize } from '../engine/exec.ts'
import type { Stdio } from '../events/stdio.ts'
import { DetachKeys, type KeySequence } from './detach-keys.ts'

export interface Interaction {
  readonly stdio: Stdio
  /** Standard input goes to the process. */
  readonly input: boolean
  /** Where the process has a terminal. */
  readonly terminal?: {
    /** It follows the user's in its size. */
    readonly resize: (size: TerminalSize) => Promise<void>
    /** They leave the process and let it run. */
    readonly detachKeys: KeySequence
  }
}

/**
 * Connects the streams of a process with the user's until the process has closed its output, or the user leaves it. Where both have a
 * terminal, all other keys go to the process, and the user's terminal is as before afterwards.
 */
export async function interact(
  streams: StandardStreams,
  interaction: Interaction,
): Promise<'ended' | 'detached'> {
  const undo = followTerminal(interaction)
  const input = new InputPassage(streams, interaction)
  try {
    if (interaction.input) void input.run()
    for await (const { stream, bytes } of streams.output) await interaction.stdio.write(stream, bytes)
  } catch (error) {
    if (!input.hasDetached) throw error
  } finally {
    input.stop()
    for (const step of undo) step()
    streams.close()
  }
  return input.hasDetached ? 'detached' : 'ended'
}

function followTerminal({
  stdio: { terminal: screen },
  input,
  terminal,
}: Interaction): readonly (() => void)[] {
  if (screen === undefined || terminal === undefined) return []
  const follow = (): void => {
    // A process that has just ended has no terminal any more.
    terminal.resize(screen.size()).catch(() => undefined)
  }
  follow()
  return [screen.onResize(follow), ...(input ? [screen.makeRaw()] : [])]
}

/** What is typed or piped in, on its way to the process. */
class InputPassage {
  readonly #streams: StandardStreams
  readonly #source: AsyncIterable<Uint8Array>
  readonly #keys: DetachKeys | undefined
  #isOver = false
  #hasDetached = false

  constructor(streams: StandardStreams, { stdio, terminal }: Interaction) {
    this.#streams = streams
    this.#source = stdio.input
    this.#keys =
      stdio.terminal === undefined || terminal === undefined ? undefined : new DetachKeys(terminal.detachKeys)
  }

  get hasDetached(): boolean {
    return this.#hasDetached
  }

  stop(): void {
    this.#isOver = true
  }

  /** Ends with the input, or when the process is over; waits for a slow process. */
  async run(): Promise<void> {
    try {
      for await (const bytes of this.#source) {
        if (this.#isOver) return
        const passed = this.#keys === undefined ? bytes : this.#keys.pass(bytes)
        if (passed === undefined) {
          this.#hasDetached = true
          this.#streams.close()
          return
        }
        await this.#streams.write(passed)
      }
    } catch {
      // What cannot be read is over, as for any program.
    }
    if (!this.#isOver) this.#streams.endInput()
  }
}
