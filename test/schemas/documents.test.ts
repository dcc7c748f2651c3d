import { describe, expect, it } from 'vitest'
import { hasOwnJson } from '../../src/cli/command-flags.ts'
import { commands } from '../../src/cli/commands.ts'
import { fieldsOf } from '../../src/engine/docker/json-fields.ts'
import { Schemas, schemaTexts } from '../support/schemas.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { WireShop } from '../support/wire-shop.ts'
import { cases, runCase } from './cases.ts'

const schemas = new Schemas()

describe('the document of --json', { timeout: 30_000 }, () => {
  it.each(cases)('of $name keeps its bytes and is what the schema says', async (one) => {
    const { code, stdout } = await runCase(one)
    const golden = stdout.replace(`"version": "${packageJson.version}"`, '"version": "1.2.3"')
    await expect(golden).toMatchFileSnapshot(`goldens/${one.name}.json`)
    const document: { readonly exitCode: number; readonly command: string } = JSON.parse(stdout)
    const command = one.command ?? one.name
    expect({ code: document.exitCode, command: document.command }).toEqual({ code, command })
    expect(schemas.mistakes(`${one.schema ?? command}.schema.json`, document)).toEqual([])
  })
})

describe('the document of wait', { timeout: 30_000 }, () => {
  it('has the exit codes, the last of which is its own', async () => {
    await using shop = await WireShop.open()
    const { engine } = shop
    await shop.run(['up', '-d'])
    const waiting = shop.run(['wait', '--json', 'db'])
    while (!engine.requests.some(({ method }) => method === 'containers.wait'))
      await new Promise((resolve) => setImmediate(resolve))
    engine.exit('shop-db-1', 3)
    const { code, stdout } = await waiting
    expect(schemas.mistakes('wait.schema.json', JSON.parse(stdout))).toEqual([])
    expect([code, JSON.parse(stdout)]).toMatchObject([
      3,
      { outcome: 'exited', exitCode: 3, result: { exits: [{ id: expect.any(String), code: 3 }] } },
    ])
  })
})

describe('every command', () => {
  const speaking = commands.filter(({ noJson }) => noJson === undefined)

  it.each(speaking.map(({ name }) => name))('%s has a schema', (name) => {
    expect([...schemaTexts.keys()]).toContain(`${name}.schema.json`)
  })

  it('says why where it has no JSON', () => {
    const mute = commands.filter(({ noJson }) => noJson !== undefined)
    expect(mute.map(({ name, noJson }) => `${name}: ${noJson}`)).toMatchInlineSnapshot(`
      [
        "attach: Standard output is that of the container.",
        "completion: What it prints is a script for a shell.",
      ]
    `)
  })

  it('that gives the common document is looked at here', () => {
    const looked = new Set(cases.map(({ name, command = name }) => command))
    const giving = speaking.filter((command) => command.jsonLines === undefined && !hasOwnJson(command))
    expect(giving.map(({ name }) => name).filter((name) => !looked.has(name))).toEqual([])
  })
})

describe('every schema', () => {
  const own = [...schemaTexts].filter(([path]) => path !== 'compose.schema.json')

  it.each(own)('%s says its version and what it is of', (_path, text) => {
    const schema = fieldsOf(JSON.parse(text))
    const { version, format } = fieldsOf(schema['properties'])
    expect([schema['x-version'], fieldsOf(version)['const'], fieldsOf(format)['const']]).toContain(1)
    expect([schema['title'], schema['description']]).toEqual([expect.any(String), expect.any(String)])
  })

  it.each(own)('%s describes every field', (_path, text) => {
    expect(withoutDescription(JSON.parse(text))).toEqual([])
  })
})

/** Names of properties that nothing is said of; constants and lists of choices say it themselves, as do keys of Docker Compose. */
function withoutDescription(schema: unknown, name = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const isSchema = 'type' in schema && name !== '' && !/^[A-Z]/u.test(name)
  const own = isSchema && !('description' in schema) ? [name] : []
  const properties =
    'properties' in schema && typeof schema.properties === 'object' ? (schema.properties ?? {}) : {}
  return [...own, ...Object.entries(properties).flatMap(([key, value]) => withoutDescription(value, key))]
}
