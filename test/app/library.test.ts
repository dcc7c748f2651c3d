import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import type { Compose, ComposeOptions } from '../../src/index.ts'
import { createCompose } from '../../src/index.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const yaml = 'name: shop\nservices:\n  web:\n    image: nginx\n'

interface Prepared extends AsyncDisposable {
  readonly compose: Compose
  readonly engine: FakeEngine
}

async function prepare(options: ComposeOptions = {}, text = yaml): Promise<Prepared> {
  const directory = await TemporaryDirectory.create()
  await writeFile(directory.join('compose.yaml'), text)
  const engine = new FakeEngine(['nginx'])
  const compose = createCompose({ directory: directory.path, environment: {}, engine, ...options })
  return { compose, engine, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

describe('the library', () => {
  it('loads a project without an engine', async () => {
    await using prepared = await prepare()
    const loaded = await prepared.compose.load()
    expect(loaded.ok && loaded.project.services['web']?.image).toBe('nginx')
    expect(prepared.engine.requests).toEqual([])
  })

  it('plans, brings up, lists and takes down', async () => {
    await using prepared = await prepare()
    const { compose } = prepared
    const planned = await compose.plan()
    expect(planned.plan?.actions.map(({ id }) => id)).toContain('container.create web/1')
    expect(await compose.up()).toEqual({ ok: true, ending: { kind: 'done' }, diagnostics: [] })
    expect((await compose.ps()).containers.map(({ name }) => name)).toEqual(['shop-web-1'])
    expect((await compose.plan()).plan?.actions).toEqual([])
    expect((await compose.down()).ok).toBe(true)
    expect((await compose.ps({ all: true })).containers).toEqual([])
  })

  it('hands over output as it comes', async () => {
    await using prepared = await prepare()
    prepared.engine.behave('web', { prints: ['one', 'two'] })
    await prepared.compose.up()
    const lines: string[] = []
    for await (const batch of prepared.compose.logs()) {
      if (batch.type === 'lines')
        lines.push(...batch.lines.map(({ bytes }) => new TextDecoder().decode(bytes)))
    }
    expect(lines).toEqual(['one', 'two'])
  })

  it('stops reading output when its reader stops', async () => {
    await using prepared = await prepare()
    prepared.engine.behave('web', { prints: ['one'] })
    await prepared.compose.up()
    for await (const batch of prepared.compose.logs({ follow: true })) {
      expect(batch.source.label).toBe('web-1')
      break
    }
  })

  it('returns mistakes instead of throwing or printing them', async () => {
    await using prepared = await prepare({}, 'services:\n  web:\n    imaeg: nginx\n')
    const { ok, ending, diagnostics } = await prepared.compose.up()
    expect({ ok, ending }).toEqual({ ok: false, ending: { kind: 'invalid' } })
    expect(diagnostics.map(({ code }) => code)).toContain('CMP107')
  })

  it('tells what happens', async () => {
    const told: string[] = []
    await using prepared = await prepare({ onEvent: ({ type }) => told.push(type) })
    await prepared.compose.up()
    expect([told[0], told.at(-1)]).toEqual(['run.start', 'run.end'])
  })
})
