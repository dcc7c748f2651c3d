import type { LogsRequest } from '../../app/logs.ts'
import { showLogs } from '../../app/logs.ts'
import type { Invocation } from '../command-spec.ts'
import type { logsFlags } from '../flags/logs.ts'
import { lineFilter } from '../line-filter.ts'
import type { Shell } from '../shell.ts'
import { inSession } from '../session.ts'
import type { RequestContext } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runLogs(invocation: Invocation<typeof logsFlags>, shell: Shell): Promise<number> {
  const { flags, globals } = invocation
  return inSession({ globals, shell }, (session) => {
    const view = session.logView({
      noColor: flags['no-color'],
      noPrefix: flags['no-log-prefix'],
      timestamps: flags.timestamps ? 'engine' : 'none',
      attached: false,
      json: globals.json,
      filter: lineFilter(flags),
    })
    return showLogs(session.surroundings, { ...logsRequest(invocation, session), view })
  })
}

/** What the flags of `logs` ask for. Spec: 5. */
export function logsRequest(
  { flags, globals, names }: Invocation<typeof logsFlags>,
  { loadRequest }: RequestContext,
): Omit<LogsRequest, 'view'> {
  const { since, until } = flags
  // Containers are counted from 1: 0 stands for none in particular.
  const index = flags.index === 0 ? undefined : flags.index
  if (index !== undefined && names.length !== 1) {
    throw new UsageMistake(
      '--index needs one service',
      'Name the service whose container is meant: compose logs --index 2 web',
    )
  }
  const tail = readTail(flags.tail)
  return {
    load: loadRequest,
    services: names,
    follow: flags.follow,
    ...(tail === undefined ? {} : { tail }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    timestamps: flags.timestamps || globals.json,
    ...(index === undefined ? {} : { index }),
  }
}

/** A negative number means all of it, as it does for the engine. */
function readTail(text: string | undefined): number | undefined {
  if (text === undefined || text === 'all' || /^-\d+$/u.test(text)) return undefined
  if (/^\d+$/u.test(text)) return Number(text)
  throw new UsageMistake(`--tail cannot be "${text}"`, 'It takes a number of lines, or all.')
}
