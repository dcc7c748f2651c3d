import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runCompose } from '../support/run-compose.ts'

const project = `gantry-test-profiles-${process.pid}`
const options = { cwd: resolve('examples/profiles') }

afterEach(() => runCompose(['-p', project, '--profile', '*', 'down', '-t', '1'], options))

describe('examples/profiles', () => {
  it('starts only the service without a profile', async () => {
    await runCompose(['-p', project, 'up', '-d', '--wait'], options)
    const { stdout } = await runCompose(['-p', project, 'ps', '-a', '--format', 'json'], options)
    expect(stdout.match(/"Service":"[^"]*"/g)).toEqual(['"Service":"site"'])
  })

  it('runs the check of a profile once, and shows what it says', async () => {
    const check = await runCompose(['-p', project, '--profile', 'check', 'up', 'check'], options)
    expect(check.code, check.stderr).toBe(0)
    expect(check.stdout).toMatch(/^check-1 +\| Hello from site$/m)
  })
})
