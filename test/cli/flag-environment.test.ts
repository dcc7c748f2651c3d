import { describe, expect, it } from 'vitest'
import { flagEnvironment } from '../../src/cli/environment.ts'
import type { LoadRequest } from '../../src/load/load-request.ts'
import { memoryReader } from '../support/memory-reader.ts'

const reader = memoryReader({ '/proj/.env': 'COMPOSE_PROGRESS=plain\nOTHER=1\n' })

function environmentOf(more: Partial<LoadRequest>): ReturnType<typeof flagEnvironment> {
  const bare = { files: [], currentDirectory: '/proj', profiles: [], envFiles: [], environment: { A: '1' } }
  return flagEnvironment({ ...bare, ...more }, reader)
}

describe('flagEnvironment', () => {
  it('has the variables of the program from ".env"', async () => {
    expect(await environmentOf({})).toEqual({ A: '1', COMPOSE_PROGRESS: 'plain' })
  })

  it('has none of them where the first file comes from elsewhere, unless a folder is named', async () => {
    const files = ['https://host.test/app.git', 'compose.yaml']
    expect(await environmentOf({ files })).toEqual({ A: '1' })
    expect(await environmentOf({ files: files.toReversed() })).toHaveProperty('COMPOSE_PROGRESS')
    expect(await environmentOf({ files, projectDirectory: '.' })).toHaveProperty('COMPOSE_PROGRESS')
  })
})
