import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { publishedAddress } from '../support/published-address.ts'
import { runCompose } from '../support/run-compose.ts'

const project = `gantry-test-files-${process.pid}`
const options = { cwd: resolve('examples/multi-file'), env: { SITE_PORT: '0' } }
const development: readonly string[] = []
const production: readonly string[] = ['-f', 'compose.yaml', '-f', 'compose.production.yaml']

afterEach(() => runCompose(['-p', project, 'down', '-t', '1'], options))

describe('examples/multi-file', () => {
  it.each([
    { stage: 'development', files: development },
    { stage: 'production', files: production },
  ])('serves its page in $stage', async ({ stage, files }) => {
    const up = await runCompose(['-p', project, ...files, 'up', '-d', '--wait'], options)
    expect(up.code, up.stderr).toBe(0)
    const { stdout } = await runCompose(['-p', project, 'ps', '--format', 'json'], options)
    const page = await fetch(`http://${publishedAddress(stdout)}/`)
    expect(await page.text()).toContain('<h1>Several files, one project</h1>')
    const config = await runCompose(['-p', project, ...files, 'config'], options)
    expect(config.stdout).toContain(`STAGE: ${stage}`)
  })
})
