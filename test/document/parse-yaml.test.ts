import { describe, expect, it } from 'vitest'
import { nodeAt, spanAt } from '../../src/document/node-at.ts'
import type { Node } from '../../src/document/node.ts'
import { parseYaml } from '../../src/document/parse-yaml.ts'
import { scalarText } from '../../src/document/scalar-text.ts'
import { toPlain } from '../../src/document/to-plain.ts'
import { growing } from './growing.ts'
import { problemsOf, valueOf } from './read.ts'

function rootOf(text: string): Node {
  const [root] = parseYaml('compose.yaml', text).documents
  if (root === undefined) throw new Error('no document')
  return root
}

/** The text that the value at a path was written as. */
function writtenAt(text: string, path: readonly (string | number)[]): string {
  const span = spanAt(rootOf(text), path)
  return text.slice(span.start, span.end)
}

describe('parseYaml', () => {
  it('reads lists, mappings, quotes and blocks', () => {
    const text = "a: [1, \"2\", {b: c}]\nd:\n- e\n- |\n  f\n  g\n- >-\n  h\n  i\nj: 'k''l'\n"
    expect(valueOf(text)).toEqual({ a: [1, '2', { b: 'c' }], d: ['e', 'f\ng\n', 'h i'], j: "k'l" })
  })

  it('knows where every value and key is', () => {
    const text = '\uFEFFa:\r\n  - b: "c d"\r\n    e: &x |\r\n      f\r\n'
    expect(writtenAt(text, ['a', 0, 'b'])).toBe('"c d"')
    expect(writtenAt(text, ['a', 0, 'e'])).toBe('|\r\n      f\r\n')
    const entry = nodeAt(rootOf(text), ['a', 0])
    const key = entry?.kind === 'mapping' ? entry.entries.get('e')?.key.span : undefined
    expect(text.slice(key?.start, key?.end)).toBe('e')
  })

  it('ends lines at carriage returns', () => {
    const text = 'a:\r  - b: c\r    e: |\r      f\r      g\r'
    expect(valueOf(text)).toEqual({ a: [{ b: 'c', e: 'f\ng\n' }] })
    expect(writtenAt(text, ['a', 0, 'b'])).toBe('c')
  })

  it.each([
    ['nothing', ''],
    ['a comment', '# nothing\n'],
    ['blank lines', '\n\n'],
  ])('finds no document in a file of %s', (_, text) => {
    expect(parseYaml('compose.yaml', text)).toEqual({ documents: [], diagnostics: [] })
  })

  it('reads each document of a file', () => {
    const { documents } = parseYaml('compose.yaml', 'a: 1\n---\nb: 2\n...\n---\n')
    expect(documents.map(toPlain)).toEqual([{ a: 1 }, { b: 2 }, null])
  })

  it('reads as YAML 1.2 whatever a directive says', () => {
    expect(valueOf('%YAML 1.1\n---\na: yes\nb: 1:30\n')).toEqual({ a: 'yes', b: '1:30' })
  })

  it('takes a "-" alone in brackets for text', () => {
    expect(valueOf('a: [-, b, -]\nc: {d: -, e: -,f: [-], -: g}\nh:\n- [-,i]\n- -\n')).toEqual({
      a: ['-', 'b', '-'],
      c: { d: '-', e: '-', f: ['-'], '-': 'g' },
      h: [['-', 'i'], [null]],
    })
    expect(writtenAt('a: [b, -, c]', ['a', 1])).toBe('-')
    expect(writtenAt('a: [b, -, c]', ['a', 2])).toBe('c')
  })

  it.each(['[- a]', '[ - ]', '{a: - }', '[- , a]'])('refuses the mark of a list item in %s', (text) => {
    expect(problemsOf(text)).toHaveLength(1)
  })

  it('lets a comment follow a quote or bracket at once', () => {
    expect(valueOf('a: "b"#c\nd: [e]#f\n')).toEqual({ a: 'b', d: ['e'] })
  })

  it('keeps "__proto__" an ordinary key', () => {
    expect(Object.keys(Object(valueOf('__proto__: 1\n')))).toEqual(['__proto__'])
  })

  it('keeps all digits of a large number as text', () => {
    const node = nodeAt(rootOf('a: 12345678901234567890\n'), ['a'])
    expect(node?.kind === 'scalar' && scalarText(node)).toBe('12345678901234567890')
  })

  it('finds the nearest place for a path that does not exist', () => {
    expect(writtenAt('a: {b: [c]}\n', ['a', 'b', 3, 'x'])).toBe('[c]')
  })
})

describe('indentation inside quotes and brackets', () => {
  it.each([
    ['quotes', 'a:\n  b: "c\n  d"\n  e: 1\n', { a: { b: 'c d', e: 1 } }],
    ['quotes that close below their key', "a:\n  b: '\n    c\n'\n", { a: { b: ' c ' } }],
    ['escapes and doubled quotes', "a: [\"\\\"\nb\", 'it''s\n']\n", { a: ['" b', "it's "] }],
    ['lists', 'a:\n  b: ["c", # [\n  "d",\ne]\n  f: 1\n', { a: { b: ['c', 'd', 'e'], f: 1 } }],
    ['mappings in lists', 'a:\n- {b: [c,\nd], e: "\n"}\n- f\n', { a: [{ b: ['c', 'd'], e: ' ' }, 'f'] }],
    ['several places', 'a: [b,\nc]\nd: [e,\nf]\ng: "h\ni"\n', { a: ['b', 'c'], d: ['e', 'f'], g: 'h i' }],
  ])('may be any for %s, as in go-yaml', (_, text, value) => {
    expect(valueOf(text)).toEqual(value)
  })

  it('does not shift the places of what follows', () => {
    const text = 'a:\n  b: ["c",\n  "d"]\n  e: f\n'
    expect([
      writtenAt(text, ['a', 'b']),
      writtenAt(text, ['a', 'b', 1]),
      writtenAt(text, ['a', 'e']),
    ]).toEqual(['["c",\n  "d"]', '"d"', 'f'])
    expect(problemsOf('a: [b,\nc]\nd: @x\ne: "\n')).toEqual([
      'CMP103 3:4 an unquoted value cannot start with this character',
      'CMP103 4:4 a double quote is not closed',
    ])
  })
})

describe('tags', () => {
  it('applies the YAML tags and ignores unknown ones', () => {
    const text =
      'a: !!str 12\nb: !!int "0x10"\nc: !!float 3\nd: !!binary aGk=\ne: !own 12\nf: ! 12\ng: !!null ""\n'
    expect(valueOf(text)).toEqual({ a: '12', b: 16, c: 3, d: 'hi', e: 12, f: '12', g: null })
  })

  it('keeps !reset and !override on the node', () => {
    const root = rootOf('a: !reset null\nb: !override [1]\nc: !override {d: 1}\n')
    expect(['a', 'b', 'c'].map((key) => nodeAt(root, [key])?.tag)).toEqual(['reset', 'override', 'override'])
  })

  it('reports a text that does not fit its tag', () => {
    expect(problemsOf('a: !!int abc\nb: !!bool yes\nc: !!binary "?"\nd: !!timestamp x\n')).toEqual([
      'CMP108 1:10 "abc" is not an integer, which the tag "!!int" asks for',
      'CMP108 2:11 "yes" is not true or false, which the tag "!!bool" asks for',
      'CMP108 3:13 a value with the tag "!!binary" is not in base64',
      'CMP108 4:16 "x" is not a time, which the tag "!!timestamp" asks for',
    ])
  })
})

describe('aliases and merge keys', () => {
  it('follows aliases and says that it did', () => {
    const text = 'x: &x {a: [1]}\ny: *x\n'
    expect(valueOf(text)).toEqual({ x: { a: [1] }, y: { a: [1] } })
    expect(writtenAt(text, ['y'])).toBe('{a: [1]}')
    const hops = nodeAt(rootOf(text), ['y'])?.origin.hops ?? []
    expect(hops.map(({ how, span }) => [how, text.slice(span?.start, span?.end)])).toEqual([['alias', '*x']])
  })

  it('takes the anchor defined last, also when it is inside the other', () => {
    expect(valueOf('a: &x 1\nb: &x 2\nc: *x\n')).toEqual({ a: 1, b: 2, c: 2 })
    expect(valueOf('a: &x {b: &x 2}\nc: *x\n')).toEqual({ a: { b: 2 }, c: 2 })
  })

  it('reads an alias as a key', () => {
    expect(valueOf('a: &x k\n*x : v\n')).toEqual({ a: 'k', k: 'v' })
  })

  it('merges mappings, own keys first, then the first of a list', () => {
    const text = 'a: &a {k: 1, l: 1}\nb: &b {k: 2, m: 2}\nc:\n  <<: [*a, *b, {n: 3}]\n  l: own\n'
    expect(valueOf(text)).toMatchObject({ c: { l: 'own', k: 1, m: 2, n: 3 } })
  })

  it('merges a list that is itself an alias', () => {
    expect(valueOf('a: &a [{k: 1}, {k: 2, l: 2}]\nb: {<<: *a}\n')).toMatchObject({ b: { k: 1, l: 2 } })
  })

  it('merges what the merged mapping merges', () => {
    expect(valueOf('a: &a {k: 1}\nb: &b {<<: *a, l: 2}\nc: {<<: *b}\n')).toMatchObject({ c: { k: 1, l: 2 } })
  })

  it('gives merged values the alias they came through', () => {
    const text = 'a: &a {k: 1}\nb: {<<: *a}\n'
    const hops = nodeAt(rootOf(text), ['b', 'k'])?.origin.hops ?? []
    expect(hops.map(({ how, span }) => [how, span?.start])).toEqual([['alias', text.indexOf('*a')]])
  })

  it('takes a quoted "<<" for a key', () => {
    expect(valueOf('a: {"<<": 1}\n')).toEqual({ a: { '<<': 1 } })
  })

  it('reports aliases and merge keys that lead nowhere', () => {
    expect(problemsOf('a: &base 1\nb: *bsae\nc: &c [*c]\nd: {<<: 3}\ne:\n  <<:\nf: {<<: [*base]}\n')).toEqual(
      [
        'CMP111 2:4 there is no anchor "&bsae" before this alias',
        'CMP111 3:8 the alias "*c" is inside the value it stands for',
        'CMP111 4:9 the merge key "<<" in "d" needs a mapping or a list of mappings',
        'CMP111 6:3 the merge key "<<" in "e" needs a mapping or a list of mappings',
        'CMP111 7:9 the merge key "<<" in "f" needs a mapping or a list of mappings',
      ],
    )
  })

  it('suggests the anchor that was meant', () => {
    expect(parseYaml('f', 'a: &base 1\nb: *bsae\n').diagnostics[0]?.hint).toBe('did you mean "*base"?')
  })
})

describe('keys', () => {
  it('reports keys that are given twice, with both places', () => {
    const text = 'a: 1\nb: {c: 1, "c": 2}\na: 2\n<<: {}\n<<: {}\n'
    expect(problemsOf(text)).toEqual([
      'CMP105 2:11 the key "c" is given twice in "b"',
      'CMP105 3:1 the key "a" is given twice at the top level',
      'CMP105 5:1 the key "<<" is given twice at the top level',
    ])
    const related = parseYaml('f', text).diagnostics.map((diagnostic) => diagnostic.related?.[0]?.span.start)
    expect(related).toEqual([text.indexOf('c:'), 0, text.indexOf('<<')])
  })

  it('reports keys that are not strings', () => {
    expect(
      problemsOf(
        's:\n  1: a\n  true: b\n  ~: c\n  0x10: d\n  2001-01-01: e\n  ? [f]\n  : g\n  on: h\n  !!str 2: i\n',
      ),
    ).toEqual([
      'CMP106 2:3 the key "1" in "s" is not a string',
      'CMP106 3:3 the key "true" in "s" is not a string',
      'CMP106 4:3 the key "~" in "s" is not a string',
      'CMP106 5:3 the key "0x10" in "s" is not a string',
      'CMP106 6:3 the key "2001-01-01" in "s" is not a string',
      'CMP106 7:5 a key in "s" is not a string',
    ])
  })
})

describe('syntax errors', () => {
  it.each([
    ['a: b: c\n', 'CMP103 1:4 a mapping or list cannot start on the line of its key'],
    ['a:\n\t- b\n', 'CMP103 2:1 a tab in the indentation'],
    ['a: "b\nc: d\n', 'CMP103 1:4 a double quote is not closed'],
    ["a: 'b\n", 'CMP103 1:4 a single quote is not closed'],
    ['a: [1, 2\nb: 3\n', 'CMP103 1:4 a "[" is not closed'],
    ['a: {b: 1\n', 'CMP103 1:4 a "{" is not closed'],
    ['a: [b, {c: d]\n', 'CMP103 1:8 a "{" is not closed'],
    ['a: "b\nc: "d"\n', 'CMP103 1:4 a double quote is not closed'],
    ["a: 'b\n- 'd'\n", 'CMP103 1:4 a single quote is not closed'],
    ['a:\n  b: c\n   d: e\n', 'CMP103 3:4 the indentation does not fit the lines before it'],
    ['a:\n  b: c\n\t- d\n', 'CMP103 3:1 a tab in the indentation'],
    ['a: @b\n', 'CMP103 1:4 an unquoted value cannot start with this character'],
    ['a\nb: c\n', 'CMP103 1:1 a key goes over several lines'],
    ['a: "\\q"\n', 'CMP103 1:5 an escape that double quotes do not know'],
    ['a: }\n', 'CMP103 1:4 unexpected "}"'],
    ['a: "b" c\n', 'CMP103 1:8 text after the end of a value'],
    ['a: - b\n', 'CMP103 1:4 a list cannot start on the line of its key'],
    ['a: |x\n  b\n', 'CMP103 1:5 text after the "|" or ">" of a block value'],
    ['a:\n  b: 1\n c: 2\n', 'CMP103 3:2 the indentation does not fit the lines before it'],
    ['a: b\n- c\n', 'CMP103 2:1 a list item among the keys of a mapping'],
    ['a: ["b" "c"]\n', 'CMP103 1:9 a "," is missing before this'],
    ['a: *\n', 'CMP103 1:4 an alias or anchor without a name'],
    ['a: !x!y z\n', 'CMP103 1:4 a tag with a prefix that is not declared'],
  ])('explains %j', (text, problem) => {
    expect(problemsOf(text)[0]).toBe(problem)
  })

  it('reports the first that breaks the structure, and nothing after it', () => {
    expect(problemsOf('a: 1\na: 2\nb\nc: @d\nc: 1\n')).toEqual([
      'CMP105 2:1 the key "a" is given twice at the top level',
      'CMP103 3:1 a key without ":"',
    ])
  })

  it('reports wrong words one a line, together with the mistakes before the first', () => {
    expect(problemsOf('a: 1\na: 2\nb: @x\nc: `y\nd: 1\nd: 2\n')).toEqual([
      'CMP105 2:1 the key "a" is given twice at the top level',
      'CMP103 3:4 an unquoted value cannot start with this character',
      'CMP103 4:4 an unquoted value cannot start with this character',
    ])
  })
})

describe('limits', () => {
  const doubling = (levels: number): string => {
    const lines = Array.from(
      { length: levels },
      (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]\n`,
    )
    return `a0: &a0 [x]\n${lines.join('')}`
  }

  it.each([
    ['flow lists', '['.repeat(50_000)],
    ['block lists', `${'- '.repeat(20_000)}a`],
    ['mappings', `${'{a: '.repeat(20_000)}b`],
  ])('refuses %s that are nested too deeply', (_, text) => {
    expect(problemsOf(text).map((problem) => problem.slice(0, 6))).toEqual(['CMP112'])
  })

  it('accepts an anchor that is used hundreds of times', () => {
    expect(problemsOf(`x: &x {a: 1, b: [2, 3]}\ny: [${'*x, '.repeat(2_000)}*x]\n`)).toEqual([])
  })

  it('refuses aliases that make a small file large, once and with the place', () => {
    expect(problemsOf(doubling(40))).toEqual([
      'CMP112 16:12 the aliases of this document repeat more than 100000 values',
    ])
  })

  it('refuses a large file that is made to grow before it is parsed', () => {
    expect(problemsOf(growing('flow lists')).map((problem) => problem.slice(0, 6))).toEqual(['CMP112'])
  })

  it('does not take text of a large file for aliases', () => {
    const script = '      run a & wait *b && c *a\n'
    expect(problemsOf(`a: &a [1]\nb: [*a, "*a"]\nc: |\n${script.repeat(5_000)}`)).toEqual([])
  })
})

describe('merge conflicts', () => {
  it('are reported instead of what they break', () => {
    const conflict = '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n'
    expect(problemsOf(`${conflict}b: 3\n${conflict}`)).toEqual([
      'CMP103 1:1 a merge conflict that is not resolved',
      'CMP103 7:1 a merge conflict that is not resolved',
    ])
  })

  it('are not seen in text', () => {
    expect(valueOf('a: |\n  <<<<<<< HEAD\nb: 1\n')).toEqual({ a: '<<<<<<< HEAD\n', b: 1 })
  })
})
