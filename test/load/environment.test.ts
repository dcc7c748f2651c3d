import { describe, expect, it } from 'vitest'
import { loadFiles, projectOf, remarksOn } from './loading.ts'

const showing = (...names: string[]): string =>
  `services:\n  web:\n    image: x\n    labels:\n${names.map((name) => `      ${name}: "\${${name}-unset}"\n`).join('')}`

async function labelsOf(...[files, request]: Parameters<typeof projectOf>): Promise<unknown> {
  return (await projectOf(files, request)).services['web']?.labels
}

describe('what interpolation sees', () => {
  it('is .env in the project directory', async () => {
    expect(await labelsOf({ 'compose.yaml': showing('A'), '.env': 'A=from file\n' })).toEqual({
      A: 'from file',
    })
  })

  it('is the shell before .env', async () => {
    const files = { 'compose.yaml': showing('A', 'B'), '.env': 'A=file\nB=${A}\n' }
    expect(await labelsOf(files, { environment: { A: 'shell' } })).toEqual({ A: 'shell', B: 'shell' })
  })

  it('is .env beside the file that is named, not that of the current directory', async () => {
    const files = { 'sub/compose.yaml': showing('A'), 'sub/.env': 'A=sub\n', '.env': 'A=here\n' }
    expect(await labelsOf(files, { files: ['sub/compose.yaml'] })).toEqual({ A: 'sub' })
  })

  it('is .env of the current directory over that of a folder above with the file', async () => {
    const files = {
      '/proj/compose.yaml': showing('A', 'B'),
      '/proj/.env': 'A=above\nB=above\n',
      '.env': 'A=here\n',
    }
    expect(await labelsOf(files)).toEqual({ A: 'here', B: 'above' })
  })

  it('is the named env files in place of .env, later ones first', async () => {
    const files = {
      'compose.yaml': showing('A', 'B', 'C'),
      '.env': 'C=no\n',
      'one.env': 'A=1\nB=1\n',
      'two.env': 'B=${A}2\n',
    }
    const project = await projectOf(files, { envFiles: ['one.env', 'two.env'] })
    expect(project.services['web']?.labels).toEqual({ A: '1', B: '12', C: 'unset' })
    expect(project.envFiles).toEqual(['/proj/app/one.env', '/proj/app/two.env'])
  })

  it('is the files of COMPOSE_ENV_FILES when none is named', async () => {
    const files = { 'compose.yaml': showing('A'), 'one.env': 'A=1\n' }
    expect(await labelsOf(files, { environment: { COMPOSE_ENV_FILES: 'one.env' } })).toEqual({ A: '1' })
  })

  it('is not .env when that is switched off', async () => {
    const files = { 'compose.yaml': showing('A'), '.env': 'A=1\n' }
    expect(await labelsOf(files, { environment: { COMPOSE_DISABLE_ENV_FILE: 'true' } })).toEqual({
      A: 'unset',
    })
  })

  it('is not .env when that says so, except for what the program reads itself', async () => {
    const files = {
      'compose.yaml': showing('A'),
      '.env': 'A=1\nCOMPOSE_DISABLE_ENV_FILE=1\nCOMPOSE_PROJECT_NAME=named\n',
    }
    expect(await labelsOf(files)).toEqual({ A: 'unset' })
    expect((await projectOf(files)).name).toBe('named')
  })

  it('is switched off by true or false', async () => {
    const environment = { COMPOSE_DISABLE_ENV_FILE: 'yes' }
    expect(await remarksOn({ 'compose.yaml': showing('A') }, { environment })).toEqual([
      'CMP116 COMPOSE_DISABLE_ENV_FILE is "yes", which is neither true nor false',
    ])
  })

  it('has the keys of a file above it over those of the files before', async () => {
    const files = { 'compose.yaml': showing('B'), one: 'A=1\n', two: 'A=2\nB=$A\n' }
    expect(await labelsOf(files, { envFiles: ['one', 'two'] })).toEqual({ B: '2' })
  })

  it('is the project name too', async () => {
    const files = { 'compose.yaml': `name: shop\n${showing('COMPOSE_PROJECT_NAME')}` }
    expect(await labelsOf(files)).toEqual({ COMPOSE_PROJECT_NAME: 'shop' })
  })

  it('needs every named env file', async () => {
    expect(await remarksOn({ 'compose.yaml': showing('A') }, { envFiles: ['nope.env'] })).toEqual([
      'CMP201 env file "/proj/app/nope.env" not found',
    ])
  })

  it('has its mistakes reported at their place', async () => {
    expect(await remarksOn({ 'compose.yaml': showing('A'), '.env': 'A B=1\n' })).toEqual([
      expect.stringMatching(/^CMP117 \.env:1:\d /),
    ])
  })
})

describe('the project name', () => {
  const plain = 'services: { web: { image: x } }\n'
  const named = `name: In-File\n${plain}`

  it.each([
    ['the name of the folder', plain, {}, 'app'],
    ['the name in the file, made valid', named, {}, 'in-file'],
    ['the last name of several documents', `${named}---\nname: "second\${N:-2}"\n`, {}, 'second2'],
    ['COMPOSE_PROJECT_NAME before the file', named, { environment: { COMPOSE_PROJECT_NAME: 'env' } }, 'env'],
    ['-p before everything', named, { projectName: 'p', environment: { COMPOSE_PROJECT_NAME: 'env' } }, 'p'],
    [
      'the name of the folder without what names cannot have',
      plain,
      { projectDirectory: '/srv/_My.Proj_X', files: ['compose.yaml'] },
      'myproj_x',
    ],
  ])('is %s', async (_, text, request, name) => {
    expect((await projectOf({ 'compose.yaml': text }, request)).name).toBe(name)
  })

  it('must be valid where it is demanded', async () => {
    expect(await remarksOn({ 'compose.yaml': plain }, { projectName: 'My.P' })).toEqual([
      'CMP202 invalid project name "My.P": only lower-case letters, digits, "-" and "_", starting with a letter or digit',
    ])
  })

  it('is told of when it is that of a symbolic link', async () => {
    const reader = {
      linkTarget: (path: string) => Promise.resolve(path === '/proj/app' ? '/real/app' : undefined),
    }
    const remarksFrom = async (text: string) => {
      const result = await loadFiles({ 'compose.yaml': text }, {}, reader)
      return result.ok && result.warnings.map(({ message }) => message)
    }
    expect(await remarksFrom(plain)).toEqual([
      'the project is named "app" after a symbolic link to its folder',
    ])
    expect(await remarksFrom(`name: own\n${plain}`)).toEqual([])
  })

  it('must not be empty where a file has one', async () => {
    expect(await remarksOn({ 'compose.yaml': `name: "\${U:-}"\n${plain}` })).toEqual([
      'CMP202 compose.yaml:1:7 the project has no name: nothing of "" can be part of one',
    ])
    expect(await remarksOn({ 'compose.yaml': `name: "--"\n${plain}` })).toEqual([
      'CMP202 compose.yaml:1:7 the project has no name: nothing of "--" can be part of one',
    ])
  })

  it('must not be empty', async () => {
    expect(await remarksOn({ '/++/compose.yaml': plain }, { currentDirectory: '/++' })).toEqual([
      `CMP202 the project has no name: nothing of the folder's name can be part of one`,
    ])
  })
})
