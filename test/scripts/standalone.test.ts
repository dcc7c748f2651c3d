import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { standaloneFile } from '../../scripts/set-up/standalone.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

// Stands in for Node.js: it says how it was started.
const node = Buffer.from('#!/bin/sh\nprintf "%s\\n" "$@"\ncat "$2"\n')

function written(directory: TemporaryDirectory, program = 'the command \u0000\n'): string {
  const path = directory.join('compose')
  writeFileSync(path, standaloneFile({ node, program: Buffer.from(program), description: 'a test' }))
  chmodSync(path, 0o755)
  return path
}

const PATH = '/usr/bin:/bin'

describe('the command and Node.js in one file', () => {
  it('unpacks both into the cache and starts the command as it was started', async () => {
    await using directory = await TemporaryDirectory.create()
    const env = { PATH, XDG_CACHE_HOME: directory.join('the cache') }
    const run = (): string =>
      execFileSync(written(directory), ['--env-file', 'a b', ''], { env, encoding: 'utf8' })
    const started = run()
    const [digest = ''] = readdirSync(directory.join('the cache', 'gantry'))
    const place = directory.join('the cache', 'gantry', digest)
    expect(started).toBe(`--\n${place}/compose.js\n--env-file\na b\n\nthe command \u0000\n`)
    expect(readdirSync(place).toSorted()).toEqual(['compose.js', 'node'])
  })

  it('does not unpack twice, and unpacks another version beside the first', async () => {
    await using directory = await TemporaryDirectory.create()
    const env = { PATH, HOME: directory.path }
    const first = written(directory)
    execFileSync(first, { env })
    const [digest = ''] = readdirSync(directory.join('.cache', 'gantry'))
    writeFileSync(directory.join('.cache', 'gantry', digest, 'compose.js'), 'still there')
    expect(execFileSync(first, { env, encoding: 'utf8' })).toContain('still there')
    expect(execFileSync(written(directory, 'newer'), { env, encoding: 'utf8' })).toContain('newer')
    expect(readdirSync(directory.join('.cache', 'gantry'))).toHaveLength(2)
  })

  it('says what is wrong where it cannot unpack itself', async () => {
    await using directory = await TemporaryDirectory.create()
    const path = written(directory)
    // A file where the folder would have to be.
    const { status, stderr } = spawnSync(path, { env: { PATH, HOME: path }, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain('Set XDG_CACHE_HOME to a folder of yours')
  })

  it('runs nothing of a file that is not whole', async () => {
    await using directory = await TemporaryDirectory.create()
    const whole = written(directory)
    const cut = directory.join('cut')
    copyFileSync(whole, cut)
    writeFileSync(cut, readFileSync(whole).subarray(0, -20))
    const { status } = spawnSync(cut, { env: { PATH, HOME: directory.path }, encoding: 'utf8' })
    expect(status).toBe(1)
  })
})
