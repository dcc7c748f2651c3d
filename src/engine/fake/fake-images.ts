import type { ImageGateway, PullProgress, PushProgress } from '../engine.ts'
import type { ObservedImage } from '../observed.ts'
import { EngineError } from '../errors.ts'
import { emit } from './fake-events.ts'
import { answer, fullReference, imageOf, matchesLabels } from './fake-world.ts'
import type { FakeWorld } from './fake-world.ts'

export function fakeImages(world: FakeWorld): ImageGateway {
  return {
    find: (subject, signal) =>
      answer(world, { method: 'images.find', subject, signal }, () => imageOf(world, subject)),
    listTags: (labels, signal) =>
      answer(world, { method: 'images.listTags', subject: '', signal }, () =>
        [...world.images].flatMap(([tag, image]) =>
          matchesLabels(world.imageLabels.get(image.id) ?? {}, labels) ? [tag] : [],
        ),
      ),
    remove: (subject, signal) =>
      answer(world, { method: 'images.remove', subject, signal }, () => remove(world, subject)),
    registryDigest: (subject, _options, signal) =>
      answer(world, { method: 'images.registryDigest', subject, signal }, () => known(world, subject).digest),
    pull: (reference, { platform }, signal) => pull(world, { subject: reference, platform }, signal),
    push: (reference, _options, signal) => push(world, reference, signal),
  }
}

function remove(world: FakeWorld, reference: string): void {
  const image = imageOf(world, reference)
  if (image === undefined) return
  const user = [...world.containers.values()].find((container) => container.image.id === image.id)
  const isLastName = [...world.images.values()].filter(({ id }) => id === image.id).length === 1
  if (user !== undefined && isLastName) {
    const message = `unable to remove repository reference "${reference}" - container ${user.id} is using it`
    throw new EngineError('conflict', message, { status: 409 })
  }
  world.images.delete(fullReference(reference))
  emit(world, { type: 'image', action: 'untag', id: image.id, attributes: { name: reference } })
}

const layerBytes = 1000

interface Pulled {
  readonly subject: string
  readonly platform: string | undefined
}

async function* pull(
  world: FakeWorld,
  { subject, platform }: Pulled,
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
  const found = `${image.os}/${image.architecture}`
  // As Docker does where an image is of one platform alone.
  if (platform !== undefined && platform !== found)
    yield {
      status: `WARNING: image with reference ${subject} was found but its platform (${found}) does not match the specified platform (${platform})`,
    }
}

/** What was pushed can be pulled. */
async function* push(
  world: FakeWorld,
  subject: string,
  signal: AbortSignal,
): AsyncGenerator<PushProgress, void, undefined> {
  const image = await answer(world, { method: 'images.push', subject, signal }, () => {
    const here = imageOf(world, subject)
    if (here !== undefined) return here
    throw new EngineError('not-found', `An image does not exist locally with the tag: ${subject}`)
  })
  const layer = image.id.slice(-12)
  yield { layer, status: 'Pushing', current: layerBytes / 2, total: layerBytes }
  signal.throwIfAborted()
  yield { layer, status: 'Pushed' }
  world.registry.set(fullReference(subject), image)
  emit(world, { type: 'image', action: 'push', id: fullReference(subject), attributes: { name: subject } })
  yield { status: '', digest: image.digest }
}

function known(world: FakeWorld, reference: string): ObservedImage {
  const image = world.registry.get(fullReference(reference))
  if (image !== undefined) return image
  const name = reference.split(/[:@]/)[0] ?? reference
  const message = `pull access denied for ${name}, repository does not exist or may require 'docker login'`
  throw new EngineError('not-found', message, { status: 404 })
}
