import { execFileSync, spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCompose } from '../support/run-compose.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const program = resolve('dist/compose.js')
const yaml = 'services: { web: { image: "${IMAGE}" } }'

describe('the file of the command', () => {
  it('keeps env files from Node, whose options they could hold', async () => {
    await using directory = await TemporaryDirectory.create()
    writeFileSync(directory.join('compose.yaml'), yaml)
    writeFileSync(directory.join('taken.cjs'), 'console.log("taken over")')
    const options = `NODE_OPTIONS=--require=${directory.join('taken.cjs')}`
    writeFileSync(directory.join('project.env'), `IMAGE=from-file\n${options}\n`)
    const PATH = `${dirname(process.execPath)}:/usr/bin:/bin`
    const run = (file: string): string =>
      execFileSync(file, ['--env-file', 'project.env', 'config', '--images'], {
        cwd: directory.path,
        env: { PATH },
        encoding: 'utf8',
      })
    expect(run(program)).toBe('from-file\n')
    symlinkSync(program, directory.join('compose'))
    expect(run(directory.join('compose'))).toBe('from-file\n')
  })

  it('keeps certificates from Node, which would read them at each start, and leaves the variable to Compose files', async () => {
    await using directory = await TemporaryDirectory.create()
    writeFileSync(directory.join('compose.yaml'), 'services: { web: { image: "${NODE_EXTRA_CA_CERTS}" } }')
    const { stdout, stderr } = spawnSync(program, ['config', '--images'], {
      cwd: directory.path,
      env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, NODE_EXTRA_CA_CERTS: 'no/such/file' },
      encoding: 'utf8',
    })
    // Node would warn that it cannot read the file.
    expect({ stdout, stderr }).toEqual({ stdout: 'no/such/file\n', stderr: '' })
  })

  it('reports a missing env file itself', async () => {
    await using directory = await TemporaryDirectory.create()
    writeFileSync(directory.join('compose.yaml'), yaml)
    const { code, stderr } = await runCompose(['--env-file', 'missing.env', 'config'], {
      cwd: directory.path,
    })
    expect({ code, told: stderr.includes('missing.env" not found') }).toEqual({ code: 3, told: true })
  })
})
