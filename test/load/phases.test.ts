import { describe, expect, it } from 'vitest'
import { toPlain } from '../../src/document/to-plain.ts'
import { loadMergedDocument } from '../../src/load/load-document.ts'
import type { LoadOptions } from '../../src/load/load-request.ts'
import { nodeAt } from '../../src/document/node-at.ts'
import type { Path } from '../../src/document/path.ts'
import { memoryReader } from '../support/memory-reader.ts'
import { projectOf } from './loading.ts'

type Files = Readonly<Record<string, string>>

async function valueOf(files: Files, options: LoadOptions, path: Path): Promise<unknown> {
  const result = await loadMergedDocument(
    {
      files: Object.keys(files).filter((name) => name.startsWith('/p/app/c')),
      currentDirectory: '/p/app',
      profiles: [],
      envFiles: [],
      environment: { A: 'shell' },
      options,
    },
    memoryReader(files),
  )
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
  const node = nodeAt(result.loaded.document, path)
  return node === undefined ? undefined : toPlain(node)
}

describe('a document whose variables are left alone', () => {
  const web = (text: string, path: Path, later?: string) =>
    valueOf(
      {
        '/p/app/c1.yaml': `services: {web: {image: x, ${text}}}`,
        ...(later === undefined ? {} : { '/p/app/c2.yaml': `services: {web: {${later}}}` }),
      },
      { interpolate: false },
      ['services', 'web', ...path],
    )

  it.each([
    ['command: echo "a b" $X', ['command'], 'echo "a b" $X'],
    ['labels: [a=1]', ['labels'], ['a=1']],
    ['environment: [A, B=1]', ['environment'], ['A', 'B=1']],
    ['environment: {A: , B: 1}', ['environment'], { A: null, B: 1 }],
    ['tmpfs: /tmp', ['tmpfs'], '/tmp'],
    ['healthcheck: {test: curl x}', ['healthcheck', 'test'], 'curl x'],
    ['ports: ["80:80", "${P}:90"]', ['ports'], ['80:80', '${P}:90']],
  ] as const)('keeps %s', async (text, path, value) => {
    expect(await web(text, path)).toEqual(value)
  })

  it.each([
    ['depends_on: [db]', ['depends_on'], { db: { condition: 'service_started', required: true } }],
    ['dns: 1.1.1.1', ['dns'], ['1.1.1.1']],
    ['env_file: x.env', ['env_file'], [{ path: '/p/app/x.env', required: true }]],
    ['build: {context: ., args: [A, B=1]}', ['build', 'args'], ['B=1']],
    ['ports: [99]', ['ports'], [{ mode: 'ingress', target: 99, protocol: 'tcp' }]],
  ] as const)('has the long form of %s', async (text, path, value) => {
    expect(await web(text, path)).toEqual(value)
  })

  it('has pairs of several files as a list', async () => {
    expect(await web('labels: {b: 1, a: }', ['labels'], 'labels: {b: 2}')).toEqual(['a', 'b=2'])
    expect(await web('labels: [b=1]', ['labels'], 'labels: {c: "${X}"}')).toEqual(['b=1', 'c=${X}'])
    expect(await web('labels: {a: 1, b: 2}', ['labels'], 'labels: {a: !reset }')).toEqual(['b=2'])
  })
})

describe('a document whose paths are left alone', () => {
  const files = {
    '/p/app/c.yaml': `include: [part/compose.yaml]
services:
  own: {image: x, volumes: ["./a:/a"]}
  child: {extends: {file: part/base.yaml, service: base}}`,
    '/p/app/part/compose.yaml': `include: [deep/compose.yaml]
services: {part: {image: x, build: .., volumes: ["./a:/a"]}}`,
    '/p/app/part/deep/compose.yaml': 'services: {deep: {image: x, volumes: ["./a:/a"]}}',
    '/p/app/part/base.yaml': 'services: {base: {extends: {file: deep/base.yaml, service: base}}}',
    '/p/app/part/deep/base.yaml': 'services: {base: {image: x, volumes: ["./a:/a"]}}',
  }

  it.each([
    [['own', 'volumes', 0, 'source'], './a', '/p/app/a'],
    [['part', 'volumes', 0, 'source'], 'part/a', '/p/app/part/a'],
    [['part', 'build', 'context'], '.', '/p/app'],
    [['deep', 'volumes', 0, 'source'], 'part/deep/a', '/p/app/part/deep/a'],
    [['child', 'volumes', 0, 'source'], 'part/deep/a', '/p/app/part/deep/a'],
  ] as const)('has those of other files as seen from its folder: %j', async (path, left, resolved) => {
    expect(await valueOf(files, { resolvePaths: false }, ['services', ...path])).toBe(left)
    expect(await valueOf(files, {}, ['services', ...path])).toBe(resolved)
  })
})

describe('watched paths', () => {
  const watched = (links: Files) =>
    projectOf(
      { 'compose.yaml': 'services: {web: {build: ., develop: {watch: [{path: ./s/x, action: rebuild}]}}}' },
      {},
      { linkTarget: async (path) => links[path] },
    ).then(({ services }) => services['web']?.develop?.watch?.map(({ path }) => path))

  it('lead where their first symbolic link leads', async () => {
    expect(await watched({ '/proj/app/s': '/real' })).toEqual(['/real/x'])
    expect(await watched({ '/proj': '/p', '/proj/app/s': '/real' })).toEqual(['/p/app/s/x'])
    expect(await watched({})).toEqual(['/proj/app/s/x'])
  })
})
