import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printYaml } from '../../src/document/print-yaml.ts'
import type { Project } from '../../src/model/project.ts'
import { toConfigJson, toConfigYaml } from '../../src/model/to-config.ts'
import { loadFiles, projectOf, remarksOn } from './loading.ts'

const fixture = fileURLToPath(new URL('fixtures/every-attribute/compose.yaml', import.meta.url))
const text = readFileSync(fixture, 'utf8')
const everything = { profiles: ['*'], options: { resolveEnvFiles: false, allResources: true } }

/** What `config` prints; nothing in the fixture has a `$` in a key. */
function printed(project: Project): string {
  return printYaml(toConfigYaml(project)).replaceAll('$', '$$$$')
}

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
    expect(toConfigJson(again)).toEqual(toConfigJson(project))
    expect(printed(again)).toBe(printed(project))
  })

  it.each([
    'services: { web: { image: x, post_start: [{ command: }], pre_stop: [{ command: [] }] } }',
    'services: { web: { image: x, models: [chat] } }\nmodels: { chat: { model: "" } }',
  ])('is the same project when fields that must be there are empty: %s', async (empty) => {
    const project = await projectOf({ 'compose.yaml': empty })
    const again = await projectOf({ 'compose.yaml': printed(project) })
    expect(toConfigJson(again)).toEqual(toConfigJson(project))
  })

  it('is the same project every time from the same bytes', async () => {
    const once = await loadFiles({ 'compose.yaml': text }, everything)
    const twice = await loadFiles({ 'compose.yaml': text }, everything)
    expect(once.ok && printed(once.project)).toBe(twice.ok && printed(twice.project))
  })
})
