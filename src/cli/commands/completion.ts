import type { Invocation } from '../command-spec.ts'
import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { zshScript } from '../completion/zsh.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

const scripts: ReadonlyMap<string, string> = new Map([
  ['bash', bashScript],
  ['fish', fishScript],
  ['zsh', zshScript],
])

/** Prints what makes a shell complete commands, flags and names of services. */
export async function runCompletion({ names }: Invocation<readonly []>, shell: Shell): Promise<number> {
  const [name, ...others] = names
  const script = scripts.get(name ?? '')
  if (script === undefined || others.length > 0)
    throw new UsageMistake(
      'completion takes the name of a shell: bash, fish or zsh',
      'For example: source <(compose completion bash)',
    )
  shell.stdout.write(script)
  return Promise.resolve(exitCodes.done)
}
