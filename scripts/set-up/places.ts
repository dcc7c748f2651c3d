import { homedir } from 'node:os'
import { join } from 'node:path'

/** What can be made again: package lists, packages and images. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'gantry')
}

/** What describes an engine that we started: its log. */
export function stateFolder(): string {
  return join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state'), 'gantry')
}
