import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compatibilityPage } from '../../scripts/set-up/compatibility-page.ts'
import { schemaFields } from '../../scripts/set-up/schema-paths.ts'
import type { SchemaFile } from '../../scripts/set-up/schema-paths.ts'
import { planOnly } from '../../src/app/plan.ts'
import { refused, withoutEffect } from '../../src/targets/engine/support.ts'
import { schemaPaths } from '../load/broken/whole.ts'
import { Scenario } from '../support/scenario.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const schema: SchemaFile = JSON.parse(read('schemas/compose.schema.json'))

/** What planning says of a service `web` with this field, of the file's other parts with those. */
async function remarksOn(field: string): Promise<readonly string[]> {
  const [section] = field.split(':', 1)
  const isTop = section === 'secrets' || section === 'configs'
  const web = isTop ? `${section}: [it]` : field
  const scenario = new Scenario(`services:\n  web:\n    image: busybox\n    ${web}\n${isTop ? field : ''}\n`)
  const request = scenario.upRequest({ load: scenario.load({}) })
  await planOnly(scenario.surroundings, request).catch(() => undefined)
  return scenario.messages
}

const uses: Readonly<Record<string, string>> = {
  'services.*.credential_spec': 'credential_spec: { file: a.json }',
  'services.*.deploy.mode': 'deploy: { mode: global }',
  'services.*.deploy.endpoint_mode': 'deploy: { endpoint_mode: vip }',
  'services.*.deploy.labels': 'deploy: { labels: { a: b } }',
  'services.*.deploy.placement': 'deploy: { placement: { constraints: [a] } }',
  'services.*.deploy.resources.reservations.cpus': 'deploy: { resources: { reservations: { cpus: 1 } } }',
  'services.*.deploy.resources.reservations.generic_resources':
    'deploy: { resources: { reservations: { generic_resources: [{ discrete_resource_spec: { kind: a, value: 1 } }] } } }',
  'services.*.deploy.restart_policy.delay': 'deploy: { restart_policy: { delay: 1s } }',
  'services.*.deploy.restart_policy.window': 'deploy: { restart_policy: { window: 1s } }',
  'services.*.deploy.rollback_config': 'deploy: { rollback_config: { parallelism: 1 } }',
  'services.*.deploy.update_config': 'deploy: { update_config: { order: stop-first } }',
  'services.*.ports.[].app_protocol': 'ports: [{ target: 80, app_protocol: http }]',
  'services.*.ports.[].mode': 'ports: [{ target: 80, mode: other }]',
  'services.*.ports.[].name': 'ports: [{ target: 80, name: web }]',
  'services.*.pull_refresh_after': 'pull_refresh_after: 1h',
  'secrets.*.driver_opts': 'secrets: { it: { file: ./a, driver_opts: { a: b } } }',
  'secrets.*.labels': 'secrets: { it: { file: ./a, labels: { a: b } } }',
  'configs.*.labels': 'configs: { it: { file: ./a, labels: { a: b } } }',
  'services.*.pre_start.[].per_replica': 'pre_start: [{ command: a, per_replica: true }]',
  'secrets.*.driver': 'secrets: { it: { file: ./a, driver: d } }',
  'secrets.*.external': 'secrets: { it: { external: true } }',
  'secrets.*.template_driver': 'secrets: { it: { file: ./a, template_driver: d } }',
  'configs.*.external': 'configs: { it: { external: true } }',
  'configs.*.template_driver': 'configs: { it: { file: ./a, template_driver: d } }',
}

describe('the page about compatibility', () => {
  const page = read('docs/compatibility.md')

  it('is what "npm run generate" makes', () => {
    expect(page).toBe(compatibilityPage(schema))
  })

  it('has every field of the schema', () => {
    expect(schemaFields(schema).map(({ path }) => path)).toEqual(schemaPaths())
    expect(page.match(/^\| `/gmu)).toHaveLength(schemaPaths().length)
  })

  it('has a use of each field that is not applied, and no other', () => {
    const limits = [...withoutEffect, ...refused].map(({ path }) => path)
    expect(Object.keys(uses)).toEqual(limits)
    expect(limits.filter((path) => !schemaPaths().includes(path))).toEqual([])
  })

  it.each(withoutEffect.map(({ path }) => [path, uses[path] ?? '']))(
    'is right that %s has no effect',
    async (path, use) => {
      const name = path.replace(/^services\.\*\./, '').replaceAll('.[]', '')
      expect(await remarksOn(use)).toEqual([
        expect.stringContaining(`${name} of service "web" has no effect`),
      ])
    },
  )

  it.each(refused.map(({ path }) => [path, uses[path] ?? '']))(
    'is right that %s is refused',
    async (_, use) => {
      expect(await remarksOn(use)).toContainEqual(expect.stringContaining('CMP211'))
    },
  )
})
