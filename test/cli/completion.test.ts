import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const files = {
  'compose.yaml':
    'services: { web: { image: none }, worker: { image: none, profiles: [extra] }, db: { image: none } }',
  'broken.yaml': 'services: [',
}

/** The candidates and the directive: `web db :4`. */
async function completed(...words: readonly string[]): Promise<string> {
  const { stdout } = await compose(['__completeNoDesc', ...words], { files })
  return stdout.trim().split('\n').join(' ')
}

describe('completion', () => {
  it.each([
    [['unp'], 'unpause :4'],
    [['help', 'unp'], 'unpause :4'],
    [['up', 'w'], 'web worker :4'],
    [['up', 'web', ''], 'db worker :4'],
    [['-f', 'compose.yaml', 'stop', 'd'], 'db :4'],
    [['-f', 'broken.yaml', 'stop', ''], ':4'],
    [['-f', 'missing.yaml', 'stop', ''], ':4'],
    [['--progress', 'p'], 'plain :4'],
    [['--progress=p'], 'plain :4'],
    [['--profile', ''], 'extra :4'],
    [['-f', ''], 'yaml yml :8'],
    [['--project-directory', ''], ':16'],
    [['up', '--scale', 'w'], 'web= worker= :6'],
    [['scale', 'web=3', 'd'], 'db= :6'],
    [['scale', 'web='], ':6'],
    [['cp', 'd'], 'db: :2'],
    [['cp', 'db:/et'], ':4'],
    [['exec', 'd'], 'db :4'],
    [['exec', 'db', 'psql', '-'], ':0'],
    [['exec', '-u', 'root', 'd'], 'db :4'],
    [['run', '-it', 'd'], 'db :4'],
    [['port', 'db', ''], ':4'],
    [['ps', '--status', 'ex'], 'exited :4'],
    [['up', '--build', '--bui'], ':4'],
    [['up', '--no-log'], '--no-log-prefix :4'],
    [['up', '--', '--no-log'], ':4'],
    [['env', ''], 'explain :4'],
    [['completion', ''], 'bash fish zsh :4'],
  ])('after %j offers "%s"', async (words, offered) => {
    expect(await completed(...words)).toBe(offered)
  })

  it('adds what commands and flags are for', async () => {
    const { stdout, stderr } = await compose(['__complete', 'unp'])
    expect(stdout).toBe('unpause\tLet them go on\n:4\n')
    expect(stderr).toBe('Completion ended with directive: ShellCompDirectiveNoFileComp\n')
  })

  it('offers no hidden flags', async () => {
    expect(await completed('--tls')).toBe(':4')
  })
})

describe('compose completion', () => {
  it.each(['bash', 'fish', 'zsh'])('prints a script for %s', async (shell) => {
    const { code, stdout } = await compose(['completion', shell])
    expect({ code, hasName: stdout.startsWith(shell === 'zsh' ? '#compdef' : '# Completion') }).toEqual({
      code: 0,
      hasName: true,
    })
  })

  it('knows three shells', async () => {
    const { code, stderr } = await compose(['completion', 'tcsh'])
    expect(code).toBe(2)
    expect(stderr).toContain('bash, fish or zsh')
  })

  it.each([
    ['compose unp', ['compose', 'unp'], 'unpause'],
    ['compose --progress=js', ['compose', '--progress', '=', 'js'], 'json'],
    ['compose up --scale w', ['compose', 'up', '--scale', 'w'], 'web= worker='],
    ['compose cp db:/e', ['compose', 'cp', 'db', ':', '/e'], ''],
    ['compose -f compose.yaml stop d', ['compose', '-f', 'compose.yaml', 'stop', 'd'], 'db'],
  ])('completes "%s" in bash', async (line, words, offered) => {
    await using directory = await TemporaryDirectory.create()
    writeFileSync(directory.join('compose.yaml'), files['compose.yaml'])
    symlinkSync(resolve('dist/compose.js'), directory.join('compose'))
    const script = `source <(compose completion bash)
      COMP_LINE=$0; COMP_POINT=\${#COMP_LINE}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      __compose_complete 2>/dev/null; echo "\${COMPREPLY[*]}"`
    const PATH = `${directory.path}:${dirname(process.execPath)}:/usr/bin:/bin`
    const options = { cwd: directory.path, env: { PATH }, encoding: 'utf8' } as const
    expect(execFileSync('bash', ['-c', script, line, ...words], options)).toBe(`${offered}\n`)
  })
})
