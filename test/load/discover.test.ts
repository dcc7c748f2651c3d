import { describe, expect, it } from 'vitest'
import { loadFiles, projectOf, remarksOn } from './loading.ts'

const service = (image: string): string => `services: { web: { image: ${image} } }\n`

async function imageOf(...[files, request]: Parameters<typeof projectOf>): Promise<string | undefined> {
  return (await projectOf(files, request)).services['web']?.image
}

describe('which files are loaded', () => {
  it('takes the first name of the list and says so when there are several', async () => {
    const files = { 'docker-compose.yml': service('old'), 'compose.yaml': service('new') }
    expect(await imageOf(files)).toBe('new')
    expect(await remarksOn(files)).toEqual([
      'CMP123 several Compose files in one folder: using "/proj/app/compose.yaml", not "/proj/app/docker-compose.yml"',
    ])
  })

  it('merges the override file beside the one it found', async () => {
    const project = await projectOf({
      'compose.yaml': service('one'),
      'compose.override.yaml': service('two'),
    })
    expect(project.services['web']?.image).toBe('two')
    expect(project.files).toEqual(['/proj/app/compose.yaml', '/proj/app/compose.override.yaml'])
  })

  it('looks in the folders above', async () => {
    const project = await projectOf({ '/proj/compose.yaml': service('above') })
    expect([project.files, project.workingDirectory]).toEqual([['/proj/compose.yaml'], '/proj'])
  })

  it('leaves override files alone when files are named', async () => {
    const files = { 'compose.yaml': service('one'), 'compose.override.yaml': service('two') }
    expect(await imageOf(files, { files: ['compose.yaml'] })).toBe('one')
  })

  it('merges named files in order, relative to the first', async () => {
    const files = {
      'deploy/base.yaml': 'services: { web: { image: one, build: . } }\n',
      'more.yaml': 'services: { web: { volumes: ["./data:/data"] } }\n',
    }
    const { services } = await projectOf(files, { files: ['deploy/base.yaml', 'more.yaml'] })
    expect([services['web']?.build?.context, services['web']?.volumes?.[0]?.source]).toEqual([
      '/proj/app/deploy',
      '/proj/app/deploy/data',
    ])
  })

  it('reads standard input', async () => {
    const project = await projectOf({ '-': service('piped') }, { files: ['-'] })
    expect([project.files, project.workingDirectory, project.name]).toEqual([['-'], '/proj/app', 'app'])
  })

  it('takes names from COMPOSE_FILE in .env, with a separator of its own', async () => {
    const files = {
      '.env': 'COMPOSE_FILE=a.yaml,b.yaml\nCOMPOSE_PATH_SEPARATOR=,\n',
      'a.yaml': service('one'),
      'b.yaml': service('two'),
    }
    expect(await imageOf(files)).toBe('two')
  })

  it('prefers -f to COMPOSE_FILE', async () => {
    const files = { 'a.yaml': service('one'), 'b.yaml': service('two') }
    const environment = { COMPOSE_FILE: 'b.yaml' }
    expect(await imageOf(files, { files: ['a.yaml'], environment })).toBe('one')
  })

  it('starts at the project directory when one is given', async () => {
    const files = { 'sub/compose.yaml': service('sub'), 'compose.yaml': service('here') }
    expect(await imageOf(files, { projectDirectory: 'sub' })).toBe('sub')
  })

  it('says where it looked when there is none', async () => {
    expect(await remarksOn({})).toEqual(['CMP101 no Compose file in "/proj/app" or a folder above it'])
  })

  it('names every file that is missing', async () => {
    expect(await remarksOn({}, { files: ['a.yaml', 'b.yaml'] })).toEqual([
      'CMP102 Compose file "a.yaml" not found',
      'CMP102 Compose file "b.yaml" not found',
    ])
  })

  it('says that files of other places are not supported', async () => {
    expect(await remarksOn({}, { files: ['oci://example/app'] })).toEqual([
      'CMP211 "oci://example/app" is not a local file, and nothing here fetches files from other places',
    ])
  })

  it.each([
    ['no text', ''],
    ['only a comment', '# nothing yet\n'],
    ['an empty mapping', '{}\n'],
  ])('refuses a file with %s', async (_, text) => {
    expect(await remarksOn({ 'compose.yaml': text })).toEqual(['CMP104 compose.yaml:1:1 the file is empty'])
  })

  it.each([
    ['a list', '- a\n', 'CMP104 compose.yaml:1:1 the top level must be a mapping'],
    ['an empty document', 'name: x\n---\n', 'CMP104 compose.yaml:2:4 the document is empty'],
  ])('refuses %s', async (_, text, remark) => {
    expect(await remarksOn({ 'compose.yaml': text })).toEqual([remark])
  })

  it('keeps the texts of all files it read, for code frames', async () => {
    const { sources } = await loadFiles({ 'compose.yaml': service('x'), '.env': 'A=1\n' })
    expect([...sources.keys()].toSorted()).toEqual(['/proj/app/.env', '/proj/app/compose.yaml'])
  })
})
