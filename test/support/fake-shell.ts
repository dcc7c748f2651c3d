import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { runProgram } from '../../src/cli/program.ts'
import type { Shell } from '../../src/cli/shell.ts'
import { memorySink } from './memory-sink.ts'
import { TemporaryDirectory } from './temporary-directory.ts'

interface CommandRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

interface CommandOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** Content of files by name, in a directory of their own which is the current one. */
  readonly files?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** The current directory, where it outlives the command. */
  readonly directory?: TemporaryDirectory
}

/** Runs a command line of ours in this process, as `main.ts` does. */
export async function compose(argv: readonly string[], options: CommandOptions = {}): Promise<CommandRun> {
  await using own = await TemporaryDirectory.create()
  const { directory = own } = options
  for (const [name, text] of Object.entries(options.files ?? {})) await writeFile(directory.join(name), text)
  const stdout = memorySink()
  const stderr = memorySink()
  const shell: Shell = {
    ...quietShell,
    stdout,
    stderr,
    stdin: Readable.from([options.stdin ?? '']),
    environment: options.environment ?? {},
    currentDirectory: directory.path,
  }
  const code = await runProgram(argv, shell)
  const [results, messages] = [stdout, stderr].map((sink) =>
    sink.text().replaceAll(directory.path, '/project'),
  )
  return { code, stdout: results ?? '', stderr: messages ?? '' }
}

/** A shell that stands still: no signals come, no time passes. */
export const quietShell: Shell = {
  stdout: memorySink(),
  stderr: memorySink(),
  stdin: Readable.from([]),
  environment: {},
  currentDirectory: '/project',
  now: () => 0,
  unixMs: () => 0,
  onSignal: () => () => undefined,
  leave: (code) => {
    throw new Error(`left with ${code}`)
  },
}
