import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { userPrograms } from '../../src/cli/user-programs.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const never = new AbortController().signal

async function addProgram(path: string, script = 'exit 0'): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

describe('userPrograms', () => {
  it('finds plugins of the docker command before programs on the search path', async () => {
    await using temporary = await TemporaryDirectory.create()
    const directory = temporary.path
    const environment = { PATH: join(directory, 'bin'), DOCKER_CONFIG: join(directory, 'docker') }
    const programs = userPrograms(environment)
    const program = await addProgram(join(directory, 'bin/cloud'))
    expect(await programs.find('cloud', { pluginOnly: false })).toBe(program)
    expect(await programs.find('cloud', { pluginOnly: true })).toBeUndefined()
    const plugin = await addProgram(join(directory, 'docker/cli-plugins/docker-cloud'))
    expect(await programs.find('cloud', { pluginOnly: false })).toBe(plugin)
  })

  it('looks into the folders that the configuration adds', async () => {
    await using temporary = await TemporaryDirectory.create()
    const directory = temporary.path
    await writeFile(
      join(directory, 'config.json'),
      JSON.stringify({ cliPluginsExtraDirs: [join(directory, 'more')] }),
    )
    const plugin = await addProgram(join(directory, 'more/docker-model'))
    const programs = userPrograms({ DOCKER_CONFIG: directory })
    expect(await programs.find('model', { pluginOnly: true })).toBe(plugin)
  })

  it('takes no path and no file that is no program', async () => {
    await using temporary = await TemporaryDirectory.create()
    const directory = temporary.path
    await writeFile(join(directory, 'text'), '')
    await addProgram(join(directory, 'real'))
    const programs = userPrograms({ PATH: directory })
    expect(await programs.find('text', { pluginOnly: false })).toBeUndefined()
    expect(await programs.find('../real', { pluginOnly: false })).toBeUndefined()
    expect(await programs.find(join(directory, 'real'), { pluginOnly: false })).toBeUndefined()
  })

  it('runs them with their variables in their folder, and tells lines, code and errors', async () => {
    await using temporary = await TemporaryDirectory.create()
    const directory = temporary.path
    const path = await addProgram(
      join(directory, 'say'),
      'echo "$KEY $1"; printf last; pwd >&2; echo "${HOME-no home}" >&2; exit 3',
    )
    const lines: string[] = []
    const call = {
      path,
      args: ['two words'],
      environment: { KEY: 'value' },
      directory,
      onLine: (line: string) => lines.push(line),
    }
    const end = await userPrograms({}).run(call, never)
    expect(lines).toEqual(['value two words', 'last'])
    expect(end).toEqual({ code: 3, errors: [directory, 'no home'] })
  })

  it('rejects where a program cannot be started', async () => {
    await using temporary = await TemporaryDirectory.create()
    const directory = temporary.path
    const call = {
      path: join(directory, 'gone'),
      args: [],
      environment: {},
      directory,
      onLine: () => undefined,
    }
    await expect(userPrograms({}).run(call, never)).rejects.toThrow(/ENOENT/)
  })

  it('ends them when aborted', async () => {
    await using temporary = await TemporaryDirectory.create()
    const directory = temporary.path
    const path = await addProgram(join(directory, 'wait'), 'echo begun; exec sleep 60')
    const abort = new AbortController()
    const call = {
      path,
      args: [],
      environment: { PATH: process.env['PATH'] ?? '' },
      directory,
      onLine: () => abort.abort(),
    }
    await expect(userPrograms({}).run(call, abort.signal)).rejects.toThrow(/abort/i)
  })
})
