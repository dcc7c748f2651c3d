import { describe, expect, it } from 'vitest'
import { readCopyOperands } from '../../src/cli/copy-operands.ts'

describe('readCopyOperands', () => {
  it.each([
    ['web:/a', 'b', { direction: 'out', service: 'web', path: '/a', local: 'b' }],
    ['web:a:b', '-', { direction: 'out', service: 'web', path: 'a:b', local: '-' }],
    ['-', 'web:/a', { direction: 'in', service: 'web', path: '/a', local: '-' }],
    ['./a:b', 'web:/a', { direction: 'in', service: 'web', path: '/a', local: './a:b' }],
    ['/a:b', 'web:/a', { direction: 'in', service: 'web', path: '/a', local: '/a:b' }],
  ])('reads %s %s', (first, second, operands) => {
    expect(readCopyOperands([first, second])).toEqual(operands)
  })

  it.each([
    [['a'], 'cp takes two paths'],
    [['a', 'b', 'c'], 'cp takes two paths'],
    [['', 'web:/a'], 'The source is empty'],
    [['web:/a', ''], 'The destination is empty'],
    [['a', 'b'], 'One of the paths has to be in a container'],
    [['a:/x', 'b:/x'], 'cp does not copy from one service to another'],
    [['a', 'web:'], '"web:" names no path in the container'],
  ])('refuses %j', (names, message) => {
    expect(() => readCopyOperands(names)).toThrow(message)
  })
})
