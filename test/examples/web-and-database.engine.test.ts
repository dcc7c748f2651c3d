import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishedAddress } from '../support/published-address.ts'
import { readUntil, runCompose } from '../support/run-compose.ts'
import type { ComposeRun } from '../support/run-compose.ts'

let cwd: string
const project = `gantry-test-web-${process.pid}`

// A copy, because a test changes it; a port of the engine's choice, because the example may be running.
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'gantry-web-'))
  await cp('examples/web-and-database', cwd, { recursive: true })
  await compose('up', '-d', '--wait')
})

afterEach(async () => {
  await compose('down', '-v', '-t', '1')
  await rm(cwd, { recursive: true })
})

describe('examples/web-and-database', () => {
  it('is healthy after "up --wait" and counts visits', async () => {
    expect([await visit(), await visit()]).toEqual(['Visits so far: 1', 'Visits so far: 2'])
  })

  it('keeps the visits over "down" and "up"', async () => {
    await visit()
    await compose('down')
    await compose('up', '-d', '--wait')
    expect(await visit()).toBe('Visits so far: 2')
  })

  it('forgets the visits with "down -v"', async () => {
    await visit()
    await compose('down', '-v')
    await compose('up', '-d', '--wait')
    expect(await visit()).toBe('Visits so far: 1')
  })

  it('restarts web by itself when its source changes', async () => {
    const page = join(cwd, 'web/page.mjs')
    const listening = { line: /listening on port/, times: 2 }
    const restarted = readUntil(['-p', project, 'logs', '-f', 'web'], environment(), listening)
    await writeFile(page, (await readFile(page, 'utf8')).replace('Visits so far', 'Visitors until now'))
    await restarted
    expect(await visit()).toBe('Visitors until now: 1')
  })
})

function environment() {
  return { cwd, env: { WEB_PORT: '0' } }
}

async function compose(...args: readonly string[]): Promise<ComposeRun> {
  const run = await runCompose(['-p', project, ...args], environment())
  expect(run.code, run.stderr).toBe(0)
  return run
}

async function visit(): Promise<string> {
  const address = publishedAddress((await compose('ps', '--format', 'json', 'web')).stdout)
  const answer = await fetch(`http://${address}/`)
  return (
    /<p>(.*)<\/p>/.exec(await answer.text())?.[1]?.replaceAll(/<[^>]*>/g, '') ?? `status ${answer.status}`
  )
}
