import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'

describe('a wrong command line', () => {
  it.each([
    [['up', '--bogus'], 'Unknown option "--bogus"'],
    [['up', '--detahc'], 'Unknown option "--detahc"\nDid you mean --detach?'],
    [['up', '-p', 'shop'], 'Unknown option "-p"\n-p goes before the command: compose -p ... up'],
    [['-d', 'up'], 'Unknown option "-d"\n-d goes after the command: compose up -d'],
    [['up', '--timeout', 'soon'], '--timeout cannot be "soon"\nIt takes a whole number.'],
    [['up', '--wait-timeout', '-3'], '--wait-timeout cannot be -3\nIt takes a number from 0 on.'],
    [
      ['--progress', 'loud', 'ps'],
      '--progress cannot be "loud"\nIt takes one of auto, tty, plain, json, quiet, none.',
    ],
    [['up', '--scale', 'web'], '--scale cannot be "web"\nIt takes a service and a number: --scale web=3'],
    [['up', '--force-recreate', '--no-recreate'], '--no-recreate and --force-recreate cannot be combined'],
    [['up', '-d', '--abort-on-container-exit'], '--detach and --abort-on-container-exit cannot be combined'],
    [['up', '--wait', '--attach', 'web'], '--wait and --attach cannot be combined'],
    [['up', '-V', '--no-recreate'], '--no-recreate and --renew-anon-volumes cannot be combined'],
    [['logs', '--tail', 'many'], '--tail cannot be "many"\nIt takes a number of lines, or all.'],
    [
      ['logs', '--index', '2'],
      '--index needs one service\nName the service whose container is meant: compose logs --index 2 web',
    ],
    [
      ['ps', '--status', 'well'],
      '--status cannot be "well"\nIt takes one of created, running, paused, restarting, removing, exited, dead.',
    ],
    [['ps', '--filter', 'name=x'], '--filter cannot be "name=x"\nThe only filter is status=STATUS.'],
    [['run', '-l', 'a', 'web'], '--label cannot be "a"\nIt takes a name and a value: --label team=shop'],
    [['version', 'all'], 'Too many arguments for "version". Expected 0 arguments but got 1.'],
    [
      ['--progress', 'tty', '--ansi', 'never', 'ps'],
      '--progress tty needs a terminal that is steered, which --ansi never rules out',
    ],
  ])('%j exits with 2 and says what is wrong', async (argv, message) => {
    const { code, stdout, stderr } = await compose(argv)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\nRun "compose')[0]).toBe(message)
  })

  it('does not mind the case of a choice', async () => {
    const files = { 'compose.yaml': 'services: { web: { image: none } }' }
    const { code, stdout } = await compose(['config', '--format', 'JSON'], { files })
    expect([code, stdout.startsWith('{')]).toEqual([0, true])
  })

  it('shows the help and the nearest command for an unknown one', async () => {
    const { code, stdout, stderr } = await compose(['upp'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'Unknown command "upp"\nDid you mean up?\n' })
    expect(stdout).toBe((await compose(['--help'])).stdout)
  })

  it('names the variable when a variable is wrong', async () => {
    const { code, stderr } = await compose(['ps'], { environment: { COMPOSE_PROGRESS: 'loud' } })
    expect(code).toBe(2)
    expect(stderr).toContain('COMPOSE_PROGRESS cannot be "loud"')
  })

  it.each([
    [['--parallel', '1.5', 'ps'], {}, '--parallel cannot be "1.5"'],
    [['ps'], { COMPOSE_PARALLEL_LIMIT: 'few' }, 'COMPOSE_PARALLEL_LIMIT cannot be "few"'],
  ])('refuses a limit that is none: %j with %j', async (argv, environment, message) => {
    const { code, stderr } = await compose(argv, { environment })
    expect([code, stderr.split('\n')[0]]).toEqual([2, message])
  })

  it.each(['--parallel=0', '--parallel=-1', '--parallel=-7'])('takes %s for no limit', async (flag) => {
    const files = { 'compose.yaml': 'services: { web: { image: busybox } }' }
    const { code, stderr } = await compose([flag, 'config', '-q'], { files })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it.each([
    [['--workdir', '.', 'config', '-q'], '--workdir is an older spelling of --project-directory'],
    [['--no-ansi', 'config', '-q'], '--no-ansi is an older spelling of --ansi never'],
  ])('says how %j is written now', async (argv, message) => {
    const files = { 'compose.yaml': 'services: { web: { image: busybox } }' }
    const { code, stderr } = await compose(argv, { files })
    expect({ code, stderr }).toEqual({ code: 0, stderr: `warning CMP118: ${message}\n` })
  })

  it('reads the variable from .env too', async () => {
    const { code, stderr } = await compose(['ps'], { files: { '.env': 'COMPOSE_ANSI=sometimes\n' } })
    expect(code).toBe(2)
    expect(stderr).toContain('COMPOSE_ANSI cannot be "sometimes"')
  })
})
