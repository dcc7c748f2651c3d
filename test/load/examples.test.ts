import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createFileReader } from '../../src/load/file-reader.ts'
import { loadProject } from '../../src/load/load-project.ts'

const root = fileURLToPath(new URL('../../examples', import.meta.url))
const examples = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe('the examples', () => {
  it.each(examples.map(({ name }) => name))('loads %s without a remark', async (name) => {
    const request = {
      files: [],
      currentDirectory: `${root}/${name}`,
      profiles: ['*'],
      envFiles: [],
      environment: { HOME: '/home/me' },
    }
    const result = await loadProject(
      request,
      createFileReader(() => Readable.from([])),
    )
    expect(result.ok ? result.warnings : result.diagnostics).toEqual([])
  })
})
