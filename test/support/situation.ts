import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { RealProject } from './real-project.ts'

/** Something that goes wrong on a real engine, and what is to be said of it. */
export interface Situation {
  /** As the end of a sentence: "an image that is nowhere". */
  readonly name: string
  /** The Compose file; the line that is at fault ends in "# here". */
  readonly yaml: string
  /** Further files by name. */
  readonly files?: Readonly<Record<string, string>>
  /** What was done before, whatever its outcome. */
  readonly before?: readonly (readonly string[])[]
  /** By default `up -d`. */
  readonly run?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly code: `CMP${number}`
  readonly says: RegExp
  readonly cure: RegExp
  /** By default 1. */
  readonly exit?: number
}

const here = /#\s*here\s*$/u

/** Brings it about and holds what is said against what should be: code, words, place, cure and exit code. */
export async function expectSituation(situation: Situation): Promise<void> {
  const { yaml, files = {}, before = [], run = ['up', '-d'], env } = situation
  await using project = await RealProject.create(yaml)
  for (const [name, text] of Object.entries(files)) {
    const path = join(project.directory, name)
    await mkdir(dirname(path), { recursive: true })
    await project.write(name, text)
    await chmod(path, 0o755)
  }
  for (const args of before) await project.compose(['--progress', 'quiet', ...args])
  const { code, stdout, stderr } = await project.compose(['--progress', 'quiet', ...run], env)
  const text = `${stdout}\n${stderr}`
  const said = blocks(text).find((block) => block.startsWith(situation.code)) ?? `not said:\n${text}`
  expect(said).toMatch(situation.says)
  expect(said.replaceAll(/\s+/gu, ' ')).toMatch(situation.cure)
  const line = yaml.split('\n').findIndex((one) => here.test(one)) + 1
  if (line > 0) expect(said).toContain(`compose.yaml:${line}:`)
  expect(code).toBe(situation.exit ?? 1)
}

/** Each diagnostic from its code on, without what names its severity. */
function blocks(text: string): readonly string[] {
  return text.split(/^(?:error|warning) (?=CMP\d)/mu)
}
