import { absolutePath } from '../../load/paths.ts'
import { apply } from '../../app/apply.ts'
import type { GlobalValues, Invocation } from '../command-spec.ts'
import type { applyFlags } from '../flags/plan.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'
import { UsageMistake } from '../usage-mistake.ts'

/** Carries out a plan that `compose plan -o FILE` has saved. */
export async function runApply(
  { globals, flags, names }: Invocation<typeof applyFlags>,
  shell: Shell,
): Promise<number> {
  const [name, ...others] = names
  if (name === undefined || others.length > 0) throw new UsageMistake('apply takes the file of one plan')
  refuseChoices(globals)
  const options = {
    title: 'apply',
    quietPull: flags['quiet-pull'],
    quietBuild: flags['quiet-build'],
    ...timeWish(flags),
  }
  return inSession({ globals, shell, options }, (session) =>
    apply(session.surroundings, {
      name,
      path: name === '-' ? name : absolutePath(name, shell.currentDirectory, ''),
      environment: session.loadRequest.environment,
      quietPull: flags['quiet-pull'],
      dryRun: globals['dry-run'],
    }),
  )
}

/** They would contradict the plan, or say the same once more. */
function refuseChoices(globals: GlobalValues): void {
  for (const flag of ['file', 'profile', 'env-file'] as const) {
    if (globals[flag].length > 0) refuse(flag)
  }
  for (const flag of ['project-name', 'project-directory', 'workdir'] as const) {
    if (globals[flag] !== undefined) refuse(flag)
  }
}

function refuse(flag: string): never {
  throw new UsageMistake(`--${flag} and apply cannot be combined`, 'The plan says which project it is for.')
}
