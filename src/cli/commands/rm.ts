import type { Surroundings } from '../../app/surroundings.ts'
import { remove } from '../../app/remove.ts'
import type { Invocation } from '../command-spec.ts'
import type { rmFlags } from '../flags/life.ts'
import { answerFromInput } from '../confirm.ts'
import { servicesRequest } from '../services-request.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'

export async function runRm(invocation: Invocation<typeof rmFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  return inSession({ globals, shell, options: { title: 'rm' } }, (session) =>
    remove(asking(session.surroundings, shell), {
      ...servicesRequest(invocation, session),
      stop: flags.stop,
      anonymousVolumes: flags.volumes,
      ...(flags.force ? { announce: (text: string) => void shell.stdout.write(`${text}\n`) } : {}),
    }),
  )
}

/** Scripts answer by standard input, as they do Docker Compose. */
function asking(surroundings: Surroundings, shell: Shell): Surroundings {
  if (shell.ask !== undefined) return surroundings
  const confirm: Surroundings['host']['confirm'] = (question) => answerFromInput(question, shell)
  return { ...surroundings, host: { ...surroundings.host, confirm } }
}
