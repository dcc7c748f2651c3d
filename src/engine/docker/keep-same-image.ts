import { isDeepStrictEqual } from 'node:util'
import { EngineError } from '../errors.ts'
import type { EngineApi } from './api.ts'
import { referencePath } from './dockerode.ts'
import { found } from './found.ts'
import { splitReference } from './image-name.ts'
import { fieldsOf, textOf } from './json-fields.ts'
import type { Fields } from './json-fields.ts'

/**
 * Gives the names of an image that was just built back to the one that had the first of them before, if it is the same: layers, configuration,
 * platform. Resolves to its id then.
 *
 * Podman reads the labels of a request in any order and makes a step of them in that order, which it mostly does not know again: an unchanged
 * build would give an image with another id each time, and so another container.
 */
export async function keepSameImage(
  api: EngineApi,
  names: readonly string[],
  before: Fields | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [name] = names
  if (before === undefined || name === undefined) return undefined
  const after = await inspectImage(api, name, signal)
  const id = textOf(before.Id)
  if (after === undefined || textOf(after.Id) === id || !isSame(before, after)) return undefined
  for (const reference of names) {
    const { name: repo, tag } = splitReference(reference)
    await api.call({ method: 'POST', path: `/images/${id}/tag`, query: { repo, tag } }, signal)
  }
  await removeUnnamed(api, textOf(after.Id), signal)
  return id
}

/** What the engine says of an image; undefined where it has none of this name. */
export async function inspectImage(
  api: EngineApi,
  name: string,
  signal: AbortSignal,
): Promise<Fields | undefined> {
  const answer = await found(() =>
    api.call({ method: 'GET', path: `/images/${referencePath(name)}/json` }, signal),
  )
  return answer === undefined ? undefined : fieldsOf(answer)
}

const sameness = ['Config', 'RootFS', 'Os', 'Architecture', 'Variant', 'Author'] as const

function isSame(one: Fields, other: Fields): boolean {
  return sameness.every((field) => isDeepStrictEqual(one[field], other[field]))
}

/** It is in nobody's way where the engine keeps it: something else may have got it in the meantime. */
async function removeUnnamed(api: EngineApi, id: string, signal: AbortSignal): Promise<void> {
  try {
    await api.call({ method: 'DELETE', path: `/images/${id}`, query: { noprune: true } }, signal)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
  }
}
