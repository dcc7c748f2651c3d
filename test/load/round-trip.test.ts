import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printYaml } from '../../src/document/print-yaml.ts'
import type { Project } from '../../src/model/project.ts'
import { arrange, toJson } from '../../src/model/arrange.ts'
import { printGoJson } from '../../src/model/go-json.ts'
import { toConfigJson, toConfigYaml } from '../../src/model/to-config.ts'
import { loadFiles, projectOf, remarksOn } from './loading.ts'

const fixture = fileURLToPath(new URL('fixtures/every-attribute/compose.yaml', import.meta.url))
const text = readFileSync(fixture, 'utf8')
const everything = { profiles: ['*'], options: { resolveEnvFiles: false, allResources: true } }

/** What `config` prints; nothing in the fixture has a `$` in a key. */
function printed(project: Project): string {
  return printYaml(toConfigYaml(project)).replaceAll('$', '$$$$')
}

describe('extension fields', () => {
  const written = `x-values:
  date: 2001-12-14
  float: 100000000.0
  grouped: 9_007_199_254_740_993
  hexadecimal: 0xFFFFFFFFFFFFFFFF
  huge: 18446744073709551616
  moment: 2001-12-14t21:59:43.10-05:00
  text: "2001-12-14"
`
  const files = { 'compose.yaml': `services: { web: { image: x, scale: 1 } }\n${written}` }

  it('keep dates, all digits and the form of floats in YAML', async () => {
    const project = await projectOf(files)
    expect(printYaml(toConfigYaml({ ...project, services: {}, networks: {} }))).toBe(`name: app
services: {}
x-values:
  date: 2001-12-14T00:00:00Z
  float: 1e+08
  grouped: 9007199254740993
  hexadecimal: 18446744073709551615
  huge: 1.8446744073709552e+19
  moment: 2001-12-14T21:59:43.1-05:00
  text: "2001-12-14"
`)
    const again = await projectOf({ 'compose.yaml': printed(project) })
    expect(printed(again)).toBe(printed(project))
  })

  it('keep dates and all digits in JSON', async () => {
    const { extensions } = await projectOf(files)
    const printedJson = printGoJson(arrange(extensions, { kind: 'any' }, 'json'), (text) => text)
    expect(printedJson).toBe(`{
  "x-values": {
    "date": "2001-12-14T00:00:00Z",
    "float": 100000000,
    "grouped": 9007199254740993,
    "hexadecimal": 18446744073709551615,
    "huge": 18446744073709552000,
    "moment": "2001-12-14T21:59:43.1-05:00",
    "text": "2001-12-14"
  }
}
`)
  })
})

describe('a file with every attribute', () => {
  it('loads without a remark', async () => {
    expect(await remarksOn({ 'compose.yaml': text }, everything)).toEqual([])
  })

  it('has every field of a service but those that name other files or do nothing', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/compose.schema.json', import.meta.url), 'utf8'),
    )
    const known = Object.keys(schema.$defs.service.properties)
    const absent = known.filter((name) => !new RegExp(`^ +${name}:`, 'm').test(text))
    expect(absent).toEqual(['extends', 'label_file', 'pull_refresh_after'])
  })

  it('is the same project when what config prints is loaded', async () => {
    const project = await projectOf({ 'compose.yaml': text }, everything)
    const again = await projectOf({ 'compose.yaml': printed(project) }, everything)
    expect(toJson(toConfigJson(again))).toEqual(toJson(toConfigJson(project)))
    expect(printed(again)).toBe(printed(project))
  })

  it.each([
    'services: { web: { image: x, post_start: [{ command: }], pre_stop: [{ command: [] }] } }',
    'services: { web: { image: x, models: [chat] } }\nmodels: { chat: { model: "" } }',
  ])('is the same project when fields that must be there are empty: %s', async (empty) => {
    const project = await projectOf({ 'compose.yaml': empty })
    const again = await projectOf({ 'compose.yaml': printed(project) })
    expect(toJson(toConfigJson(again))).toEqual(toJson(toConfigJson(project)))
  })

  it('is the same project every time from the same bytes', async () => {
    const once = await loadFiles({ 'compose.yaml': text }, everything)
    const twice = await loadFiles({ 'compose.yaml': text }, everything)
    expect(once.ok && printed(once.project)).toBe(twice.ok && printed(twice.project))
  })
})
