import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'
import packageJson from '../../package.json' with { type: 'json' }

const files = {
  'compose.yaml':
    'name: shop\nservices:\n  web:\n    image: nginx\n    depends_on: [db]\n  db:\n    image: redis\n',
}

describe('compose version', () => {
  it.each([
    [['version', '--short'], `${packageJson.version}\n`],
    [['version', '-f', 'json'], `{"version":"${packageJson.version}"}\n`],
    [['-v', '--short'], `${packageJson.version}\n`],
  ])('%j prints it without looking for an engine', async (argv, stdout) => {
    expect(await compose(argv)).toEqual({ code: 0, stdout, stderr: '' })
  })

  it('says which engine it looked for, why, and that it does not answer', async () => {
    const { code, stdout } = await compose(['version'], {
      environment: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' },
    })
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "Gantry version 0.1.0
      Engine   does not answer: cannot reach the engine at unix:///nonexistent/docker.sock (no such file)
      Address  unix:///nonexistent/docker.sock
      Chosen   because DOCKER_HOST is set
      "
    `)
  })
})

describe('compose config', () => {
  it('prints lists on standard output', async () => {
    expect(await compose(['config', '--services'], { files })).toEqual({
      code: 0,
      stdout: 'db\nweb\n',
      stderr: '',
    })
  })

  it('reads standard input', async () => {
    const run = await compose(['-f', '-', 'config', '--images'], { stdin: files['compose.yaml'] })
    expect([run.code, run.stdout.split('\n').sort()]).toEqual([0, ['', 'nginx', 'redis']])
  })

  it('prints nothing with -q', async () => {
    expect(await compose(['config', '-q'], { files })).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})
