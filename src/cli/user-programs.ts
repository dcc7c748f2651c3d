import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ProgramCall, ProgramEnd, Programs } from '../events/programs.ts'
import { jsonOf, recordOf } from '../units/record.ts'

type Environment = Readonly<Record<string, string>>

/** Programs of this machine, as the docker command finds them. */
export function userPrograms(environment: Environment): Programs {
  return {
    find: async (name, { pluginOnly }) => {
      // A path would name a file that is no plugin.
      if (!/^[\w.-]+$/.test(name)) return undefined
      const plugin = await firstProgram(await pluginFolders(environment), `docker-${name}`)
      if (plugin !== undefined || pluginOnly) return plugin
      return firstProgram((environment['PATH'] ?? '').split(':'), name)
    },
    run: runProgram,
  }
}

const systemFolders = [
  '/usr/local/lib/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
]

/** Those of the docker command, in its order. */
async function pluginFolders(environment: Environment): Promise<readonly string[]> {
  const configuration = environment['DOCKER_CONFIG'] ?? join(environment['HOME'] ?? '/', '.docker')
  const extra: unknown = recordOf(await readJson(join(configuration, 'config.json')))?.['cliPluginsExtraDirs']
  const extraFolders = Array.isArray(extra) ? extra.map(String) : []
  return [...extraFolders, join(configuration, 'cli-plugins'), ...systemFolders]
}

async function readJson(path: string): Promise<unknown> {
  try {
    return jsonOf(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

async function firstProgram(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name)
    if (folder !== '' && (await isProgram(path))) return path
  }
  return undefined
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

const keptLines = 10

async function runProgram(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd> {
  signal.throwIfAborted()
  const child = spawn(call.path, call.args, {
    cwd: call.directory,
    env: { ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = (): void => void child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? undefined))
  })
  const errors: string[] = []
  try {
    const [code] = await Promise.all([
      ended,
      eachLine(child.stdout, call.onLine),
      eachLine(child.stderr, (line) => {
        errors.push(line)
        errors.splice(0, errors.length - keptLines)
      }),
    ])
    signal.throwIfAborted()
    return { code, errors }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function eachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) onLine(line)
}
