import { describe, expect, it } from 'vitest'
import { suggest } from '../../src/diagnostics/suggest.ts'

const fields = [
  'image',
  'build',
  'ports',
  'expose',
  'published',
  'environment',
  'env_file',
  'depends_on',
  'cpus',
  'init',
]

describe('suggest', () => {
  it.each([
    ['imgae', 'image'],
    ['publish', 'published'],
    ['enviroment', 'environment'],
    ['Environment', 'environment'],
    ['depend_on', 'depends_on'],
    ['depends-on', 'depends_on'],
    ['port', 'ports'],
    ['cpu', 'cpus'],
    ['envfile', 'env_file'],
    ['env_file_path', 'env_file'],
    ['img', 'image'],
  ])('takes %s for %s', (word, likely) => {
    expect(suggest(word, fields)).toBe(likely)
  })

  it.each(['x', 'volumes', 'restart', '', 'zzzzzzzzzzzz'])('has no idea what %j should be', (word) => {
    expect(suggest(word, fields)).toBeUndefined()
  })

  it('takes the nearest, and of equally near ones the first', () => {
    expect(suggest('webb', ['web-2', 'wab', 'web', 'webs'])).toBe('web')
    expect(suggest('wex', ['web', 'wet'])).toBe('web')
  })
})
