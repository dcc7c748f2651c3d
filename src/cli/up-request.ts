import type { UpRequest } from '../app/up-request.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { GlobalValues, Invocation } from './command-spec.ts'
import type { Environment } from './environment.ts'
import { isOn } from './environment.ts'
import type { FlagValues } from './flag-spec.ts'
import type { planningFlags, upFlags } from './flags/up.ts'
import { UsageMistake } from './usage-mistake.ts'

/** Where a request's other facts come from. */
export interface RequestContext {
  readonly loadRequest: LoadRequest
  readonly environment: Environment
}

/** What the flags of `up` ask for. Throws `UsageMistake` for flags that exclude each other. Spec: 1.5. */
export function upRequest(
  { flags, ...rest }: Invocation<typeof upFlags>,
  context: RequestContext,
): UpRequest {
  refuseConflicts(flags)
  const waitTimeout = flags['wait-timeout']
  return {
    ...planningRequest({ flags, ...rest }, context),
    ...(flags.confirm ? { confirm: true } : {}),
    ...((flags.yes || flags.y) && (flags.confirm || rest.globals['dry-run']) ? { agreed: true } : {}),
    detach: flags.detach || flags.wait,
    wait: flags.wait,
    ...(waitTimeout === undefined ? {} : { waitTimeoutSeconds: waitTimeout }),
    quietPull: flags['quiet-pull'],
    attach: flags.attach,
    noAttach: flags['no-attach'],
    attachDependencies: flags['attach-dependencies'],
    ...abortOf(flags),
  }
}

interface Planning {
  readonly globals: GlobalValues
  readonly flags: FlagValues<typeof planningFlags>
  readonly names: readonly string[]
}

/** The part of the request that decides about containers; what concerns running is off. */
export function planningRequest(
  { globals, flags, names }: Planning,
  { loadRequest, environment }: RequestContext,
): UpRequest {
  refusePlanningConflicts(flags)
  const { timeout, pull } = flags
  return {
    load: loadRequest,
    services: names,
    detach: true,
    wait: false,
    recreate: flags['force-recreate'] ? 'force' : flags['no-recreate'] ? 'never' : 'diverged',
    recreateDependencies: flags['always-recreate-deps'],
    noDeps: flags['no-deps'],
    noStart: flags['no-start'],
    ...orphansOf(flags, environment),
    renewAnonymousVolumes: flags['renew-anon-volumes'],
    scale: Object.fromEntries(flags.scale.map(readScale)),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    ...(pull === undefined || pull === 'policy'
      ? {}
      : { pull: pull === 'if_not_present' ? 'missing' : pull }),
    quietPull: false,
    ...(flags.build ? { build: 'always' } : flags['no-build'] ? { build: 'never' } : {}),
    dryRun: globals['dry-run'],
    attach: [],
    noAttach: [],
    attachDependencies: false,
  }
}

function abortOf(flags: FlagValues<typeof upFlags>): Pick<UpRequest, 'abortOn' | 'exitCodeFrom'> {
  const from = flags['exit-code-from']
  const exit = flags['abort-on-container-exit'] || from !== undefined
  const on: UpRequest['abortOn'] = flags['abort-on-container-failure'] ? 'failure' : exit ? 'exit' : undefined
  return {
    ...(on === undefined ? {} : { abortOn: on }),
    ...(from === undefined ? {} : { exitCodeFrom: from }),
  }
}

function orphansOf(
  flags: Pick<FlagValues<typeof planningFlags>, 'remove-orphans'>,
  environment: Environment,
): Pick<UpRequest, 'removeOrphans' | 'ignoreOrphans'> {
  const removeOrphans = flags['remove-orphans'] || isOn(environment, 'COMPOSE_REMOVE_ORPHANS')
  const ignoreOrphans = isOn(environment, 'COMPOSE_IGNORE_ORPHANS')
  if (removeOrphans && ignoreOrphans) {
    throw new UsageMistake('COMPOSE_IGNORE_ORPHANS and --remove-orphans cannot be combined')
  }
  return { removeOrphans, ignoreOrphans }
}

function readScale(text: string): readonly [string, number] {
  const [, service, count] = /^([^=]+)=(\d+)$/u.exec(text) ?? []
  if (service === undefined || count === undefined) {
    throw new UsageMistake(`--scale cannot be "${text}"`, 'It takes a service and a number: --scale web=3')
  }
  return [service, Number(count)]
}

type UpValues = FlagValues<typeof upFlags>
type Switch = { [K in keyof UpValues]: UpValues[K] extends boolean ? K : never }[keyof UpValues]

function refusePlanningConflicts(flags: FlagValues<typeof planningFlags>): void {
  for (const other of ['force-recreate', 'always-recreate-deps', 'renew-anon-volumes'] as const) {
    if (flags['no-recreate'] && flags[other]) refuse('no-recreate', other)
  }
  if (flags.build && flags['no-build']) refuse('build', 'no-build')
}

function refuseConflicts(flags: UpValues): void {
  const detaching: readonly Switch[] = ['detach', 'wait']
  const attaching: readonly Switch[] = [
    'abort-on-container-exit',
    'abort-on-container-failure',
    'attach-dependencies',
  ]
  for (const one of detaching) {
    if (!flags[one]) continue
    const other = attaching.find((name) => flags[name]) ?? (flags.attach.length > 0 ? 'attach' : undefined)
    if (other !== undefined) refuse(one, other)
    if (flags['exit-code-from'] !== undefined) refuse(one, 'exit-code-from')
  }
  if (flags['abort-on-container-exit'] && flags['abort-on-container-failure']) {
    refuse('abort-on-container-exit', 'abort-on-container-failure')
  }
  if (flags['attach-dependencies'] && flags.attach.length > 0) refuse('attach', 'attach-dependencies')
}

function refuse(one: string, other: string): never {
  throw new UsageMistake(`--${one} and --${other} cannot be combined`)
}
