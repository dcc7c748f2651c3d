import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { localEngine } from '../../scripts/set-up/engine/find.ts'
import { runHealthchecks } from '../../scripts/set-up/engine/podman-health.ts'

const often = 'a'.repeat(64)
const seldom = 'b'.repeat(64)
const intervals = { [often]: 500_000_000, [seldom]: 60_000_000_000 }

let folder: string
let server: Server
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'gantry-podman-'))))
afterEach(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

/** Answers like Podman with two containers, until one of them was checked twice. */
async function servePodman(path: string, checked: string[]): Promise<void> {
  const isUp = (): boolean => checked.filter((id) => id === often).length < 2
  server = createServer(({ url = '' }, response) => {
    const id = /[ab]{64}/.exec(url)?.[0]
    if (url === '/_ping') response.writeHead(isUp() ? 200 : 500).end()
    else if (url.startsWith('/v4.0.0/libpod/containers/json?'))
      response.end(JSON.stringify([{ Id: often }, { Id: seldom }]))
    else if (id && url === `/containers/${id}/json`)
      response.end(JSON.stringify({ Config: { Healthcheck: { Interval: Reflect.get(intervals, id) } } }))
    else if (id && url === `/v4.0.0/libpod/containers/${id}/healthcheck` && checked.push(id))
      response.end('{}')
    else response.writeHead(404).end()
  }).listen(path)
  await once(server, 'listening')
}

it('runs each check at its own interval, and ends when Podman does', async () => {
  const path = join(folder, 'podman.sock')
  const checked: string[] = []
  await servePodman(path, checked)
  await runHealthchecks((await localEngine(path, 'the test made it')).connection)
  expect(checked.toSorted((a, b) => a.localeCompare(b))).toEqual([often, often, seldom])
})
