import type { ImageGateway, ObservedImage, PullProgress } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { emit } from './fake-events.ts'
import { answer, fullReference, imageOf } from './fake-world.ts'
import type { FakeWorld } from './fake-world.ts'

export function fakeImages(world: FakeWorld): ImageGateway {
  return {
    find: (subject, signal) =>
      answer(world, { method: 'images.find', subject, signal }, () => imageOf(world, subject)),
    pull: (reference, _options, signal) => pull(world, reference, signal),
  }
}

const layerBytes = 1000

async function* pull(
  world: FakeWorld,
  subject: string,
  signal: AbortSignal,
): AsyncGenerator<PullProgress, void, undefined> {
  const image = await answer(world, { method: 'images.pull', subject, signal }, () => known(world, subject))
  const layer = image.id.slice(-12)
  yield { status: `Pulling from ${subject}` }
  yield { layer, status: 'Downloading', current: layerBytes / 2, total: layerBytes }
  signal.throwIfAborted()
  yield { layer, status: 'Pull complete' }
  world.images.set(fullReference(subject), image)
  emit(world, { type: 'image', action: 'pull', id: fullReference(subject), attributes: { name: subject } })
  yield { status: `Status: Downloaded newer image for ${fullReference(subject)}` }
}

function known(world: FakeWorld, reference: string): ObservedImage {
  const image = world.registry.get(fullReference(reference))
  if (image !== undefined) return image
  const name = reference.split(/[:@]/)[0] ?? reference
  const message = `pull access denied for ${name}, repository does not exist or may require 'docker login'`
  throw new EngineError('not-found', message, { status: 404 })
}
