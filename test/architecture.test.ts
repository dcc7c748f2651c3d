import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allowedImports, packageHomes, type Folder } from './architecture-rules.ts'

const folders = Object.keys(allowedImports).filter(isFolder)

function isFolder(name: string): name is Folder {
  return Object.hasOwn(allowedImports, name)
}

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

interface Import {
  readonly file: string
  readonly target: string
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function sourceFiles(): readonly string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('load/generated'))
    .map((file) => join(source, file))
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(importPattern)].map((match) => ({ file, target: match[1] ?? match[2] ?? '' }))
}

function folderOf(file: string): Folder | undefined {
  const path = relative(source, file)
  return folders
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .toSorted((a, b) => b.length - a.length)[0]
}

const files = sourceFiles()
const imports = files.flatMap(importsOf)
const inner = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target }) => ({ file, target: resolve(dirname(file), target) }))

describe('architecture', () => {
  it('sees the whole tree', () => {
    expect(files.length).toBeGreaterThan(120)
    expect(inner.length).toBeGreaterThan(300)
  })

  it('has a rule for every file', () => {
    expect(files.filter((file) => folderOf(file) === undefined)).toEqual([])
  })

  it('imports only what the folder may know', () => {
    const broken = inner.flatMap(({ file, target }) => {
      const from = folderOf(file)
      const to = folderOf(target)
      if (from === undefined || to === undefined || from === to) return []
      const rule = allowedImports[from]
      if (rule.may === 'anything' || rule.may.includes(to)) return []
      return [`${relative(source, file)} imports ${relative(source, target)}: ${rule.because}`]
    })
    expect(broken).toEqual([])
  })

  it('keeps each package in its home', () => {
    const broken = imports
      .filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:'))
      .flatMap(({ file, target }) => {
        const name = target.split('/')[0] ?? target
        const homes = packageHomes[name] ?? []
        const path = relative(source, file)
        return homes.some((home) => path === home || path.startsWith(`${home}/`))
          ? []
          : [`${path} imports ${name}`]
      })
    expect(broken).toEqual([])
  })

  it('touches the outside only where it may', () => {
    const broken = files.flatMap((file) => {
      const path = relative(source, file)
      const folder = folderOf(file)
      if (folder !== undefined && allowedImports[folder].outside === true) return []
      const text = withoutComments(readFileSync(file, 'utf8'))
      const touches = /\bprocess\.|\bconsole\.|from 'node:(?:fs|net|http|child_process|tty|process)/.exec(
        text,
      )
      return touches === null || outsideExceptions.has(path) ? [] : [`${path}: ${touches[0]}`]
    })
    expect(broken).toEqual([])
  })

  it('has no cycles', () => {
    expect(findCycle(inner)).toBeUndefined()
  })
})

/** The one reader of files that the loader is given. */
const outsideExceptions = new Set(['load/file-reader.ts'])

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}

function findCycle(edges: readonly Import[]): readonly string[] | undefined {
  const next = new Map<string, string[]>()
  for (const { file, target } of edges) next.set(file, [...(next.get(file) ?? []), target])
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file))
      return [...path.slice(path.indexOf(file)), file].map((one) => relative(source, one))
    if (done.has(file)) return undefined
    for (const target of next.get(file) ?? []) {
      const cycle = visit(target, [...path, file])
      if (cycle !== undefined) return cycle
    }
    done.add(file)
    return undefined
  }
  for (const file of next.keys()) {
    const cycle = visit(file, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}
