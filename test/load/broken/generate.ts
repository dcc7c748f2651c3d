import type { DiagnosticCode } from '../../../src/diagnostics/codes.ts'
import { formatPath } from '../../../src/document/path.ts'
import { castAt } from '../../../src/interpolate/casts.ts'
import type { BrokenCase } from './broken-case.ts'
import type { Change } from './excerpt.ts'
import { changedExcerpt } from './excerpt.ts'
import { misspellings } from './misspellings.ts'
import type { Known } from './whole.ts'
import { knownValues, resolved, wholeFiles, wholeText } from './whole.ts'

type Broken = Change & Omit<BrokenCase, 'name' | 'files' | 'request'>

/** A project with one change, which is at the same time the mistake. */
function brokenBy(what: string, { path }: Known, { start, end, put, ...expected }: Broken): BrokenCase {
  const text = changedExcerpt(path, { start, end, put })
  return {
    name: what.replace('PATH', formatPath(path)),
    files: { ...wholeFiles, 'compose.yaml': text },
    ...expected,
    request: { profiles: ['*'] },
  }
}

/** Docker Compose has no opinion on further fields here, and so have we. */
const OPEN = /^services\.\*\.gpus\.|^(?:secrets|configs)\.\*\.external\./

/** Docker Compose includes nothing, or without what was asked for. */
const UNCHECKED = /^include\./

/** Passed over with a warning, as Docker Compose passes over them without one. */
const UNREAD = /^include\..*(?:env_file|project_directory)$|^services\.\*\.extends\.file$/

/** As near to one field as to another. */
const AMBIGUOUS = ['cpuse', 'ipd']

/** Every field of the project misspelt in one way each. */
export function misspeltCases(): readonly BrokenCase[] {
  return knownValues(wholeText).flatMap((known, index): BrokenCase[] => {
    const { pattern, field } = known
    if (field === undefined || OPEN.test(pattern) || UNREAD.test(pattern)) return []
    const { name, key, siblings } = field
    const wrong = misspellings(name).filter((word) => !siblings.includes(word))
    const word = wrong[index % wrong.length] ?? `${name}x`
    return [
      brokenBy(`misspelt: PATH as "${word}"`, known, {
        start: key.span.start,
        end: key.span.end,
        put: `«${word}»`,
        code: 'CMP107',
        ...(AMBIGUOUS.includes(word) ? {} : { suggestion: name }),
        ...(UNCHECKED.test(pattern) ? { acceptedByPeer: 'it does not say what it leaves out' } : {}),
      }),
    ]
  })
}

const FORMS = [
  ['array', '[wrong]'],
  ['object', '{ wrong: form }'],
  ['boolean', 'true'],
  ['integer', '12'],
  ['string', 'wrong'],
] as const

/** Every value of the project in the first two forms that its field does not have. */
export function wrongFormCases(): readonly BrokenCase[] {
  return knownValues(wholeText).flatMap((known): BrokenCase[] => {
    const accepted = [resolved(known.schema).type ?? []].flat()
    if (accepted.length === 0 || known.path.length === 0) return []
    const wrong = FORMS.filter(
      ([type]) => !accepted.includes(type) && !(type === 'integer' && accepted.includes('number')),
    )
    return wrong
      .slice(0, 2)
      .map(([type, put]) =>
        brokenBy(`form: PATH as ${type}`, known, { ...placeOf(known), put: `«${put}»`, code: 'CMP108' }),
      )
  })
}

/** A value that is indented below its key ends with the line before the next one. */
function placeOf({ node }: Known): Pick<Change, 'start' | 'end'> {
  const { start, end } = node.origin.span
  return { start, end: start + wholeText.slice(start, end).trimEnd().length }
}

/** Every number, true or false, duration, size and word of a closed set as a word that means nothing there. */
export function wrongWordCases(): readonly BrokenCase[] {
  return knownValues(wholeText).flatMap((known): BrokenCase[] => {
    const code = codeOfWrongWord(known)
    if (code === undefined || known.node.kind !== 'scalar') return []
    return [brokenBy('word: PATH', known, { ...placeOf(known), put: '«perhaps»', code })]
  })
}

const DURATION = /\.(?:interval|timeout|start_period|start_interval|stop_grace_period|delay|window|monitor)$/

const SIZE = /\.(?:mem_limit|memswap_limit|mem_reservation|shm_size|memory|rate|tmpfs\.size)$/

/** Text, although numbers are allowed too. */
const TEXT = /\.(?:driver_opts|options)\.\*$|\.(?:provenance|sbom|published|expose\.\[\]|group_add\.\[\])$/

function codeOfWrongWord({ path, pattern, schema }: Known): DiagnosticCode | undefined {
  const { enum: allowed, type = [] } = resolved(schema)
  if (allowed !== undefined) return 'CMP109'
  const types = [type].flat()
  const isScalar = !['array', 'object', 'null'].some((other) => types.includes(other))
  if (TEXT.test(pattern) || !isScalar || !types.includes('string')) return undefined
  if (DURATION.test(pattern) || SIZE.test(pattern)) return 'CMP108'
  if (types.length === 1) return undefined
  return castAt(path) === undefined ? 'CMP108' : 'CMP116'
}

/** Every fifth field given a second time. */
export function repeatedCases(): readonly BrokenCase[] {
  return knownValues(wholeText).flatMap((known, index): BrokenCase[] => {
    const { field } = known
    if (field === undefined || index % 5 > 0) return []
    const { start, end } = field.key.span
    const line = wholeText.lastIndexOf('\n', start - 1) + 1
    const indent = wholeText.slice(line, start)
    if (indent.trim() !== '') return []
    const put = `${indent}${field.name}: 1\n${indent}«${field.name}»`
    return [brokenBy('repeated: PATH', known, { start: line, end, put, code: 'CMP105' })]
  })
}

/** Slips in the writing of a line, each of which breaks the text. */
const SLIPS: Readonly<Record<string, (line: string) => string>> = {
  'no colon': (line) => line.replace(/^( *\w+):/, '$1'),
  'no space behind the colon': (line) => line.replace(/^( *\w+): (?=\S)/, '$1:'),
  'a tab': (line) => line.replace(/^ +/, '\t'),
  'an open quote': (line) => line.replace(/: (?=[a-z])/, ': "'),
  'an open bracket': (line) => line.replace(/: (?=[a-z])/, ': ['),
  'an open brace': (line) => line.replace(/: (?=[a-z])/, ': {'),
  'an at sign': (line) => line.replace(/: (?=[a-z])/, ': @'),
  'a second colon': (line) => line.replace(/: ([a-z].*)/, ': $1: x'),
}

/** Every eighth line, if it stands with another of its kind, with each slip that can be made on it. */
export function slipCases(): readonly BrokenCase[] {
  const lines = wholeText.trimEnd().split('\n')
  return lines.flatMap((line, index) => {
    const indent = /^ *(?=\w+:)/.exec(line)?.[0] ?? '-'
    const isAlone = ![-1, 1].some((by) => new RegExp(`^${indent}\\w+:`).test(lines[index + by] ?? ''))
    if (index % 8 !== 6 || isAlone) return []
    return Object.entries(SLIPS).flatMap(([what, slip]): BrokenCase[] => {
      const broken = slip(line)
      if (broken === line) return []
      const text = lines.with(index, `«»${broken}`).join('\n')
      return [
        {
          name: `slip: ${what} in line ${index + 1}`,
          files: { ...wholeFiles, 'compose.yaml': text },
          code: 'CMP103',
          request: { profiles: ['*'] },
        },
      ]
    })
  })
}
