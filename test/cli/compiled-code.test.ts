import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { openPack, packFolder } from '../../src/cli/packed-parts.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const [program = ''] = /program-[A-Z0-9]+\.cjs/.exec(readFileSync('dist/compose.js', 'utf8')) ?? []
const pack = packFolder('command', program)
const { outputs }: { readonly outputs: object } = JSON.parse(readFileSync('dist/meta.json', 'utf8'))
const parts = Object.keys(outputs).flatMap((path) => (path.endsWith('.cjs') ? [basename(path)] : []))

function hasCode(name: string): boolean {
  const packed = openPack(join('dist', pack))?.partOf(name)
  if (packed === undefined) return false
  const script = new Script(packed.text, { filename: name, cachedData: packed.code })
  return script.cachedDataRejected === false
}

function helpOf(program: string): string {
  return execFileSync(process.execPath, ['--', program, 'up', '--help'], { encoding: 'utf8' })
}

describe('the packed parts of the command', () => {
  it('have code that Node takes', () => {
    expect(parts.length).toBeGreaterThan(10)
    expect(parts.filter((part) => !hasCode(part))).toEqual([])
  })

  it('have code that Node takes again after its optimiser was held back', () => {
    const budget = openPack(join('dist', pack))?.budget ?? { usual: '', raised: '' }
    const takenUnder = (flags: string): boolean => {
      setFlagsFromString(flags)
      return hasCode(program)
    }
    expect([takenUnder(budget.raised), takenUnder(budget.usual)]).toEqual([false, true])
  })

  it('are compiled where Node refuses their code', async () => {
    await using directory = await TemporaryDirectory.create()
    cpSync('dist', directory.path, { recursive: true })
    writeFileSync(directory.join(pack, 'code'), '')
    expect(helpOf(directory.join('compose.js'))).toBe(helpOf('dist/compose.js'))
  })

  it('are not needed: another Node loads the parts one by one', async () => {
    await using directory = await TemporaryDirectory.create()
    cpSync('dist', directory.path, { recursive: true })
    rmSync(directory.join(pack), { recursive: true })
    expect(helpOf(directory.join('compose.js'))).toBe(helpOf('dist/compose.js'))
  })
})
