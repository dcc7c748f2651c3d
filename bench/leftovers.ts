import { callEngine } from '../scripts/set-up/engine/api.ts'
import type { EngineRequest } from '../scripts/set-up/engine/api.ts'
import type { Connection } from '../src/engine/docker/connection.ts'

/** Removes what carries the project's label: by the engine's API, because a tool on trial may be broken. */
export async function removeProject(engine: Connection, project: string): Promise<void> {
  await removeContainers(engine, project)
  const label = labelFilter(project)
  const networks: readonly Listed[] = JSON.parse(await ask(engine, `/networks?${label}`))
  await Promise.all(networks.map(({ Id }) => remove(engine, `/networks/${Id}`)))
  const volumes: { readonly Volumes: readonly Listed[] | null } = JSON.parse(
    await ask(engine, `/volumes?${label}`),
  )
  await Promise.all((volumes.Volumes ?? []).map(({ Name }) => remove(engine, `/volumes/${Name}`)))
}

/** Removes the project's containers, running ones too. */
export async function removeContainers(engine: Connection, project: string): Promise<void> {
  const containers = await containersOf(engine, project)
  await Promise.all(containers.map((id) => remove(engine, `/containers/${id}?force=1&v=1`)))
}

/** Waits until all containers of the project have ended. */
export async function projectEnd(engine: Connection, project: string): Promise<void> {
  const containers = await containersOf(engine, project)
  await Promise.all(
    containers.map((id) => call(engine, { method: 'POST', path: `/containers/${id}/wait`, silenceMs })),
  )
}

/** The identities of the project's containers, stopped ones included. */
export async function containersOf(engine: Connection, project: string): Promise<readonly string[]> {
  const text = await ask(engine, `/containers/json?all=1&${labelFilter(project)}`)
  const containers: readonly Listed[] = JSON.parse(text)
  return containers.map(({ Id }) => Id)
}

/** What the engine's lists have: volumes a name, everything else an identity. */
interface Listed {
  readonly Id: string
  readonly Name: string
}

const silenceMs = 120_000

function labelFilter(project: string): string {
  const filters = JSON.stringify({ label: [`com.docker.compose.project=${project}`] })
  return new URLSearchParams({ filters }).toString()
}

async function ask(engine: Connection, path: string): Promise<string> {
  return call(engine, { method: 'GET', path, silenceMs })
}

async function remove(engine: Connection, path: string): Promise<void> {
  await call(engine, { method: 'DELETE', path, silenceMs })
}

async function call(engine: Connection, request: EngineRequest): Promise<string> {
  const { status, text } = await callEngine(engine, request)
  const isOnItsWay = status === 409 && text.includes('is already in progress')
  if (status >= 400 && status !== 404 && !isOnItsWay)
    throw new Error(`${request.method} ${request.path}: ${status} ${text.trim()}`)
  return text
}
