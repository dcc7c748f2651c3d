import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchRemote } from '../../src/remote/fetch-remote.ts'

const folder = mkdtempSync(join(tmpdir(), 'gantry-git-'))
const source = join(folder, 'source')
const cache = join(folder, 'cache')
const address = 'https://git.invalid/team/app.git'
const commits = { main: '', other: '' }

/** The address stands for a repository in a folder; settings of whoever runs this play no part. */
const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  XDG_CACHE_HOME: cache,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: `url.file://${source}.insteadOf`,
  GIT_CONFIG_VALUE_0: address,
}

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...who, ...args], { cwd: source, env: environment, encoding: 'utf8' }).trim()
}

function commit(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(source, path), text)
  git('add', '-A')
  git('commit', '-qm', 'x')
  return git('rev-parse', 'HEAD')
}

beforeAll(() => {
  mkdirSync(join(source, 'sub', 'deep'), { recursive: true })
  git('init', '-q', '-b', 'main', '.')
  symlinkSync('/etc/hosts', join(source, 'sub', 'out.yaml'))
  symlinkSync('compose.yml', join(source, 'sub', 'in.yaml'))
  commits.main = commit({ 'compose.yaml': 'main', 'sub/compose.yml': 'sub', 'sub/deep/x.yaml': 'deep' })
  git('tag', '-a', 'v1', '-m', 'x')
  git('checkout', '-q', '-b', 'feature/v1')
  commits.other = commit({ 'compose.yaml': 'other' })
  git('checkout', '-q', 'main')
})
afterAll(() => rmSync(folder, { recursive: true }))

const fetchIt = (fragment: string, more: Readonly<Record<string, string>> = {}) =>
  fetchRemote(`${address}${fragment}`, {
    environment: { ...environment, ...more },
    login: async () => undefined,
  })

describe('fetching from a repository', () => {
  it.each([
    ['', 'compose.yaml', 'main'],
    ['#main', 'compose.yaml', 'main'],
    ['#v1', 'compose.yaml', 'main'],
    ['#feature/v1', 'compose.yaml', 'other'],
    ['#:sub', 'sub/compose.yml', 'sub'],
    ['#:/sub/', 'sub/compose.yml', 'sub'],
    ['#v1:sub/deep/x.yaml', 'sub/deep/x.yaml', 'deep'],
    ['#:sub/in.yaml', 'sub/in.yaml', 'sub'],
  ])('finds "%s"', async (fragment, path, text) => {
    const file = await fetchIt(fragment)
    expect(relative(join(cache, 'docker-compose'), file).replace(/^[^/]+\//, '')).toBe(path)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('keeps a commit in a folder of its name, and needs the repository no more', async () => {
    await fetchIt('#feature/v1')
    expect(readdirSync(join(cache, 'docker-compose'))).toContain(commits.other)
    const file = await fetchIt(`#${commits.other}`, { GIT_CONFIG_VALUE_0: 'https://elsewhere.invalid/' })
    expect(readFileSync(file, 'utf8')).toBe('other')
  })

  it('replaces what another program has only begun', async () => {
    const begun = join(cache, 'docker-compose', commits.main)
    rmSync(begun, { recursive: true, force: true })
    mkdirSync(begun, { recursive: true })
    execFileSync('git', ['init', '-q', '-b', 'main', '.'], { cwd: begun, env: environment })
    const file = await fetchIt(`#${commits.main}`)
    expect(readFileSync(file, 'utf8')).toBe('main')
    expect(readdirSync(join(cache, 'docker-compose')).filter((name) => name.includes('.'))).toEqual([])
  })

  it('can be done several times at once', async () => {
    rmSync(join(cache, 'docker-compose'), { recursive: true, force: true })
    const files = await Promise.all([fetchIt('#main'), fetchIt('#main'), fetchIt('#main')])
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(['main', 'main', 'main'])
    expect(readdirSync(join(cache, 'docker-compose'))).toEqual([commits.main])
  })

  it('brings no history', async () => {
    const file = await fetchIt('#feature/v1')
    const log = execFileSync('git', ['log', '--format=%H'], { cwd: join(file, '..'), env: environment })
    expect(log.toString().trim()).toBe(commits.other)
  })

  it.each([
    ['#nothing', 'has no branch, tag or commit "nothing"'],
    ['#:missing', 'has no Compose file at "missing"'],
    ['#:sub/deep', 'has no Compose file at "sub/deep"'],
    ['#:..', 'the path ".." leads out of the repository'],
    ['#:sub/../../x', 'the path "sub/../../x" leads out of the repository'],
    ['#:sub\\..\\..\\x', 'leads out of the repository'],
    ['#:sub/out.yaml', '"sub/out.yaml" is a link that leads out of the repository'],
    ['#--upload-pack=x', '"--upload-pack=x" is not the name of a branch, tag or commit'],
    [`#${'0'.repeat(40)}`, 'cannot be read ('],
  ])('refuses "%s"', async (fragment, message) => {
    await expect(fetchIt(fragment)).rejects.toThrow(message)
  })

  it('says what git says of a repository that is not there', async () => {
    const none = { GIT_CONFIG_KEY_0: `url.file://${folder}/none.insteadOf` }
    await expect(fetchIt('', none)).rejects.toThrow(/^the repository ".*" cannot be read \(.*does not/)
  })

  it('says that git is missing', async () => {
    await expect(fetchIt('', { PATH: folder })).rejects.toThrow('git is needed to fetch from repositories')
  })

  it('is switched off by a variable', async () => {
    await expect(fetchIt('', { COMPOSE_EXPERIMENTAL_GIT_REMOTE: '0' })).rejects.toThrow(
      'is not fetched, because COMPOSE_EXPERIMENTAL_GIT_REMOTE is 0',
    )
  })
})
