import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { answers } from './api.ts'
import type { EngineAddress } from './api.ts'

export interface FoundEngine {
  readonly address: EngineAddress
  readonly because: string
  /** Named by the person, so that no other may be used instead. */
  readonly isChosen?: true
  /** There is a socket that this user may not write to. */
  readonly isDenied?: true
}

/** The first engine that answers, looked for in the same places and order as the command does. */
export async function findEngine(): Promise<FoundEngine | undefined> {
  for (const candidate of engineCandidates()) {
    if (await answers(candidate.address)) return candidate
  }
  return undefined
}

/** Where an engine may be: what the person chose is the only candidate, else the usual sockets that exist. */
export function engineCandidates(): readonly FoundEngine[] {
  const chosen = process.env['DOCKER_HOST']
  if (chosen) return [{ address: chosen, because: 'DOCKER_HOST names it', isChosen: true }]
  const context = currentContext()
  if (context) return [context]
  const runtime = process.env['XDG_RUNTIME_DIR']
  const places = [
    ...(runtime ? [{ path: join(runtime, 'docker.sock'), because: 'the rootless socket' }] : []),
    { path: '/var/run/docker.sock', because: 'the system socket' },
    ...(runtime
      ? [{ path: join(runtime, 'podman/podman.sock'), because: "Podman's socket of this user" }]
      : []),
    { path: '/run/podman/podman.sock', because: "Podman's system socket" },
  ]
  return places
    .filter(({ path }) => existsSync(path))
    .map(({ path, because }) => ({
      address: `unix://${path}`,
      because,
      ...(isDenied(path) && { isDenied: true }),
    }))
}

function isDenied(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return false
  } catch {
    return true
  }
}

// spec: the docker CLI keeps a context below contexts/meta/<sha256 of its name>/meta.json
function currentContext(): FoundEngine | undefined {
  const folder = process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker')
  const name = process.env['DOCKER_CONTEXT'] ?? readText(join(folder, 'config.json'), ['currentContext'])
  if (!name || name === 'default') return undefined
  const id = createHash('sha256').update(name).digest('hex')
  const address = readText(join(folder, 'contexts/meta', id, 'meta.json'), ['Endpoints', 'docker', 'Host'])
  return address ? { address, because: `the docker context "${name}"`, isChosen: true } : undefined
}

function readText(file: string, keys: readonly string[]): string | undefined {
  if (!existsSync(file)) return undefined
  let value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  for (const key of keys)
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined
  return typeof value === 'string' ? value : undefined
}
