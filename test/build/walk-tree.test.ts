import { describe, expect, it } from 'vitest'
import type { FileEntry, FileTree } from '../../src/build/context/file-tree.ts'
import { byName } from '../../src/build/context/file-tree.ts'
import { followLinks } from '../../src/build/context/follow-links.ts'
import { readIgnoreLines } from '../../src/build/context/ignore-file.ts'
import { walkTree } from '../../src/build/context/walk-tree.ts'
import { treeOf } from './tree-of.ts'

async function walked(
  paths: readonly string[],
  excludes: readonly string[],
  includes: readonly string[] = [],
) {
  const seen: string[] = []
  for await (const entry of walkTree(treeOf(paths), { includes, excludes })) seen.push(entry.path)
  return seen
}

describe('walkTree', () => {
  const files = ['a/x.log', 'a/y', 'b/c/z', 'b/keep', 'top']

  it('tells directories before what is in them, names in order', async () => {
    expect(await walked(files, [])).toEqual(['a', 'a/x.log', 'a/y', 'b', 'b/c', 'b/c/z', 'b/keep', 'top'])
  })

  it('leaves out what is excluded, with all that is in it', async () => {
    expect(await walked(files, ['b', '**/*.log'])).toEqual(['a', 'a/y', 'top'])
  })

  it('keeps the way to an exception', async () => {
    expect(await walked(files, ['b', '!b/keep'])).toEqual(['a', 'a/x.log', 'a/y', 'b', 'b/keep', 'top'])
  })

  it('lets the last pattern decide', async () => {
    expect(await walked(files, ['**', '!a', 'a/y'])).toEqual(['a', 'a/x.log'])
  })

  it('tells only what is included, and the way to it', async () => {
    expect(await walked(files, [], ['b/c/z', 'top'])).toEqual(['b', 'b/c', 'b/c/z', 'top'])
  })

  it('includes all that is in a directory', async () => {
    expect(await walked(files, ['**/c'], ['b'])).toEqual(['b', 'b/keep'])
  })

  it('does not look into what cannot matter', async () => {
    const tree = treeOf(files)
    const looked: string[] = []
    const watched: FileTree = {
      ...tree,
      list: (directory) => {
        looked.push(directory)
        return tree.list(directory)
      },
    }
    const seen: FileEntry[] = []
    for await (const entry of walkTree(watched, { includes: [], excludes: ['b', '!top'] })) seen.push(entry)
    expect(looked).toEqual(['', 'a'])
  })
})

describe('followLinks', () => {
  const tree = treeOf(['real/deep/file', 'other', 'link -> real', 'real/up -> ../other', 'abs -> /real/deep'])

  it.each([
    [['other'], ['other']],
    [['missing/file'], ['missing/file']],
    [['link/deep/file'], ['link', 'real/deep/file']],
    [['link/up'], ['link', 'other', 'real/up']],
    [['abs/file'], ['abs', 'real/deep/file']],
    [['l*'], ['l*', 'real']],
    [['o*'], ['o*']],
    [['real', 'real/deep'], ['real']],
  ])('of %j are %j', async (paths, expected) => {
    expect(await followLinks(tree, paths)).toEqual(expected)
  })

  it('is everything where the top is asked for', async () => {
    expect(await followLinks(tree, ['other', '/'])).toBeUndefined()
  })
})

describe('readIgnoreLines', () => {
  it('takes comments and empty lines out and makes patterns relative', () => {
    const text = '\uFEFF# all\n/a/\r\n\n  b/../c  \n!/d\n#x\n! e\n/\n'
    expect(readIgnoreLines(text)).toEqual(['a', 'c', '!d', '!e', '/'])
  })
})

describe('byName', () => {
  it('orders as the bytes of names do', () => {
    expect(['\u{1F600}', '\uFF5E', 'b', 'a.c', 'a'].toSorted(byName)).toEqual([
      'a',
      'a.c',
      'b',
      '\uFF5E',
      '\u{1F600}',
    ])
  })
})
