import { listContainers } from '../../app/ps.ts'
import type { ListRequest } from '../../app/ps.ts'
import type { ContainerView } from '../../render/container-view.ts'
import { formatPsJson } from '../../render/ps-json.ts'
import { formatPsTable } from '../../render/ps-table.ts'
import { containerJson } from '../../render/container-json.ts'
import { formatPsTemplate } from '../../render/ps-template.ts'
import type { Invocation } from '../command-spec.ts'
import { viewOf } from '../container-view.ts'
import type { psFlags } from '../flags/ps.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { inSession } from '../session.ts'
import { withTemplate } from '../template-mistake.ts'
import type { RequestContext } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runPs(invocation: Invocation<typeof psFlags>, shell: Shell): Promise<number> {
  const { flags, globals } = invocation
  return inSession({ globals, shell }, async (session) => {
    const { ending, containers } = await listContainers(
      session.surroundings,
      listRequest(invocation, session),
    )
    if (ending.kind !== 'done') return ending
    // Not given at all it is a table, whatever the docker command lists by itself.
    const format =
      flags.format === '' ? (await session.surroundings.clientSettings?.())?.psFormat : flags.format
    const views = containers.map(viewOf)
    showResult(shell, {
      result: () => ({ containers: views.map(containerJson) }),
      text: () => formatted(views, { ...flags, format }, shell),
    })
    return ending
  })
}

const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']

/** What the flags of `ps` ask for. Spec: 1.9. */
export function listRequest(
  { flags, names }: Invocation<typeof psFlags>,
  { loadRequest }: RequestContext,
): ListRequest {
  const statuses = [...flags.status, ...flags.filter.map(readFilter)]
  const unknown = statuses.find((status) => !states.includes(status))
  if (unknown !== undefined)
    throw new UsageMistake(`--status cannot be "${unknown}"`, `It takes one of ${states.join(', ')}.`)
  return { load: loadRequest, services: names, all: flags.all, statuses, orphans: flags.orphans }
}

function readFilter(filter: string): string {
  const [, status] = /^status=(.*)$/u.exec(filter) ?? []
  if (status === undefined)
    throw new UsageMistake(`--filter cannot be "${filter}"`, 'The only filter is status=STATUS.')
  return status
}

function formatted(
  containers: readonly ContainerView[],
  flags: Invocation<typeof psFlags>['flags'],
  shell: Shell,
): string {
  if (flags.quiet) return lines(containers.map(({ id }) => id))
  if (flags.services) return lines([...new Set(containers.map(({ service }) => service))])
  const options = { nowSeconds: shell.unixMs() / 1000, noTrunc: flags['no-trunc'] }
  const format = flags.format ?? 'table'
  if (format === '' || format === 'table' || format === 'pretty') return formatPsTable(containers, options)
  if (format === 'json') return formatPsJson(containers, options)
  return withTemplate(() => formatPsTemplate(containers, format, options))
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('')
}
