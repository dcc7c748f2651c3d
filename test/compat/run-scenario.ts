import { cpSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { containersOf, projectEnd, removeContainers, removeProject } from '../../bench/leftovers.ts'
import type { Tool } from '../../bench/tools.ts'
import { callEngine } from '../../scripts/set-up/engine/api.ts'
import type { Connection } from '../../src/engine/docker/connection.ts'
import { carryOut, writeFiles } from './carry-out.ts'
import type { Arena, Place } from './carry-out.ts'
import { engineState } from './engine-state.ts'
import type { Value } from './engine-state.ts'
import { stepText } from './scenario.ts'
import type { Files, Scenario } from './scenario.ts'

/** What one tool did in one step. */
export interface StepRecord {
  readonly step: string
  readonly exitCode: number
  readonly output: string
  readonly errors: string
  readonly state: Value
}

/** Runs the steps with one tool, in a fresh folder and on an engine without anything of the scenario's, and cleans up. */
export async function runScenario(
  arena: Arena,
  scenario: Scenario,
  tool: Tool,
): Promise<readonly StepRecord[]> {
  return withProject(arena, scenario, async (place) => {
    const records: StepRecord[] = []
    for (const step of scenario.steps) {
      const outcome = await carryOut(arena, { ...place, step, tool })
      if (scenario.endsByItself) await projectEnd(arena.engine, basename(place.folder))
      records.push({ step: stepText(step), ...outcome, state: await engineState(arena.engine, arena.prefix) })
    }
    return records
  })
}

/** Provides the scenario's files, in a fresh folder and on an engine without anything of the scenario's, and cleans up. */
export async function withProject<T>(
  arena: Arena,
  scenario: Scenario,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const folder = join(arena.folder, `${arena.prefix}-${slug(scenario.name)}`)
  await cleanUp(arena)
  rmSync(folder, { recursive: true, force: true })
  try {
    provideProject(folder, scenario.project)
    return await work({ folder, start: new Date() })
  } finally {
    await cleanUp(arena)
  }
}

/** Removes every project whose name begins with the arena's prefix. */
export async function cleanUp({ engine, prefix }: Arena): Promise<void> {
  const projects = await projectsOn(engine, prefix)
  // A container of one may be in the network of another.
  for (const project of projects) await removeContainers(engine, project)
  for (const project of projects) await removeProject(engine, project)
  await removeImages(engine, prefix)
}

/** Removes the images that were built for projects whose name begins so. */
async function removeImages(engine: Connection, prefix: string): Promise<void> {
  const { text } = await callEngine(engine, { method: 'GET', path: '/images/json', silenceMs: 60_000 })
  const images: readonly { readonly Id: string; readonly Labels: Labels | null }[] = JSON.parse(text)
  for (const { Id, Labels } of images)
    if (Labels?.['com.docker.compose.project']?.startsWith(prefix))
      await callEngine(engine, { method: 'DELETE', path: `/images/${Id}?force=1`, silenceMs: 60_000 })
}

type Labels = Readonly<Record<string, string>>

/** The identities of all containers of the arena, sorted. */
export async function containerIds({ engine, prefix }: Arena): Promise<readonly string[]> {
  const projects = [...(await projectsOn(engine, prefix))]
  const ids = await Promise.all(projects.map((project) => containersOf(engine, project)))
  return ids.flat().toSorted()
}

/** The names of projects that have something on the engine. */
async function projectsOn(engine: Connection, prefix: string): Promise<ReadonlySet<string>> {
  const projects = new Set<string>()
  for (const path of ['/containers/json?all=1', '/networks', '/volumes']) {
    const { text } = await callEngine(engine, { method: 'GET', path, silenceMs: 60_000 })
    for (const [, name = ''] of text.matchAll(/"com\.docker\.compose\.project":"([^"]+)"/g))
      if (name.startsWith(prefix)) projects.add(name)
  }
  return projects
}

/** The scenario's name as part of a project name. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function provideProject(folder: string, project: Scenario['project']): void {
  if (typeof project === 'string') return writeFiles(folder, { 'compose.yaml': project })
  if (isFolder(project)) return cpSync(resolve(project.folder), folder, { recursive: true })
  writeFiles(folder, project)
}

function isFolder(project: Files | { readonly folder: string }): project is { readonly folder: string } {
  return Object.keys(project).join() === 'folder'
}
