import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '../../../src/engine/docker/connection.ts'
import { answers, callEngine } from './api.ts'

// Podman's own API; it wants a version in every path.
const libpod = '/v4.0.0/libpod'
const checked = encodeURIComponent('{"health":["starting","healthy","unhealthy"]}')

/**
 * Runs the healthchecks of Podman's containers, each at its interval, for as long as Podman answers: it leaves that to systemd's
 * timers, which not every machine has.
 */
export async function runHealthchecks(podman: Connection): Promise<void> {
  const due = new Map<string, number>()
  while (await answers(podman, 10_000)) {
    const ids = await containersWithCheck(podman)
    for (const id of due.keys()) if (!ids.includes(id)) due.delete(id)
    for (const id of ids.filter((one) => (due.get(one) ?? 0) <= Date.now())) {
      due.set(id, Number.POSITIVE_INFINITY)
      void check(podman, id).then((intervalMs) => due.set(id, Date.now() + intervalMs))
    }
    await pause(250)
  }
}

/** Runs one check; when the next one is due. A container that has ended meanwhile is no mistake. */
async function check(podman: Connection, id: string): Promise<number> {
  const { text } = await get(podman, `/containers/${id}/json`)
  await get(podman, `${libpod}/containers/${id}/healthcheck`)
  const nanoseconds = Number(/"Interval":\s*(\d+)/.exec(text)?.[1] ?? 30e9)
  return Math.max(nanoseconds / 1e6, 500)
}

async function containersWithCheck(podman: Connection): Promise<readonly string[]> {
  const { text } = await get(podman, `${libpod}/containers/json?filters=${checked}`)
  return [...text.matchAll(/"Id":\s*"([0-9a-f]{64})"/g)].map(([, id = '']) => id)
}

async function get(podman: Connection, path: string): Promise<{ readonly text: string }> {
  const call = { method: 'GET', path, silenceMs: 120_000 } as const
  return callEngine(podman, call).catch(() => ({ text: '' }))
}
