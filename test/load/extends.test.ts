import { describe, expect, it } from 'vitest'
import { loadFiles, projectOf, remarksOn } from './loading.ts'

describe('extends', () => {
  it('inherits everything from a service of the same file', async () => {
    const { services } = await projectOf({
      'compose.yaml': `
services:
  base: { image: x, environment: { A: 1, B: 2 }, ports: ["80:80"], depends_on: [db] }
  web: { extends: base, environment: [B=3], ports: ["81:81"] }
  db: { image: y }
`,
    })
    expect(services['web']).toMatchObject({
      image: 'x',
      environment: { A: '1', B: '3' },
      ports: [{ target: 80 }, { target: 81 }],
      depends_on: { db: { condition: 'service_started' } },
    })
  })

  it('follows chains through other files, whose paths are relative to them', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'services: { web: { extends: { service: base, file: sub/base.yaml } } }\n',
      'sub/base.yaml':
        'services: { base: { build: ./ctx, volumes: ["~/h:/h"], extends: { service: root, file: ../root/root.yaml } } }\n',
      'root/root.yaml': 'services: { root: { image: "${IMAGE:-r}", volumes: ["./d:/d"] } }\n',
    })
    expect(services['web']?.image).toBe('r')
    expect(services['web']?.build?.context).toBe('/proj/app/sub/ctx')
    expect(services['web']?.volumes?.map((mount) => mount.source)).toEqual(['/proj/app/root/d', '/home/me/h'])
  })

  it('takes inherited values away and puts others in their place', async () => {
    const { services } = await projectOf({
      'compose.yaml': `
services:
  base: { image: x, environment: { A: 1 }, ports: ["80:80"] }
  web: { extends: base, environment: !override { B: 2 }, ports: !reset [] }
`,
    })
    expect(services['web']?.environment).toEqual({ B: '2' })
    expect(services['web']?.ports).toBeUndefined()
  })

  it('remembers through which service a value came', async () => {
    const result = await loadFiles({
      'compose.yaml': 'services:\n  web: { extends: base }\n  base: { image: nginx }\n',
    })
    expect(result.ok && result.origins.of(['services', 'web', 'image'])).toEqual({
      span: { file: '/proj/app/compose.yaml', start: 52, end: 57 },
      hops: [{ how: 'extends', span: { file: '/proj/app/compose.yaml', start: 28, end: 32 } }],
    })
  })

  it('is of the same file when the file is nothing, and tells of keys that it does not read', async () => {
    const files = {
      'compose.yaml':
        'services: { web: { extends: { service: base, file: null, flie: o.yaml, x-mine: 1 } }, base: { image: y } }\n',
    }
    expect((await projectOf(files)).services['web']?.image).toBe('y')
    expect(await remarksOn(files)).toEqual([
      'CMP107 compose.yaml:1:58 unknown field "flie" in "extends" is not read',
    ])
  })

  it('takes nothing from a service of another file that says nothing', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'services: { web: { extends: { service: base, file: o.yaml }, image: x } }\n',
      'o.yaml': 'services: { base: }\n',
    })
    expect(services['web']?.image).toBe('x')
  })

  it.each([
    [
      'a service that is not there',
      'services: { web: { image: x, extends: bse }, base: { image: y } }\n',
      {},
      ['CMP120 compose.yaml:1:39 cannot extend "bse": this file has no such service'],
    ],
    [
      'a service that the other file does not have',
      'services: { web: { image: x, extends: { file: o.yaml, service: b } } }\n',
      { 'o.yaml': 'name: o\n' },
      ['CMP120 compose.yaml:1:64 cannot extend "b": "o.yaml" has no such service'],
    ],
    [
      'a file that is not there',
      'services: { web: { image: x, extends: { file: o.yaml, service: b } } }\n',
      {},
      ['CMP120 compose.yaml:1:47 file "o.yaml" not found'],
    ],
    [
      'a circle',
      'services:\n  a: { image: x, extends: b }\n  b: { extends: a }\n',
      {},
      ['CMP120 compose.yaml:3:17 services extend each other: a -> b -> a'],
    ],
    [
      'itself',
      'services: { a: { image: x, extends: a } }\n',
      {},
      ['CMP120 compose.yaml:1:37 services extend each other: a -> a'],
    ],
    [
      'a wrong form',
      'services: { a: { image: x, extends: [b] } }\n',
      {},
      ['CMP108 compose.yaml:1:37 "services.a.extends" must be text or a mapping, but is a list'],
    ],
    [
      'a service with a mistake in another file',
      'services: { a: { extends: { file: o.yaml, service: b } } }\n',
      { 'o.yaml': 'services: { b: { image: x, prts: [] } }\n' },
      ['CMP107 o.yaml:1:28 unknown field "prts" in "services.a"'],
    ],
    [
      'a service of another file that extends what is none',
      'services: { a: { extends: { file: o.yaml, service: b } } }\n',
      { 'o.yaml': 'services: { b: { extends: c }, c: text }\n' },
      ['CMP108 o.yaml:1:35 "services.c" must be a mapping'],
    ],
  ])('refuses %s', async (_, text, others, remarks) => {
    expect(await remarksOn({ 'compose.yaml': text, ...others })).toEqual(remarks)
  })
})
