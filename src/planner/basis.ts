import { createHash } from 'node:crypto'
import type { Project } from '../model/project.ts'
import type { Json } from '../units/json.ts'

/** A digest of each thing that a plan was made from, by a name for users: `service web`, `container shop-web-1`. */
export interface MadeFrom {
  readonly files: Readonly<Record<string, string>>
  readonly engine: Readonly<Record<string, string>>
}

/** `observed` holds only what planning looks at, so that time passing changes nothing. */
export function madeFrom(project: Project, observed: Readonly<Record<string, Json>>): MadeFrom {
  return { files: digests(partsOf(project)), engine: digests(observed) }
}

/** One digest of all of it. */
export function planBasis(parts: MadeFrom): string {
  return sha256(JSON.stringify(parts))
}

/** What interpolation saw is not in it: what it made of the files is. Nor are contents of secrets, which plans have no part in. */
function partsOf(project: Project): Readonly<Record<string, unknown>> {
  const { name, nameSeparator, workingDirectory, files, envFiles, disabledServices } = project
  return {
    project: [name, nameSeparator ?? '-', workingDirectory, files, envFiles, Object.keys(disabledServices)],
    ...named('service', project.services),
    ...named('network', project.networks),
    ...named('volume', project.volumes),
    ...named('secret', withoutContents(project.secrets)),
    ...named('config', project.configs),
    ...named('model', project.models),
  }
}

function withoutContents(secrets: Project['secrets']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(secrets).map(([key, { content: _content, ...secret }]) => [key, secret]),
  )
}

function named(kind: string, parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts).map(([key, value]) => [`${kind} ${key}`, value]))
}

const digestLength = 16

function digests(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parts).map(([part, value]) => [
      part,
      sha256(JSON.stringify([part, value])).slice(0, digestLength),
    ]),
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
