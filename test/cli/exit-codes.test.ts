import { describe, expect, it } from 'vitest'
import type { Ending } from '../../src/app/surroundings.ts'
import { exitCodeOf, exitCodes } from '../../src/cli/exit-codes.ts'
import type { DiagnosticCode } from '../../src/diagnostics/codes.ts'
import { compose } from '../support/fake-shell.ts'
import { readFileSync } from 'node:fs'
// What the command loads when it runs is loaded here, where no test's time runs.
await Promise.all([import('../../src/cli/commands/up.ts'), import('../../src/cli/parse.ts')])

const quiet = { errors: new Set<DiagnosticCode>(), stoppedBy: undefined }

describe('exitCodeOf', () => {
  it.each([
    [{ kind: 'done' }, 0],
    [{ kind: 'failed' }, 1],
    [{ kind: 'invalid' }, 3],
    [{ kind: 'undecided' }, 3],
    [{ kind: 'cancelled' }, 130],
    [{ kind: 'code', code: 42 }, 42],
  ] as const satisfies readonly (readonly [Ending, number])[])('gives %j the code %d', (ending, code) => {
    expect(exitCodeOf(ending, quiet)).toBe(code)
  })

  it('treats a service that does not exist as a failure, not as an invalid project', () => {
    expect(exitCodeOf({ kind: 'invalid' }, { ...quiet, errors: new Set(['CMP208'] as const) })).toBe(1)
  })

  it('still calls the project invalid when it has other mistakes too', () => {
    expect(
      exitCodeOf({ kind: 'invalid' }, { ...quiet, errors: new Set(['CMP208', 'CMP107'] as const) }),
    ).toBe(3)
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('tells that %s ended the run, whatever was reached', (stoppedBy, code) => {
    expect(exitCodeOf({ kind: 'done' }, { ...quiet, stoppedBy })).toBe(code)
  })
})

describe('the documentation of exit codes', () => {
  it('names every code', () => {
    const text = readFileSync(new URL('../../docs/exit-codes.md', import.meta.url), 'utf8')
    const documented = [...text.matchAll(/^\| +(\d+) +\|/gmu)].map(([, code]) => Number(code))
    expect(documented).toEqual(Object.values(exitCodes))
  })
})

const project = { 'compose.yaml': 'services:\n  web:\n    image: nginx\n' }
const noEngine = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }

describe('compose', { timeout: 30_000 }, () => {
  it('exits with 3 for a project with a mistake, and shows where', async () => {
    const files = { 'compose.yaml': 'services:\n  web:\n    imaeg: nginx\n' }
    const { code, stdout, stderr } = await compose(['up', '-d'], { files, environment: noEngine })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('compose.yaml:3:5')
  })

  it('exits with 3 when there is no Compose file', async () => {
    const { code, stderr } = await compose(['config'])
    expect(code).toBe(3)
    expect(stderr).toContain('CMP101')
  })

  it('exits with 4 when no engine answers', async () => {
    const { code, stdout, stderr } = await compose(['up', '-d'], { files: project, environment: noEngine })
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toContain('unix:///nonexistent/docker.sock')
  })

  it('exits with 1 for a service that does not exist', async () => {
    const { code, stderr } = await compose(['config', 'wbe'], { files: project })
    expect(code).toBe(1)
    expect(stderr).toContain('no such service')
  })

  it('exits with 2 when the address of the engine makes no sense', async () => {
    const { code, stderr } = await compose(['-H', 'gopher://x', 'ps'], { files: project })
    expect(code).toBe(2)
    expect(stderr).toContain('"gopher://x"')
  })

  it('reports a failure as JSON where JSON was asked for', async () => {
    const { code, stderr } = await compose(['--progress', 'json', 'ps'], {
      files: project,
      environment: noEngine,
    })
    expect(code).toBe(4)
    expect(JSON.parse(stderr)).toMatchObject({ error: true, code: 'CMP401' })
  })

  it('shows what lies behind a failure with --debug', async () => {
    const { stderr } = await compose(['--debug', 'ps'], { files: project, environment: noEngine })
    expect(stderr).toContain('\ncaused by Error: ')
  })
})
