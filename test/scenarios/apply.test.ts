import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { apply } from '../../src/app/apply.ts'
import { planOnly } from '../../src/app/plan.ts'
import type { Ending } from '../../src/app/surroundings.ts'
import type { UpRequest } from '../../src/app/up-request.ts'
import { formatPlanJson } from '../../src/render/plan-json.ts'
import { projectDirectory, Scenario } from '../support/scenario.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const shop = (level: string) => `
services:
  web:
    image: nginx
    environment: { LEVEL: ${level}, PASSWORD: "\${PASSWORD:-}" }
    volumes: [data:/data]
volumes: { data: {} }
`

const path = `${projectDirectory}/plan.json`

async function save(scenario: Scenario, changes: Partial<UpRequest> = {}): Promise<string> {
  const { document } = await planOnly(scenario.surroundings, scenario.upRequest(changes))
  const text = document === undefined ? '' : formatPlanJson(document)
  scenario.files[path] = text
  scenario.engine.forgetRequests()
  return text
}

function carryOut(scenario: Scenario, environment: Readonly<Record<string, string>> = {}): Promise<Ending> {
  return apply(scenario.surroundings, {
    path,
    name: 'plan.json',
    environment,
    quietPull: true,
    dryRun: false,
  })
}

/** Of the containers of "web". */
async function ids({ engine }: Scenario): Promise<readonly string[]> {
  const label = { 'com.docker.compose.service': 'web' }
  return (await engine.containers.list(label, new AbortController().signal)).map(({ id }) => id)
}

/** The last message, and what reached the engine. */
async function refusal(scenario: Scenario, environment: Readonly<Record<string, string>> = {}) {
  const ending = await carryOut(scenario, environment)
  return { kind: ending.kind, message: scenario.messages.at(-1), requests: scenario.engine.mutatingRequests }
}

describe('apply', () => {
  it('does what the plan says', async () => {
    const scenario = new Scenario(shop('info'))
    await save(scenario)
    expect(await carryOut(scenario)).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
    expect(await scenario.plan()).toEqual([])
  })

  it('takes the flags that the plan was made with', async () => {
    const scenario = new Scenario(shop('info'))
    await save(scenario, { scale: { web: 2 }, noStart: true })
    await carryOut(scenario)
    expect(await scenario.containers()).toEqual(['shop-web-1 created', 'shop-web-2 created'])
  })

  it('finds the values that the plan does not hold in the files and variables of today', async () => {
    const scenario = new Scenario(shop('info'))
    const environment = { PASSWORD: 'correct-horse' }
    const text = await save(scenario, { load: scenario.load({ environment }) })
    expect(text).not.toContain('correct-horse')
    await carryOut(scenario, environment)
    const { environment: made } = await scenario.engine.containers.setup(
      'shop-web-1',
      new AbortController().signal,
    )
    expect(made).toContain('PASSWORD=correct-horse')
  })

  it('makes volumes anew where that was agreed to when it was planned', async () => {
    const scenario = new Scenario(shop('info'))
    await scenario.up()
    scenario.edit(shop('info').replace('data: {}', 'data: { labels: { x: y } }'))
    await save(scenario, { agreed: true })
    expect(await carryOut(scenario)).toEqual({ kind: 'done' })
    expect(scenario.questions).toEqual([])
    expect(scenario.engine.mutatingRequests).toContainEqual(
      expect.objectContaining({ method: 'volumes.remove', subject: 'shop_data' }),
    )
  })

  it('goes on where only the places in the files have moved, or health has', async () => {
    const scenario = new Scenario(shop('info'))
    await save(scenario)
    scenario.edit(`# more about it\n${shop('info')}`)
    expect(await carryOut(scenario)).toEqual({ kind: 'done' })
  })

  it('replaces what a plan said to be undecided once another image is built', async () => {
    await using folder = await TemporaryDirectory.create()
    await writeFile(folder.join('Dockerfile'), 'FROM busybox\n')
    const scenario = new Scenario(`services: { web: { build: ${folder.path} }, other: { image: nginx } }`)
    await scenario.up()
    await writeFile(folder.join('Dockerfile'), 'FROM busybox\nRUN make\n')
    const [before = ''] = await ids(scenario)
    await save(scenario, { build: 'always' })
    expect(JSON.parse(scenario.files[path] ?? '')).toMatchObject({
      undecided: [{ target: { name: 'shop-web-1' }, until: 'image.build shop-web' }],
    })
    expect(await carryOut(scenario)).toEqual({ kind: 'done' })
    expect(await ids(scenario)).not.toContain(before)
  })
})

describe('apply refuses, and does nothing, when', () => {
  it('the files changed', async () => {
    const scenario = new Scenario(shop('info'))
    await save(scenario)
    scenario.edit(shop('debug'))
    expect(await refusal(scenario)).toEqual({
      kind: 'undecided',
      message:
        'CMP304 the plan "plan.json" no longer fits, and nothing was done: service web changed in the files',
      requests: [],
    })
  })

  it('a variable has another value', async () => {
    const scenario = new Scenario(shop('info'))
    await save(scenario)
    expect(await refusal(scenario, { PASSWORD: 'other' })).toMatchObject({
      message: expect.stringContaining('service web changed in the files'),
      requests: [],
    })
  })

  it('a container stopped, another came or one went', async () => {
    const scenario = new Scenario(shop('info'))
    await scenario.up()
    await save(scenario, { recreate: 'force' })
    await scenario.engine.containers.stop('shop-web-1', 0, new AbortController().signal)
    scenario.engine.forgetRequests()
    expect(await refusal(scenario)).toMatchObject({
      message: expect.stringContaining('container shop-web-1 changed on the engine'),
      requests: [],
    })
    await scenario.down()
    scenario.engine.forgetRequests()
    expect(await refusal(scenario)).toMatchObject({
      message: expect.stringContaining('container shop-web-1 is gone from the engine'),
      requests: [],
    })
  })

  it('it was carried out already', async () => {
    const scenario = new Scenario(shop('info'))
    await save(scenario)
    await carryOut(scenario)
    scenario.engine.forgetRequests()
    expect(await refusal(scenario)).toMatchObject({
      message: expect.stringContaining('container shop-web-1 is new on the engine'),
      requests: [],
    })
  })

  it('somebody has taken actions out of it', async () => {
    const scenario = new Scenario(shop('info'))
    const text = await save(scenario)
    scenario.files[path] = text.replace('container.start web/1', 'container.start other/1')
    expect(await refusal(scenario)).toMatchObject({
      message: expect.stringContaining('"container.start other/1" is not to be done any more'),
      requests: [],
    })
  })

  it.each([
    ['it is no JSON', 'services: {}', 'CMP303 "plan.json" is not a plan: it is not JSON'],
    [
      'it is of another format',
      '{"format":2}',
      'CMP303 "plan.json" is not a plan: it is none of a format that this version knows',
    ],
    [
      'parts are missing',
      '{"format":1,"command":"up"}',
      'CMP303 "plan.json" is not a plan: parts of it are missing',
    ],
  ])('%s', async (_, text, message) => {
    const scenario = new Scenario(shop('info'))
    scenario.files[path] = text
    expect(await refusal(scenario)).toEqual({ kind: 'undecided', message, requests: [] })
  })

  it('there is none', async () => {
    const scenario = new Scenario(shop('info'))
    expect(await refusal(scenario)).toMatchObject({ message: 'CMP303 there is no plan "plan.json"' })
  })
})

describe('up --confirm', () => {
  const asking = { confirm: true } as const

  it('shows the plan before it asks, and then carries it out', async () => {
    const scenario = new Scenario(shop('info'))
    scenario.answers.push(true)
    expect(await scenario.up(asking)).toEqual({ kind: 'done' })
    expect(scenario.events.filter(({ type }) => type === 'plan' || type === 'run.start')).toMatchObject([
      { type: 'plan', plan: { project: 'shop' } },
      { type: 'run.start' },
    ])
    expect(scenario.questions).toEqual([{ text: 'Carry out this plan?', default: false, flag: '--yes' }])
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('does nothing when the answer is no', async () => {
    const scenario = new Scenario(shop('info'))
    expect(await scenario.up(asking)).toEqual({ kind: 'cancelled' })
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('does nothing where nobody can answer, and names the flag', async () => {
    const scenario = new Scenario(shop('info'))
    scenario.answers.push('unasked')
    expect(await scenario.up(asking)).toEqual({ kind: 'undecided' })
    expect(scenario.engine.mutatingRequests).toEqual([])
    expect(scenario.diagnostics.at(-1)).toMatchObject({
      code: 'CMP302',
      hint: expect.stringContaining('--yes'),
    })
  })

  it('does not ask when there is nothing to do', async () => {
    const scenario = new Scenario(shop('info'))
    await scenario.up()
    expect(await scenario.up(asking)).toEqual({ kind: 'done' })
    expect(scenario.questions).toEqual([])
  })
})
