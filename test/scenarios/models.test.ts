import { describe, expect, it } from 'vitest'
import { LifeScenario } from '../support/life.ts'
import type { FakeProgram } from '../support/fake-other-programs.ts'

const yaml = `
models:
  llm: { model: ai/small, context_size: 1024, runtime_flags: ["--seed", "1"] }
  my-emb: { model: "ai/emb:v2" }
services:
  short:
    image: busybox
    models: [llm, my-emb]
  long:
    image: busybox
    models: { llm: { endpoint_var: WHERE, model_var: WHAT } }
  none:
    image: busybox
`

const runner: FakeProgram = ([verb]) => {
  if (verb === 'ls') return { prints: ['[{"id":"1","tags":["ai/small:latest"]}]'] }
  if (verb === 'status') return { prints: ['{"running":true,"endpoint":"http://host/v1/"}'] }
  return { prints: ['5 of 10'] }
}

function modelled(program = runner): LifeScenario {
  const scenario = new LifeScenario(yaml)
  scenario.programs.programs['model'] = program
  return scenario
}

describe('models', () => {
  it('are fetched where they are not there, and set up', async () => {
    const scenario = modelled()
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.programs.called().toSorted()).toEqual([
      'model configure --context-size 1024 ai/small -- --seed 1',
      'model configure ai/emb:v2',
      'model ls --json',
      'model ls --json',
      'model pull ai/emb:v2',
      'model status --json',
      'model status --json',
    ])
  })

  it('are told to services in variables named after them, or as the service says', async () => {
    const scenario = modelled()
    await scenario.up()
    expect(scenario.engine.peekBody('shop-short-1')?.Env?.toSorted()).toEqual([
      'LLM_MODEL=ai/small',
      'LLM_URL=http://host/v1/',
      'MY_EMB_MODEL=ai/emb:v2',
      'MY_EMB_URL=http://host/v1/',
    ])
    expect(scenario.engine.peekBody('shop-long-1')?.Env).toEqual(['WHERE=http://host/v1/', 'WHAT=ai/small'])
    expect(scenario.engine.peekBody('shop-none-1')?.Env).toBeUndefined()
  })

  it('change nothing when nothing changed', async () => {
    const scenario = modelled()
    await scenario.up()
    scenario.engine.forgetRequests()
    await scenario.up()
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('without a runner are refused before anything is made', async () => {
    const scenario = new LifeScenario(yaml)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP425 the model "llm" needs Docker Model Runner, which is not installed',
    ])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('that no service of the run uses need no runner', async () => {
    const scenario = new LifeScenario(yaml)
    expect(await scenario.up({ services: ['none'] })).toEqual({ kind: 'done' })
  })

  it('whose runner fails say what it said', async () => {
    const scenario = modelled((args) =>
      args[0] === 'status' ? { code: 3, errors: ['it is off'] } : runner(args, neverUsed),
    )
    expect(await scenario.up({ services: ['long'] })).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics).toMatchObject([
      {
        message: 'docker model status for the model "llm" exited with status 3',
        details: [{ title: 'last output', lines: ['it is off'] }],
      },
    ])
  })
})

const neverUsed = { path: '', args: [], environment: {}, directory: '', onLine: () => undefined }
