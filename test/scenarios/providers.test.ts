import { describe, expect, it } from 'vitest'
import { formatPlanJson } from '../../src/render/plan-json.ts'
import { planOnly } from '../../src/app/plan.ts'
import { LifeScenario } from '../support/life.ts'
import type { FakeProgram } from '../support/fake-other-programs.ts'

const yaml = `
services:
  my-db:
    provider:
      type: cloud
      options: { size: 3, zones: [a, b] }
  web:
    image: busybox
    environment: { OWN: 1 }
    depends_on: [my-db]
  other:
    image: busybox
`

function message(type: string, text: string): string {
  return JSON.stringify({ type, message: text })
}

function told(...lines: readonly string[]): FakeProgram {
  return ([, second]) => (second === 'metadata' ? { code: 1 } : { prints: lines })
}

const usual = told(
  message('info', 'making it'),
  message('debug', 'a detail'),
  message('setenv', 'URL=db://x?a=b'),
  message('rawsetenv', 'REGION=north'),
)

function provided(program: FakeProgram = usual, text = yaml): LifeScenario {
  const scenario = new LifeScenario(text)
  scenario.programs.programs['cloud'] = program
  return scenario
}

function variables(scenario: LifeScenario, name = 'web'): readonly string[] {
  return scenario.engine.peekBody(`shop-${name}-1`)?.Env ?? []
}

describe('providers', () => {
  it('are called with the project, the options and the service', async () => {
    const scenario = provided()
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.programs.called()).toEqual([
      'cloud compose metadata',
      'cloud compose --project-name=shop up --size=3 --zones=a --zones=b my-db',
    ])
  })

  it('see what interpolation saw', async () => {
    const scenario = provided()
    await scenario.up({ load: scenario.load({ environment: { TOKEN: 't' } }) })
    expect(scenario.programs.environments[0]).toMatchObject({ TOKEN: 't', COMPOSE_PROJECT_NAME: 'shop' })
  })

  it('give their variables to the services that depend on them, and to no others', async () => {
    const scenario = provided()
    await scenario.up()
    expect(variables(scenario)).toEqual(['OWN=1', 'MY-DB_URL=db://x?a=b', 'REGION=north'])
    expect(variables(scenario, 'other')).toEqual([])
  })

  it('are asked again by each up, which changes nothing while they say the same', async () => {
    const scenario = provided()
    await scenario.up()
    scenario.engine.forgetRequests()
    await scenario.up()
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('that say something else have their dependents replaced', async () => {
    const scenario = provided()
    await scenario.up()
    scenario.programs.programs['cloud'] = told(message('setenv', 'URL=db://y'))
    scenario.begun()
    await scenario.up()
    expect(scenario.begun()).toEqual([
      'provider.up my-db',
      'container.replace web/1',
      'container.start web/1',
    ])
  })

  it('are not asked by a dry run, which takes their variables as they were', async () => {
    const scenario = provided()
    await scenario.up()
    scenario.programs.called()
    expect(await scenario.plan()).toEqual(['provider.up my-db (up)'])
    expect(await scenario.up({ dryRun: true })).toEqual({ kind: 'done' })
    expect(scenario.programs.called()).toEqual([])
  })

  it('that are left out by --no-deps leave the variables as they were', async () => {
    const scenario = provided()
    await scenario.up()
    scenario.engine.forgetRequests()
    await scenario.up({ services: ['web'], noDeps: true })
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('come before their dependents in plans', async () => {
    expect(await provided().plan()).toContain(
      'container.create web/1 (missing) after provider.up my-db, network.create default',
    )
  })

  it('keep their variables out of printed plans', async () => {
    const scenario = provided()
    await scenario.up()
    const { document } = await planOnly(scenario.surroundings, scenario.upRequest({ recreate: 'force' }))
    expect(document === undefined ? '' : formatPlanJson(document)).not.toContain('db://x')
  })

  it('are told of the options they know, when they say which', async () => {
    const describesItself: FakeProgram = ([, second]) =>
      second === 'metadata'
        ? { prints: [JSON.stringify({ up: { parameters: [{ name: 'size' }] }, down: { parameters: [] } })] }
        : {}
    const scenario = provided(describesItself)
    await scenario.up()
    await scenario.down()
    expect(scenario.programs.called()).toEqual([
      'cloud compose metadata',
      'cloud compose --project-name=shop up --size=3 my-db',
      'cloud compose metadata',
      'cloud compose --project-name=shop down my-db',
    ])
  })

  it('that need an option which is not given are not run', async () => {
    const needs = JSON.stringify({ up: { parameters: [{ name: 'kind', required: true }] } })
    const scenario = provided(() => ({ prints: [needs] }))
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.programs.called()).toEqual(['cloud compose metadata'])
    expect(scenario.messages).toEqual([
      'CMP424 the provider "cloud" of service "my-db" needs the option "kind"',
    ])
  })

  it.each<[string, FakeProgram, string]>([
    ['say so', told(message('error', 'no money')), 'failed: no money'],
    ['exit with a code', ([, second]) => (second === 'metadata' ? {} : { code: 7 }), 'exited with status 7'],
    ['say what is no message', told('hello'), 'wrote a line that is no message: it is no JSON object'],
    [
      'say a message of no known type',
      told(message('sing', 'la')),
      'wrote a line that is no message: its type is "sing"',
    ],
    [
      'set a variable without a value',
      told(message('setenv', 'URL')),
      'wrote a line that is no message: setenv needs NAME=VALUE',
    ],
  ])('that %s fail, and nothing is made', async (_, program, failure) => {
    const scenario = provided(program)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([`CMP424 the provider "cloud" of service "my-db" ${failure}`])
    expect(await scenario.containers()).toEqual([])
  })

  it('that are not installed are named before anything is made', async () => {
    const scenario = new LifeScenario(yaml)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP424 the provider "cloud" of service "my-db" is not installed'])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('take away what they made after the containers that depend on it', async () => {
    const scenario = provided()
    await scenario.up()
    scenario.begun()
    expect(await scenario.down()).toEqual({ kind: 'done' })
    const begun = scenario.begun()
    expect(begun.indexOf('provider.down my-db')).toBeGreaterThan(begun.indexOf('container.remove web/1'))
  })

  it('are not called by a start, which fails while nothing was created', async () => {
    const scenario = provided()
    expect(await scenario.start({ services: ['my-db'] })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP415 service "my-db" has no container to start'])
    await scenario.up()
    scenario.programs.called()
    expect(await scenario.start({ services: ['my-db'] })).toEqual({ kind: 'done' })
    expect(scenario.programs.called()).toEqual([])
  })

  it('stop only where they say that they can', async () => {
    const scenario = provided()
    await scenario.up()
    scenario.programs.called()
    await scenario.stop()
    expect(scenario.programs.called()).toEqual(['cloud compose metadata'])
    scenario.programs.programs['cloud'] = ([, second]) =>
      second === 'metadata' ? { prints: [JSON.stringify({ stop: { parameters: [] } })] } : {}
    await scenario.stop()
    expect(scenario.programs.called()).toEqual([
      'cloud compose metadata',
      'cloud compose --project-name=shop stop my-db',
    ])
  })
})
