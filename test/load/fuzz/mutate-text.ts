import type { Random } from './random.ts'

/** Pieces that mean something in YAML, in expressions, in env files or in short forms. */
const PIECES = [
  ...Array.from('\t\n\r :-?[]{},&*!|>\'"%@`#<$=~.0\\\0\uFEFF\uD800\u2028é'),
  '\n---\n',
  '\n...\n',
  '<<: *a',
  '*a',
  '&a ',
  '? ',
  ': ',
  '- - ',
  '\n      ',
  '\r\n',
  '%YAML 1.1\n---\n',
  String.raw`"\uD800"`,
  '!!int ',
  '!!binary ',
  '!reset ',
  '!override ',
  '!!timestamp ',
  '|2\n',
  '>+\n',
  '${',
  '${A:-${B}}',
  '${A:?}',
  '$$',
  '${}',
  'null',
  'true',
  '1e999',
  '-0',
  '0x',
  '99999999999999999999',
  '10m',
  '1h',
  '80-90:80',
  '::1',
  '/a:/b:ro',
  'x-a: ',
  '__proto__',
  'constructor',
  'export ',
  'A=',
  "'",
  '"""',
  'extends: web',
  'include: [compose.yaml]',
  'services:\n',
]

/** The text after a few random changes to its characters and lines. */
export function mutateText(text: string, random: Random, others: readonly string[]): string {
  let changed = text
  for (let left = 1 + random.below(4); left > 0; left--) changed = mutateOnce(changed, random, others)
  return changed
}

function mutateOnce(text: string, random: Random, others: readonly string[]): string {
  const at = random.below(text.length + 1)
  const length = random.onceIn(4) ? random.below(200) : random.below(6)
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length)
    case 1:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at)
    case 2:
    case 3:
      return text.slice(0, at) + random.of(PIECES) + text.slice(at + (random.onceIn(2) ? 0 : length))
    case 4:
      return swapLines(text, random)
    case 5:
      return random.onceIn(10) ? text.slice(0, at) : indentLine(text, random)
    case 6:
      return (
        text.slice(0, at) +
        String.fromCharCode(random.below(random.onceIn(2) ? 128 : 65_536)) +
        text.slice(at + 1)
      )
    default:
      return text.slice(0, at) + pieceOf(random.of(others), random) + text.slice(at)
  }
}

function pieceOf(text: string, random: Random): string {
  const start = random.below(text.length + 1)
  return text.slice(start, start + random.below(80))
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n')
  const [one, other] = [random.below(lines.length), random.below(lines.length)]
  return lines
    .map((line, index) => (index === one ? lines[other] : index === other ? lines[one] : line))
    .join('\n')
}

function indentLine(text: string, random: Random): string {
  const lines = text.split('\n')
  const chosen = random.below(lines.length)
  const by = random.below(5) - 2
  return lines
    .map((line, index) => (index !== chosen ? line : by < 0 ? line.slice(-by) : ' '.repeat(by) + line))
    .join('\n')
}
