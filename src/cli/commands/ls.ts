import { listProjects, type ListedProject } from '../../app/list-projects.ts'
import { formatProjectsJson, formatProjectsTable } from '../../render/projects-text.ts'
import type { Invocation } from '../command-spec.ts'
import type { lsFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'
import type { Json } from '../../units/json.ts'

export async function runLs({ globals, flags }: Invocation<typeof lsFlags>, shell: Shell): Promise<number> {
  const patterns = flags.filter.map(readFilter)
  return inSession({ globals, shell }, async ({ surroundings }) => {
    const all = await listProjects(surroundings, { all: flags.all })
    const projects = all.filter(
      ({ name }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(name)),
    )
    if (shell.report !== undefined) shell.report.result({ projects: projects.map(projectJson) })
    else if (flags.quiet) shell.stdout.write(projects.map(({ name }) => `${name}\n`).join(''))
    else if (flags.format === 'json') shell.stdout.write(formatProjectsJson(projects))
    else shell.stdout.write(formatProjectsTable(projects))
    return { kind: 'done' }
  })
}

function projectJson({ name, status, configFiles }: ListedProject): Json {
  return { name, status, configFiles: configFiles.split(',') }
}

function readFilter(filter: string): RegExp {
  const [, pattern] = /^name=(.*)$/u.exec(filter) ?? []
  if (pattern === undefined)
    throw new UsageMistake(`--filter cannot be "${filter}"`, 'The only filter is name=REGEX.')
  try {
    return new RegExp(pattern, 'u')
  } catch {
    throw new UsageMistake(
      `--filter cannot be "${filter}"`,
      'What follows "name=" is not a regular expression.',
    )
  }
}
