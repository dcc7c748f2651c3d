import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBuildFiles } from './build-files.ts'
import type { Tool } from './tools.ts'
import type { BenchCase } from './cases.ts'

/** One side of a case: a tool with a project of its own, or bare Node as the floor of start-up time. */
export interface Contestant {
  readonly name: Tool['name'] | 'node'
  readonly command: readonly string[]
  readonly project?: BenchProject
}

/** A tool's own copy of a case's project. Cases with the same file share it. */
export interface BenchProject {
  readonly name: string
  readonly tool: Tool
  readonly file: string
}

/** The sides that take part in a case; the Compose file is written below `folder`. */
export function contestantsOf(one: BenchCase, tools: readonly Tool[], folder: string): readonly Contestant[] {
  const sides = tools.map((tool) => ofTool(one, tool, folder))
  if (!one.bars.some((bar) => 'maxMsOverNode' in bar)) return sides
  return [...sides, { name: 'node', command: [process.execPath, '-e', '0'] }]
}

/** Runs a tool on a project. */
export function projectCommand(project: BenchProject, args: readonly string[]): readonly string[] {
  return [...project.tool.command, '-p', project.name, '-f', project.file, ...args]
}

function ofTool(one: BenchCase, tool: Tool, folder: string): Contestant {
  if (one.file === undefined) return { name: tool.name, command: [...tool.command, ...one.args] }
  const project = writeProject(one, tool, folder)
  return { name: tool.name, command: projectCommand(project, one.args), project }
}

function writeProject(one: BenchCase, tool: Tool, folder: string): BenchProject {
  const shape = one.shape ?? one.name
  const file = join(folder, shape, 'compose.yaml')
  mkdirSync(join(folder, shape), { recursive: true })
  writeFileSync(file, one.file ?? '')
  if (one.context) writeBuildFiles(join(folder, shape, 'context'), one.context)
  return { name: `gantry-bench-${shape}-${tool.name}`, tool, file }
}
