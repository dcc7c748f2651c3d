import { resolve } from 'node:path'
import { runCommand } from '../scripts/set-up/command.ts'

/** A program that runs Compose projects: Gantry, or what it is compared with. */
export interface Tool {
  readonly name: 'gantry' | 'peer'
  /** The program and its first arguments. */
  readonly command: readonly string[]
  readonly version: string
}

/** Gantry as it was built, or the command in GANTRY_BENCH_COMMAND (another build; the peer again, to see the noise). */
export function gantryTool(): Tool {
  const chosen = words(process.env['GANTRY_BENCH_COMMAND'])
  const command = chosen.length > 0 ? chosen : [resolve('dist/compose.js')]
  return { name: 'gantry', command, version: versionOf(command) ?? 'unknown' }
}

/** Docker Compose: the command in GANTRY_BENCH_PEER, else `docker compose`; `undefined` where that does not answer. */
export function findPeer(): Tool | undefined {
  const command = words(process.env['GANTRY_BENCH_PEER'] ?? 'docker compose')
  const version = versionOf(command)
  return version === undefined ? undefined : { name: 'peer', command, version }
}

function versionOf([program = '', ...args]: readonly string[]): string | undefined {
  const { ok, output } = runCommand(program, [...args, 'version', '--short'])
  return ok ? output.toString().trim() : undefined
}

function words(text = ''): readonly string[] {
  return text.split(/\s+/).filter(Boolean)
}
