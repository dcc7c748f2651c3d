import { parseYaml } from '../../../src/document/parse-yaml.ts'
import { printYaml } from '../../../src/document/print-yaml.ts'
import { toPlain } from '../../../src/document/to-plain.ts'
import type { Json } from '../../../src/units/json.ts'
import type { Random } from './random.ts'

/** Values of every kind, and texts that mean something in some place. */
const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  -1e-7,
  2 ** 53,
  '',
  ' ',
  'a',
  'no',
  '0',
  '80:80',
  '[::1]:80:80',
  'a:b:c:d',
  './a:/b',
  '10s',
  '1.5g',
  '${A}',
  '${A:?b}',
  '${',
  '$$',
  'service:web',
  'service:app',
  'a=b',
  '=',
  '\n',
  'web',
  'db',
  '~',
  '../..',
  [],
  [null],
  [[]],
  ['a', 'a'],
  [{}],
  {},
  { a: null },
  { a: { b: [] } },
  { target: 80 },
  { source: 'a' },
  { '': 1 },
  { 'x-a': 1 },
]

const TEXTS = [
  '',
  '0',
  '9',
  ':',
  '/',
  '-',
  '=',
  '.',
  ' ',
  ',',
  '$',
  '${A}',
  '${A:-b}',
  '~',
  '\n',
  '"',
  '@',
  'é',
  '[',
  '*',
]

const KEYS = [
  '',
  'x-a',
  'web',
  'db',
  'image',
  'build',
  'target',
  'source',
  'extends',
  'include',
  'service',
  'file',
  'name',
  '__proto__',
  'a b',
]

/** The file after a few random changes to its values, written anew; as it is when it is no YAML. */
export function mutateTree(text: string, random: Random): string {
  const { documents, diagnostics } = parseYaml('f', text)
  if (diagnostics.length > 0 || documents.length === 0) return text
  return documents
    .map((document) => {
      let tree = toPlain(document)
      for (let left = 1 + random.below(3); left > 0; left--) tree = changeSomewhere(tree, random)
      return random.onceIn(2) ? JSON.stringify(tree, null, random.below(3)) : printYaml(tree)
    })
    .join('\n---\n')
}

/** Goes down at random and changes what it arrives at. */
function changeSomewhere(tree: Json, random: Random): Json {
  if (isList(tree)) {
    if (tree.length === 0 || random.onceIn(6)) return changeList(tree, random)
    const chosen = random.below(tree.length)
    return tree.map((item, index) => (index === chosen ? changeSomewhere(item, random) : item))
  }
  if (typeof tree !== 'object' || tree === null) return replacement(tree, random)
  const entries = Object.entries(tree)
  if (entries.length === 0 || random.onceIn(12)) return changeMapping(entries, random)
  const chosen = random.below(entries.length)
  return Object.fromEntries(
    entries.map(([key, value], index) => [key, index === chosen ? changeSomewhere(value, random) : value]),
  )
}

function replacement(value: Json, random: Random): Json {
  if (random.onceIn(8)) return [value]
  if (typeof value === 'string' && random.onceIn(2)) return changeText(value, random)
  return random.onceIn(8) ? { [random.of(KEYS)]: value } : random.of(VALUES)
}

/** Stays close to what was there, so that more of the result makes sense. */
function changeText(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + random.of(TEXTS) + text.slice(at + random.below(2))
}

function changeList(list: readonly Json[], random: Random): Json {
  switch (random.below(4)) {
    case 0:
      return [...list, random.of(VALUES)]
    case 1:
      return [...list, ...list]
    case 2:
      return list.slice(1)
    default:
      return random.of(VALUES)
  }
}

function changeMapping(entries: readonly (readonly [string, Json])[], random: Random): Json {
  switch (random.below(4)) {
    case 0:
      return Object.fromEntries([...entries, [random.of(KEYS), random.of(VALUES)]])
    case 1:
      return Object.fromEntries(entries.slice(1))
    case 2:
      return Object.fromEntries(
        entries.map(([key, value], index) => [index === 0 ? random.of(KEYS) : key, value]),
      )
    default:
      return random.of(VALUES)
  }
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}
