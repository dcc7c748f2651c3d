import { describe, expect, it } from 'vitest'
import { placeCopy, type CopyTarget } from '../../src/archive/copy-place.ts'

const file = { isDirectory: false, name: 'one', contentsOnly: false }
const folder = { isDirectory: true, name: 'src', contentsOnly: false }
const contents = { ...folder, contentsOnly: true }

function target(changes: Partial<CopyTarget>): CopyTarget {
  return {
    path: '/in/there',
    parent: '/in',
    name: 'there',
    exists: false,
    isDirectory: false,
    mustBeDirectory: false,
    ...changes,
  }
}
const nothing = target({})
const aFolder = target({ exists: true, isDirectory: true })
const aFile = target({ exists: true })

describe('placeCopy', () => {
  it.each([
    ['a file into a folder', file, aFolder, { directory: '/in/there', name: 'one' }],
    ['a file over a file', file, aFile, { directory: '/in', name: 'there' }],
    ['a file under a new name', file, nothing, { directory: '/in', name: 'there' }],
    ['a folder into a folder', folder, aFolder, { directory: '/in/there', name: 'src' }],
    ['a folder under a new name', folder, nothing, { directory: '/in', name: 'there' }],
    ['contents into a folder', contents, aFolder, { directory: '/in/there' }],
    ['contents as a new folder', contents, nothing, { directory: '/in', name: 'there' }],
    [
      'a folder with a slash after its new name',
      folder,
      target({ mustBeDirectory: true }),
      { directory: '/in', name: 'there' },
    ],
  ])('puts %s', (_what, source, to, place) => {
    expect(placeCopy(source, to)).toEqual(place)
  })

  it.each([
    ['a folder onto a file', folder, aFile, 'a folder cannot be copied onto a file'],
    [
      'a file into a folder that is not there',
      file,
      target({ mustBeDirectory: true }),
      'there is no such folder',
    ],
    ['a file into a file', file, target({ exists: true, mustBeDirectory: true }), 'it is not a folder'],
  ])('refuses %s', (_what, source, to, reason) => {
    expect(placeCopy(source, to)).toBe(reason)
  })
})
