import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runCompose } from '../support/run-compose.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const program = resolve('dist/compose.js')
const yaml = 'services: { web: { image: busybox } }'

describe('standard output that takes nothing', () => {
  it.each(['--help', 'version --short', 'config', 'config --format json', 'config --services'])(
    'ends "%s" with one line and 1',
    async (line) => {
      await using directory = await TemporaryDirectory.create()
      writeFileSync(directory.join('compose.yaml'), yaml)
      const child = spawn(
        'sh',
        ['-c', '"$@" >/dev/full', 'sh', process.execPath, '--', program, ...line.split(' ')],
        {
          cwd: directory.path,
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      )
      const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
      expect({ code, errors }).toEqual({
        code: 1,
        errors: 'error CMP122: standard output cannot be written (no space left on device)\n',
      })
    },
  )

  it('says why a file for the output cannot be written', async () => {
    await using directory = await TemporaryDirectory.create()
    writeFileSync(directory.join('compose.yaml'), yaml)
    const run = async (path: string): Promise<readonly [number, string]> => {
      const { code, stderr } = await runCompose(['config', '-o', path], { cwd: directory.path })
      return [code, stderr.replace(directory.path, '/project')]
    }
    expect(await run('.')).toEqual([1, 'error CMP122: "/project" cannot be written (it is a folder)\n'])
    expect(await run('nowhere/out.yaml')).toEqual([
      1,
      'error CMP122: "/project/nowhere/out.yaml" cannot be written (no such file or directory)\n',
    ])
  })
})

describe('the current folder', () => {
  it('is said to be gone when it was removed', async () => {
    await using directory = await TemporaryDirectory.create()
    const folder = directory.join('gone')
    mkdirSync(folder)
    const child = spawn('sh', ['-c', 'rmdir "$PWD"; exec "$0" -- "$1" ps', process.execPath, program], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect({ code, errors }).toEqual({
      code: 1,
      errors: 'error CMP102: the current folder was removed. Go to another one first\n',
    })
  })

  it('has the name under which the shell went there', async () => {
    await using directory = await TemporaryDirectory.create()
    mkdirSync(directory.join('real'))
    writeFileSync(directory.join('real/compose.yaml'), yaml)
    symlinkSync('real', directory.join('link'))
    const nameIn = async (PWD: string): Promise<string> => {
      const { stdout } = await promisify(execFile)(process.execPath, ['--', program, 'config'], {
        cwd: directory.join('link'),
        env: { PWD },
      })
      return stdout.split('\n')[0] ?? ''
    }
    expect(await nameIn(directory.join('link'))).toBe('name: link')
    expect(await nameIn(directory.path)).toBe('name: real')
    expect(await nameIn('link')).toBe('name: real')
  })
})

describe('what the environment says', () => {
  it.each([
    [{ DOCKER_API_VERSION: 'abc' }, 'DOCKER_API_VERSION cannot be "abc"'],
    [
      { DOCKER_HOST: 'http+unix://x' },
      '"http+unix://x" is not the address of an engine: unix://, tcp:// and ssh:// are',
    ],
  ])('is refused in plain words: %j', async (env, message) => {
    await using directory = await TemporaryDirectory.create()
    writeFileSync(directory.join('compose.yaml'), yaml)
    const { code, stderr } = await runCompose(['ps'], { cwd: directory.path, env })
    expect([code, stderr.split('\n')[0]]).toEqual([2, message])
  })

  it('says of a folder that it is no file', async () => {
    await using directory = await TemporaryDirectory.create()
    mkdirSync(directory.join('folder'))
    writeFileSync(directory.join('compose.yaml'), yaml)
    const run = async (...args: readonly string[]): Promise<string> =>
      (await runCompose([...args, 'config'], { cwd: directory.path })).stderr.replace(directory.path, '')
    expect(await run('-f', 'folder')).toBe('error CMP102: Compose file "folder" is a folder, not a file\n')
    expect(await run('--env-file', 'folder')).toBe(
      'error CMP201: env file "/folder" is a folder, not a file\n',
    )
    expect(await run('-f', 'other.yaml')).toBe('error CMP102: Compose file "other.yaml" not found\n')
  })
})
