import { describe, expect, it } from 'vitest'
import type { Surroundings } from '../../src/app/surroundings.ts'
import { EngineError } from '../../src/engine/errors.ts'
import { LifeScenario } from '../support/life.ts'

const never = new AbortController().signal

/** One who has logged in where the test says so. */
class LoggedIn extends LifeScenario {
  readonly logins = new Map<string, string>()

  override get surroundings(): Surroundings {
    return {
      ...super.surroundings,
      registryAuth: (reference) => Promise.resolve(this.logins.get(reference)),
    }
  }
}

const yaml = `
services:
  web:
    image: shop/web:1
    depends_on: [api]
    build: { context: ., tags: ["shop/web:latest"] }
  api: { image: "shop/api:1", build: . }
  same: { image: "shop/api:1", build: . }
  db: { image: "postgres:16" }
  unnamed: { build: . }
`

function built(): LoggedIn {
  const scenario = new LoggedIn(yaml)
  for (const image of ['shop/web:1', 'shop/web:latest', 'shop/api:1']) scenario.engine.addImage(image)
  return scenario
}

describe('push', () => {
  it('sends what is built under a name of its own, each name once, with all tags', async () => {
    const scenario = built()
    expect(await scenario.push()).toEqual({ kind: 'done' })
    expect(scenario.begun()).toEqual([
      'image.push shop/web:1',
      'image.push shop/web:latest',
      'image.push shop/api:1',
    ])
  })

  it('leaves dependencies, unless asked', async () => {
    const scenario = built()
    await scenario.push({ services: ['web'] })
    expect(scenario.begun()).toEqual(['image.push shop/web:1', 'image.push shop/web:latest'])
    await scenario.push({ services: ['web'], includeDependencies: true })
    expect(scenario.begun()).toContain('image.push shop/api:1')
  })

  it('tells the digest in the registry, and the progress of layers', async () => {
    const scenario = built()
    const image = await scenario.engine.images.find('shop/api:1', never)
    await scenario.push({ services: ['api'] })
    expect(scenario.events).toContainEqual(
      expect.objectContaining({ type: 'action.end', text: `Pushed ${image?.digest}` }),
    )
    expect(scenario.events).toContainEqual(
      expect.objectContaining({ type: 'action.progress', done: 500, total: 1000, text: 'Pushing' }),
    )
  })

  it('says that there is nothing to push', async () => {
    const scenario = built()
    expect(await scenario.push({ services: ['db'] })).toEqual({ kind: 'done' })
    expect(scenario.notices).toEqual(['No images to push: that takes services with both "build" and "image"'])
  })

  it('fails where an image is not there, or warns and goes on', async () => {
    const scenario = new LoggedIn(yaml)
    scenario.engine.addImage('shop/api:1')
    expect(await scenario.push()).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics[0]).toMatchObject({
      code: 'CMP403',
      message: 'image "shop/web:1" is not there to be pushed',
      hint: 'build it first: compose build web',
    })
    scenario.events.length = 0
    expect(await scenario.push({ ignoreFailures: true })).toEqual({ kind: 'done' })
    expect(scenario.diagnostics.map(({ severity }) => severity)).toEqual(['warning', 'warning'])
  })

  it('says that a login is missing', async () => {
    const scenario = built()
    scenario.engine.inject({
      method: 'images.push',
      error: new EngineError('denied', 'no basic auth credentials'),
    })
    expect(await scenario.push({ services: ['api'] })).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics).toMatchObject([
      {
        code: 'CMP414',
        message:
          'image "shop/api:1" cannot be pushed: the registry docker.io wants a login, and none is stored',
        hint: 'log in first: docker login',
      },
    ])
  })

  it('says that the stored login was refused, without a word of it', async () => {
    const scenario = new LoggedIn('services: { api: { image: "registry.example:5000/shop/api", build: . } }')
    scenario.engine.addImage('registry.example:5000/shop/api')
    scenario.logins.set('registry.example:5000/shop/api', 'c2VjcmV0')
    scenario.engine.inject({
      method: 'images.push',
      error: new EngineError('denied', 'unauthorized: authentication required'),
    })
    expect(await scenario.push()).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics).toMatchObject([
      {
        code: 'CMP414',
        message:
          'image "registry.example:5000/shop/api" cannot be pushed: the registry registry.example:5000 refuses the stored login',
        hint: 'check that its user may do this, or log in again: docker login registry.example:5000',
      },
    ])
    expect(JSON.stringify(scenario.events)).not.toContain('c2VjcmV0')
  })
})

describe('a busy registry', () => {
  const busy = new EngineError('failed', 'received unexpected HTTP status: 503 Service Unavailable')

  it('is asked again, said aloud', async () => {
    const scenario = built()
    scenario.engine.inject({ method: 'images.push', error: busy, times: 2 })
    expect(await scenario.push({ services: ['api'] })).toEqual({ kind: 'done' })
    expect(scenario.notices).toEqual([
      'The registry could not serve "shop/api:1" now (received unexpected HTTP status: 503 Service Unavailable). ' +
        'Trying to push again in 1 s, attempt 2 of 4',
      'The registry could not serve "shop/api:1" now (received unexpected HTTP status: 503 Service Unavailable). ' +
        'Trying to push again in 2 s, attempt 3 of 4',
    ])
  })

  it('is given up after four attempts', async () => {
    const scenario = new LoggedIn('services: { a: { image: "nginx:1.27" } }')
    scenario.engine.publishImage('nginx:1.27')
    scenario.engine.inject({ method: 'images.pull', error: busy, times: 4 })
    expect(await scenario.pull()).toEqual({ kind: 'failed' })
    expect(scenario.notices).toHaveLength(3)
    expect(await scenario.pull()).toEqual({ kind: 'done' })
  })

  it('is not asked again when the pulls of the day are used up', async () => {
    const scenario = new LoggedIn('services: { a: { image: "nginx:1.27" } }')
    const error = new EngineError(
      'unavailable',
      'toomanyrequests: You have reached your unauthenticated pull rate limit',
    )
    scenario.engine.inject({ method: 'images.pull', error })
    expect(await scenario.pull()).toEqual({ kind: 'failed' })
    expect(scenario.notices).toEqual([])
  })
})
