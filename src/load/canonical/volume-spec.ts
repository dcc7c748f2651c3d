export interface VolumeSpec {
  readonly type: 'bind' | 'volume'
  readonly source?: string
  readonly target?: string
  readonly readOnly: boolean
  readonly nocopy: boolean
  readonly selinux?: string
  readonly propagation?: string
  /** One or two bytes long: taken as the target without looking into it. */
  readonly isTiny: boolean
}

export type ParsedVolumeSpec =
  { readonly ok: true; readonly spec: VolumeSpec } | { readonly ok: false; readonly problem: string }

type Options = Pick<VolumeSpec, 'readOnly' | 'nocopy' | 'selinux' | 'propagation'>

const noOptions: Options = { readOnly: false, nocopy: false }

/** Reads `[SOURCE:]TARGET[:OPTIONS]` without knowing the engine's platform, so `C:\x` is always a Windows path. */
export function parseVolumeSpec(text: string): ParsedVolumeSpec {
  if (text === '') return { ok: false, problem: 'no text' }
  if (new TextEncoder().encode(text).length <= 2) {
    return { ok: true, spec: { type: 'volume', target: text, ...noOptions, isTiny: true } }
  }
  const sections = splitSections(text)
  if (sections.includes('')) return { ok: false, problem: 'an empty section between colons' }
  if (sections.length > 3) return { ok: false, problem: 'too many colons' }
  const [first = '', second, options = ''] = sections
  const source = second === undefined ? undefined : first
  const type = isFilePath(source) ? 'bind' : 'volume'
  return {
    ok: true,
    spec: {
      type,
      ...(source === undefined ? {} : { source }),
      target: second ?? first,
      ...readOptions(options),
      isTiny: false,
    },
  }
}

/** Splits at colons, except after a single letter (a Windows drive) and inside `${...}`. */
function splitSections(text: string): string[] {
  const sections: string[] = []
  let section = ''
  let depth = 0
  let previous = ''
  for (const character of text) {
    if (character === '{' && previous === '$') depth++
    else if (character === '}' && depth > 0) depth--
    previous = character
    if (character === ':' && depth === 0 && !isDriveLetter(section)) {
      sections.push(section)
      section = ''
    } else section += character
  }
  return [...sections, section]
}

function isDriveLetter(text: string): boolean {
  return /^\p{L}$/u.test(text)
}

function isFilePath(source: string | undefined): boolean {
  if (source === undefined) return false
  return /^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source)
}

const propagations = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'])

/** Unknown options are ignored; the last one of a kind wins. */
function readOptions(text: string): Options {
  let options = noOptions
  for (const option of text.split(',')) {
    if (option === 'ro' || option === 'rw') options = { ...options, readOnly: option === 'ro' }
    else if (option === 'nocopy') options = { ...options, nocopy: true }
    else if (option === 'z' || option === 'Z') options = { ...options, selinux: option }
    else if (propagations.has(option)) options = { ...options, propagation: option }
  }
  return options
}
