import { createHash } from 'node:crypto'
import type { Json } from '../units/json.ts'
import type { Project } from '../model/project.ts'

/** Digest of what a plan was made from. `observed` holds only what planning looks at, so that time passing changes nothing. */
export function planBasis(project: Project, observed: Json): string {
  return createHash('sha256')
    .update(JSON.stringify([project, observed]))
    .digest('hex')
}
