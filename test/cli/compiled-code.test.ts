import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { codeFolder, functionText } from '../../src/cli/part-text.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const code = join('dist/command', codeFolder)

function hasCode(part: string): boolean {
  const filename = part
  const cachedData = readFileSync(join(code, part))
  const source = functionText(readFileSync(join('dist/command', part), 'utf8'))
  return new Script(source, { filename, cachedData }).cachedDataRejected === false
}

// Node 22 and later keep compiled code by themselves.
describe.skipIf('enableCompileCache' in nodeModule)('the compiled code of the command', () => {
  it('is there for every part, and Node takes it', () => {
    const parts = readdirSync('dist/command').filter((name) => existsSync(join(code, name)))
    expect(parts.length).toBeGreaterThan(10)
    expect(parts.filter((part) => !hasCode(part))).toEqual([])
  })

  it('is not needed: what Node refuses is compiled again', async () => {
    await using directory = await TemporaryDirectory.create()
    const dist = directory.join('dist')
    cpSync('dist', dist, { recursive: true })
    for (const name of readdirSync(code)) writeFileSync(join(dist, 'command', codeFolder, name), 'not code')
    const run = (program: string): string =>
      execFileSync(process.execPath, ['--', program, 'up', '--help'], { encoding: 'utf8' })
    expect(run(join(dist, 'compose.js'))).toBe(run('dist/compose.js'))
  })
})
