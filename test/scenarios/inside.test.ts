import { describe, expect, it } from 'vitest'
import { attach, type AttachRequest } from '../../src/app/attach.ts'
import { commit, type CommitRequest } from '../../src/app/commit.ts'
import { exportContainer } from '../../src/app/export.ts'
import { FakeStdio } from '../support/fake-stdio.ts'
import { Scenario } from '../support/scenario.ts'

async function running(): Promise<Scenario> {
  const scenario = new Scenario('services: { web: { image: busybox, stdin_open: true } }')
  scenario.engine.behave('web', { copies: true })
  await scenario.up()
  return scenario
}

describe('attach', () => {
  const attachTo = (scenario: Scenario, changes: Partial<AttachRequest> = {}) =>
    attach(scenario.surroundings, {
      load: scenario.load(),
      service: 'web',
      input: true,
      forwardsSignals: true,
      stdio: new FakeStdio(),
      dryRun: false,
      ...changes,
    })

  it('connects the streams until the container ends, and ends with its code', async () => {
    const scenario = await running()
    const stdio = new FakeStdio('typed\n')
    expect(await attachTo(scenario, { stdio })).toEqual({ kind: 'code', code: 0 })
    expect(stdio.texts.stdout).toBe('typed\n')
  })

  it('keeps its input to itself when told to', async () => {
    const scenario = await running()
    const stdio = new FakeStdio('typed\n')
    const ending = attachTo(scenario, { stdio, input: false })
    await stdio.asked
    scenario.engine.exit('shop-web-1', 4)
    expect(await ending).toEqual({ kind: 'code', code: 4 })
    expect(stdio.texts.stdout).toBe('')
  })

  it('hands signals to the container', async () => {
    const scenario = await running()
    const stdio = new FakeStdio()
    const ending = attachTo(scenario, { stdio, input: false })
    await stdio.asked
    stdio.signal('SIGTERM')
    expect(await ending).toEqual({ kind: 'code', code: 143 })
  })

  it('refuses a container that is paused', async () => {
    const scenario = await running()
    await scenario.engine.containers.pause('shop-web-1', scenario.interrupt.signal)
    expect(await attachTo(scenario)).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP415 container "shop-web-1" is paused'])
  })

  it('says which detach keys it does not understand', async () => {
    const scenario = await running()
    await expect(attachTo(scenario, { detachKeys: 'ctrl-' })).rejects.toMatchObject({ code: 'CMP108' })
  })
})

describe('commit', () => {
  const commitOf = (scenario: Scenario, changes: Partial<CommitRequest> = {}) =>
    commit(scenario.surroundings, {
      load: scenario.load(),
      service: 'web',
      changes: [],
      pause: true,
      dryRun: false,
      ...changes,
    })

  it.each(['mine:one', 'registry:5000/mine:one'])('makes the image %s', async (reference) => {
    const scenario = await running()
    const { ending, image } = await commitOf(scenario, { reference })
    expect({ ending, isNamed: image !== undefined }).toEqual({ ending: { kind: 'done' }, isNamed: true })
    expect(await scenario.engine.images.find(reference, scenario.interrupt.signal)).toBeDefined()
  })

  it('makes nothing in a dry run', async () => {
    const scenario = await running()
    scenario.engine.forgetRequests()
    await commitOf(scenario, { dryRun: true })
    expect(scenario.engine.mutatingRequests).toEqual([])
  })
})

describe('export', () => {
  it('needs a container', async () => {
    const scenario = await running()
    const { ending } = await exportContainer(scenario.surroundings, { load: scenario.load(), service: 'db' })
    expect(ending).toEqual({ kind: 'failed' })
  })

  it('is the archive that the engine makes', async () => {
    const scenario = await running()
    const { archive } = await exportContainer(scenario.surroundings, {
      load: scenario.load(),
      service: 'web',
    }).then((result) => (result.ending === undefined ? result : { archive: undefined }))
    let size = 0
    for await (const bytes of archive ?? []) size += bytes.length
    expect(size % 512).toBe(0)
  })
})
