import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publishedAddress } from '../support/published-address.ts'
import { runCompose } from '../support/run-compose.ts'

const project = `gantry-test-database-${process.pid}`
const options = { cwd: resolve('examples/test-database'), env: { DATABASE_PORT: '0' } }

beforeAll(async () => {
  const up = await runCompose(['-p', project, 'up', '-d', '--wait'], options)
  expect(up.code, up.stderr).toBe(0)
})

afterAll(async () => {
  await runCompose(['-p', project, 'down', '-v', '-t', '1'], options)
})

it('examples/test-database gives its own tests a database that initdb/ has filled', async () => {
  const { stdout } = await runCompose(['-p', project, 'ps', '--format', 'json'], options)
  const [, port = ''] = publishedAddress(stdout).split(':')
  const env = { ...process.env, DATABASE_PORT: port }
  const tests = await promisify(execFile)(process.execPath, ['--test'], { cwd: options.cwd, env })
  expect(tests.stdout).toContain('# pass 2\n# fail 0\n')
})
