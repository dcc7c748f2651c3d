import type { FlagSpec } from './flag-spec.ts'
import { globalFlags } from './flags/global.ts'
import packageJson from '../../package.json' with { type: 'json' }

const name = 'compose'

export function pluginMetadata(): string {
  const metadata = {
    SchemaVersion: '0.1.0',
    Vendor: 'Gantry',
    Version: packageJson.version,
    ShortDescription: 'Compose projects, with reasons',
  }
  return `${JSON.stringify(metadata, undefined, 2)}\n`
}

/**
 * The command line as we know it, from that of a docker CLI: its flags, then our name (after `help`, or after the word that asks for
 * completion), then what is ours. Its flags are global ones of ours too. What does not look like that is left alone: a program that we
 * started may call us by ourselves.
 */
export function ownArguments(argv: readonly string[]): readonly string[] {
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? ''
    if (word === name) return [...argv.slice(0, index), ...argv.slice(index + 1)]
    if (word.startsWith('-')) index += takesNextWord(word) ? 1 : 0
    else if (word === 'help' || word.startsWith('__complete')) continue
    else return argv
  }
  return argv
}

function takesNextWord(word: string): boolean {
  if (word.includes('=')) return false
  const flags: readonly FlagSpec[] = globalFlags
  const flag = flags.find(({ long, short }) => word === `--${long}` || word === `-${short}`)
  return flag !== undefined && flag.kind !== 'switch'
}
