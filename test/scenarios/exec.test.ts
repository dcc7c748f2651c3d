import { describe, expect, it } from 'vitest'
import { exec, type ExecRequest } from '../../src/app/exec.ts'
import { FakeStdio } from '../support/fake-stdio.ts'
import { Scenario } from '../support/scenario.ts'

const yaml = 'services: { web: { image: busybox, scale: 2 } }'

async function running(): Promise<Scenario> {
  const scenario = new Scenario(yaml)
  await scenario.up()
  return scenario
}

function execIn(scenario: Scenario, changes: Partial<ExecRequest> = {}) {
  return exec(scenario.surroundings, {
    load: scenario.load(),
    service: 'web',
    command: ['true'],
    environment: [],
    privileged: false,
    detach: false,
    tty: false,
    stdio: new FakeStdio(),
    dryRun: false,
    ...changes,
  })
}

describe('exec', () => {
  it('connects the streams and ends with the code of the command', async () => {
    const scenario = await running()
    scenario.engine.behave('web', {
      executes: async ({ input, print }) => {
        for await (const bytes of input) print(Buffer.from(bytes).toString().toUpperCase())
        print('done', 'stderr')
        return 5
      },
    })
    const stdio = new FakeStdio('hello')
    expect(await execIn(scenario, { stdio })).toEqual({ kind: 'code', code: 5 })
    expect(stdio.texts).toEqual({ stdout: 'HELLO', stderr: 'done' })
  })

  it('passes on what it is asked for', async () => {
    const scenario = await running()
    const seen: unknown[] = []
    scenario.engine.behave('web', { executes: ({ options }) => seen.push(options) })
    await execIn(scenario, {
      command: ['a', 'b'],
      environment: ['A=1', 'B', 'C'],
      load: scenario.load({ environment: { B: 'shell' } }),
      user: 'root',
      workingDirectory: '/w',
      privileged: true,
    })
    expect(seen).toEqual([
      {
        command: ['a', 'b'],
        environment: ['A=1', 'B=shell', 'C'],
        user: 'root',
        workingDirectory: '/w',
        privileged: true,
        tty: false,
        attach: { input: true, output: true },
        detachKeys: 'ctrl-p,ctrl-q',
      },
    ])
  })

  it('gives the process a terminal of the user’s size, with every key', async () => {
    const scenario = await running()
    const sizes: unknown[] = []
    scenario.engine.behave('web', {
      executes: async ({ input, size }) => {
        for await (const bytes of input) sizes.push(Buffer.from(bytes).toString(), size())
        return 0
      },
    })
    const stdio = new FakeStdio('\u0003', { columns: 100, rows: 30 })
    await execIn(scenario, { tty: true, stdio })
    expect({ sizes, raw: stdio.rawChanges }).toEqual({
      sizes: ['\u0003', { columns: 100, rows: 30 }],
      raw: ['raw', 'normal'],
    })
  })

  it('leaves the process running after the detach keys', async () => {
    const scenario = await running()
    scenario.engine.behave('web', { executes: () => new Promise(() => undefined) })
    const stdio = new FakeStdio('\u0010\u0011', { columns: 80, rows: 24 })
    expect(await execIn(scenario, { tty: true, stdio })).toEqual({ kind: 'done' })
    expect(stdio.rawChanges).toEqual(['raw', 'normal'])
  })

  it('takes the replica that is asked for', async () => {
    const scenario = await running()
    await execIn(scenario, { index: 2 })
    expect(scenario.engine.requests.find(({ method }) => method === 'execs.prepare')?.subject).toBe(
      scenario.engine.peek('shop-web-2')?.id,
    )
  })

  it('says that there is no such replica, or none at all', async () => {
    const scenario = await running()
    expect(await execIn(scenario, { index: 3 })).toEqual({ kind: 'failed' })
    expect(await execIn(scenario, { service: 'db' })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP415 service "web" is not running container #3',
      'CMP415 service "db" is not running',
    ])
  })

  it('reads no file where the project is named', async () => {
    const scenario = await running()
    scenario.edit('not yaml: [')
    const load = scenario.load({ projectName: 'shop' })
    expect(await execIn(scenario, { load })).toEqual({ kind: 'code', code: 0 })
  })

  it('starts and returns when detached', async () => {
    const scenario = await running()
    scenario.engine.behave('web', { executes: () => new Promise(() => undefined) })
    expect(await execIn(scenario, { detach: true })).toEqual({ kind: 'done' })
  })
})
