import { describe, expect, it } from 'vitest'
import { projectOf, remarksOn } from './loading.ts'

const web = 'services: { web: { image: x } }\n'

describe('include', () => {
  it('loads a project of its own, with its own directory and .env', async () => {
    const project = await projectOf({
      'compose.yaml':
        'include: [sub/compose.yaml]\nservices: { web: { image: x, depends_on: [db], networks: [back] } }\n',
      '.env': 'TAG=parent\n',
      'sub/compose.yaml':
        'name: ignored\nservices: { db: { image: "db:${TAG}-${OWN}", build: ./b, networks: [back] } }\nnetworks: { back: }\n',
      'sub/.env': 'TAG=sub\nOWN=own\n',
    })
    expect(project.name).toBe('app')
    expect(project.services['db']?.image).toBe('db:parent-own')
    expect(project.services['db']?.build?.context).toBe('/proj/app/sub/b')
    expect(project.networks['back']?.name).toBe('app_back')
  })

  it('merges several files, with a directory and env files of its own', async () => {
    const { services } = await projectOf({
      'compose.yaml': `include:\n  - path: [sub/a.yaml, sub/b.yaml]\n    project_directory: other\n    env_file: values.env\n${web}`,
      'sub/a.yaml': 'services: { db: { image: "${T}", volumes: ["./d:/d"] } }\n',
      'sub/b.yaml': 'services: { db: { labels: { b: 1 } } }\n',
      'values.env': 'T=tag\n',
      'other/.env': 'T=unused\n',
    })
    expect(services['db']).toMatchObject({
      image: 'tag',
      labels: { b: '1' },
      volumes: [{ source: '/proj/app/other/d' }],
    })
  })

  it('reads no env file when told /dev/null', async () => {
    const { services } = await projectOf({
      'compose.yaml': `include: [{ path: sub/a.yaml, env_file: /dev/null }]\n${web}`,
      'sub/a.yaml': 'services: { db: { image: "x${T:-none}" } }\n',
      'sub/.env': 'T=1\n',
    })
    expect(services['db']?.image).toBe('xnone')
  })

  it('merges the including file onto what it includes', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'include: [db.yaml]\nservices: { db: { labels: { mine: 1 }, image: mine } }\n',
      'db.yaml': 'services: { db: { image: theirs, user: u } }\n',
    })
    expect(services['db']).toMatchObject({ image: 'mine', user: 'u', labels: { mine: '1' } })
  })

  it('takes what two included files include only once', async () => {
    const { services } = await projectOf({
      'compose.yaml': `include: [a.yaml, b.yaml]\n${web}`,
      'a.yaml': 'include: [c.yaml]\nservices: { a: { image: x } }\n',
      'b.yaml': 'include: [c.yaml]\nservices: { b: { image: x } }\n',
      'c.yaml': 'services: { c: { image: x, security_opt: [a] } }\n',
    })
    expect(services['c']?.security_opt).toEqual(['a'])
  })

  it('lets services extend included ones', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'include: [a.yaml]\nservices: { web: { extends: a } }\n',
      'a.yaml': 'services: { a: { image: x } }\n',
    })
    expect(services['web']?.image).toBe('x')
  })

  it('tells of keys that it does not read', async () => {
    expect(
      await remarksOn({
        'compose.yaml': `include: [{ path: a.yaml, env_fil: e, x-mine: 1 }]\n${web}`,
        'a.yaml': 'services: { a: { image: x } }\n',
      }),
    ).toEqual(['CMP107 compose.yaml:1:27 unknown field "env_fil" in an include is not read'])
  })

  it.each([
    [
      'a file that is not there',
      { 'compose.yaml': `include: [nope.yaml]\n${web}` },
      ['CMP120 compose.yaml:1:11 included file "nope.yaml" not found'],
    ],
    [
      'an env file that is not there',
      { 'compose.yaml': `include: [{ path: a.yaml, env_file: nope }]\n${web}`, 'a.yaml': web },
      ['CMP201 compose.yaml:1:37 env file "/proj/app/nope" not found'],
    ],
    [
      'a circle',
      { 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': 'include: [compose.yaml]\n' },
      [
        'CMP120 a.yaml:1:11 include cycle: /proj/app/compose.yaml -> /proj/app/a.yaml -> /proj/app/compose.yaml',
      ],
    ],
    [
      'another place than the file system',
      { 'compose.yaml': `include: ["oci://example/app"]\n${web}` },
      [
        'CMP211 compose.yaml:1:11 "oci://example/app" is not a local file, and nothing here fetches files from other places',
      ],
    ],
    [
      'a wrong form',
      { 'compose.yaml': `include: [{ pth: a.yaml }]\n${web}` },
      ['CMP107 compose.yaml:1:13 unknown field "pth" in "include[0]"'],
    ],
    [
      'a mistake in the included file',
      { 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': 'services: { a: { imag: x } }\n' },
      ['CMP107 a.yaml:1:18 unknown field "imag" in "services.a"'],
    ],
  ])('refuses %s', async (_, files, remarks) => {
    expect(await remarksOn(files)).toEqual(remarks)
  })
})
