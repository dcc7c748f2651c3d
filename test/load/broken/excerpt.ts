import type { Path } from '../../../src/document/path.ts'
import { wholeText } from './whole.ts'

/** Something else in place of a stretch of the whole text. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly put: string
}

interface Part {
  readonly start: number
  readonly end: number
  readonly path: readonly string[]
}

/** What matters of the whole text for one path, with one change there. */
export function changedExcerpt(path: Path, { start, end, put }: Change): string {
  const isIn = (part: Part): boolean => part.start <= start && end <= part.end
  const parts = partsFor(path)
  const texts = (parts.some(isIn) ? parts : [everything]).map((part) =>
    isIn(part)
      ? wholeText.slice(part.start, start) + put + wholeText.slice(end, part.end)
      : wholeText.slice(part.start, part.end),
  )
  return texts.join('')
}

const everything: Part = { start: 0, end: wholeText.length, path: [] }

/** The whole text in pieces: the sections at the top level, and of the services the fields of each. */
const allParts = splitParts()

function splitParts(): readonly Part[] {
  const parts: Part[] = []
  let path: string[] = []
  let start = 0
  for (const line of wholeText.split('\n')) {
    const [, indent = '', name] = /^( *)([a-z_]+):/.exec(line) ?? []
    const depth = indent.length / 2
    const isPart = name !== undefined && (depth === 0 || (path[0] === 'services' && depth <= 2))
    if (isPart) path = [...path.slice(0, depth), name]
    const end = Math.min(start + line.length + 1, wholeText.length)
    const last = parts.at(-1)
    if (isPart || last === undefined) parts.push({ start, end, path })
    else parts[parts.length - 1] = { ...last, end }
    start = end
  }
  return parts
}

/** Fields that refer to what is declared in the sections at the top level. */
const REFERRING = ['build', 'configs', 'models', 'networks', 'secrets', 'volumes']

/** Fields that say the same as fields of "deploy". */
const EQUAL = ['scale', 'cpus', 'mem_limit', 'mem_reservation', 'pids_limit']

function partsFor([section, service, field]: Path): readonly Part[] {
  if (service === undefined || (section === 'services' && field === undefined)) return allParts
  const wanted = String(field)
  const needed = wanted === 'deploy' ? EQUAL : EQUAL.includes(wanted) ? ['deploy'] : []
  return allParts.filter(({ path: [ofSection, ofService, ofField] }) => {
    if (ofSection !== 'services')
      return section === ofSection || (section === 'services' && REFERRING.includes(wanted))
    if (ofService !== 'everything' || ofField === undefined || ofField === 'image') return true
    return section === 'services' && (ofField === wanted || needed.includes(ofField))
  })
}
