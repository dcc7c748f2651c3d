import { createHash } from 'node:crypto'
import type { BuildGateway, ClassicNews, ClassicQuery } from '../builder.ts'
import type { ObservedImage } from '../observed.ts'
import { EngineError } from '../errors.ts'
import { emit } from './fake-events.ts'
import { answer, fullReference } from './fake-world.ts'
import type { FakeWorld } from './fake-world.ts'

/** The fake has the classic builder: what it builds from the same files and arguments is the same image. */
export function fakeBuilder(world: FakeWorld): BuildGateway {
  const none = (method: 'builder.openControl' | 'builder.openSession', signal: AbortSignal) =>
    answer(world, { method, subject: '', signal }, () => {
      throw new EngineError('not-found', 'page not found', { status: 404 })
    })
  return {
    kind: (signal) =>
      answer(world, { method: 'builder.kind', subject: '', signal }, () => 'classic' as const),
    storesIndexes: () => Promise.resolve(false),
    openControl: (signal) => none('builder.openControl', signal),
    openSession: (_greeting, signal) => none('builder.openSession', signal),
    buildArchive: (request, archive, signal) => build(world, { ...request, archive }, signal),
  }
}

interface Building {
  readonly query: ClassicQuery
  readonly archive: AsyncIterable<Uint8Array>
}

async function* build(
  world: FakeWorld,
  { query, archive }: Building,
  signal: AbortSignal,
): AsyncGenerator<ClassicNews, void, undefined> {
  const names = [query['t'] ?? []].flat().map(String)
  const digest = createHash('sha256')
  await answer(world, { method: 'builder.buildArchive', subject: names[0] ?? '', signal }, async () => {
    for await (const piece of archive) digest.update(piece)
  })
  const { t: _names, ...identity } = query
  const id = `sha256:${digest.update(JSON.stringify(identity)).digest('hex')}`
  yield { kind: 'output', text: 'Step 1/1 : FROM scratch\n' }
  yield { kind: 'output', text: ' ---> Running in 000000000001\n' }
  const image: ObservedImage = {
    id,
    digest: id,
    os: 'linux',
    architecture: 'amd64',
    sizeBytes: 2_000_000,
    volumes: [],
    hasHealthcheck: false,
  }
  world.imageLabels.set(id, labelsIn(query['labels']))
  for (const name of names) {
    world.images.set(fullReference(name), image)
    emit(world, { type: 'image', action: 'tag', id, attributes: { name } })
  }
  yield { kind: 'image', id }
  yield { kind: 'output', text: `Successfully built ${id.slice(7, 19)}\n` }
}

function labelsIn(labels: ClassicQuery[string]): Readonly<Record<string, string>> {
  const parsed: unknown = JSON.parse(String(labels ?? '{}'))
  if (typeof parsed !== 'object' || parsed === null) return {}
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
}
