import { describe, expect, it } from 'vitest'
import { nodeAt } from '../../src/document/node-at.ts'
import type { Path } from '../../src/document/path.ts'
import { toPlain } from '../../src/document/to-plain.ts'
import { canonicalise } from '../../src/load/canonical/canonicalise.ts'
import { resolvePaths } from '../../src/load/resolve-paths.ts'
import type { Json } from '../../src/units/json.ts'
import { documentOf } from './document-of.ts'

function resolved(text: string, path: Path): Json {
  const node = nodeAt(resolvePaths(canonicalise(documentOf(text)).node, '/project/app', '/home/me'), path)
  return node === undefined ? null : toPlain(node)
}

function context(written: string): Json {
  return resolved(`services: {web: {build: '${written}'}}`, ['services', 'web', 'build', 'context'])
}

function source(written: string): Json {
  return resolved(`services: {web: {volumes: ['${written}:/x']}}`, [
    'services',
    'web',
    'volumes',
    0,
    'source',
  ])
}

describe('resolvePaths', () => {
  it.each([
    ['.', '/project/app'],
    ['../web/', '/project/web'],
    ['~/web', '/home/me/web'],
    ['/abs/../kept', '/abs/../kept'],
    ['https://example.com/x.git#main', 'https://example.com/x.git#main'],
    ['git@example.com:x.git', 'git@example.com:x.git'],
    ['github.com/a/b', 'github.com/a/b'],
    ['docker-image://alpine', 'docker-image://alpine'],
    ['service:base', 'service:base'],
  ])('finds the build context %s', (written, absolute) => {
    expect(context(written)).toBe(absolute)
  })

  it.each([
    ['./a', '/project/app/a'],
    ['~/a', '/home/me/a'],
    ['/a/', '/a/'],
    ['data', 'data'],
    [String.raw`C:\a`, String.raw`C:\a`],
    [String.raw`\\host\share\a`, String.raw`\\host\share\a`],
  ])('finds the mount source %s', (written, absolute) => {
    expect(source(written)).toBe(absolute)
  })

  it('finds files of services', () => {
    const text = `
services:
  web:
    env_file: [a.env]
    label_file: b
    extends: {service: x, file: base.yaml}
    develop: {watch: [{path: src, action: rebuild}]}
    build: {ssh: [k=keys/id], additional_contexts: [base=../base]}
`
    expect(resolved(text, ['services', 'web'])).toMatchObject({
      env_file: [{ path: '/project/app/a.env' }],
      label_file: ['/project/app/b'],
      extends: { file: '/project/app/base.yaml' },
      develop: { watch: [{ path: '/project/app/src' }] },
      build: { ssh: { k: '/project/app/keys/id' }, additional_contexts: { base: '/project/base' } },
    })
  })

  it('finds files of secrets and configs', () => {
    const text = 'secrets: {s: {file: ./s}}\nconfigs: {c: {file: ~/c}}'
    expect(resolved(text, [])).toEqual({
      secrets: { s: { file: '/project/app/s' } },
      configs: { c: { file: '/home/me/c' } },
    })
  })

  it.each([
    ['{driver: local, driver_opts: {o: bind, device: ./d}}', '/project/app/d'],
    ['{driver: local, driver_opts: {o: "addr=1", device: ":/d"}}', ':/d'],
    ['{driver_opts: {o: bind, device: ./d}}', './d'],
  ])('finds the device of the volume %s', (written, device) => {
    expect(resolved(`volumes: {v: ${written}}`, ['volumes', 'v', 'driver_opts', 'device'])).toBe(device)
  })
})
