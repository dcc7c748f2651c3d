import type { Diagnostic } from '../../../diagnostics/diagnostic.ts'
import type { Path } from '../../../document/path.ts'
import type { ContainerDetails } from '../../../engine/observed.ts'
import { EngineError } from '../../../engine/errors.ts'
import type { Service } from '../../../model/service.ts'
import { actionId } from '../action-ids.ts'
import { containerRef } from '../container-ref.ts'
import { secondsText } from '../evidence.ts'
import { explainFailure } from '../explain.ts'
import { failureFacts } from '../failure-facts.ts'
import { isNeverEnding } from './jobs.ts'
import type { SeenContainer, Situation } from './finding.ts'

interface Place {
  readonly service: Service
  readonly seen: SeenContainer
  readonly situation: Situation
}

type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint' | 'severity'> & {
  readonly fields: readonly string[]
}

type Rule = (place: Place) => Problem | Diagnostic | undefined

/** What is wrong with one container; the first rule that knows says it. */
export function containerProblem(place: Place): Diagnostic | undefined {
  for (const rule of rules) {
    const problem = rule(place)
    if (problem !== undefined)
      return withEvidence('fields' in problem ? placed(problem, place) : problem, place)
  }
  return undefined
}

const rules: readonly Rule[] = [unhealthy, starting, paused, restarting, notStarted, failed, stopped]

function unhealthy({ seen: { listed } }: Place): Problem | undefined {
  if (listed.state !== 'running' || listed.health !== 'unhealthy') return undefined
  return {
    code: 'CMP408',
    severity: 'error',
    message: `container ${listed.name} runs, but its health check fails`,
    hint: 'mend the service, or the healthcheck in the Compose file',
    fields: ['healthcheck'],
  }
}

function starting({ seen: { listed, details } }: Place): Problem | undefined {
  if (listed.state !== 'running' || listed.health !== 'starting') return undefined
  const failures = details?.healthLog.filter(({ exitCode }) => exitCode !== 0).length ?? 0
  const soFar = failures === 0 ? '' : `, and ${failures} probes have failed`
  return {
    code: 'CMP408',
    severity: 'warning',
    message: `container ${listed.name} runs, and its health check has not passed yet${soFar}`,
    hint: 'wait for it ("compose up --wait"), or look at the output of the probe',
    fields: ['healthcheck'],
  }
}

function paused({ seen: { listed } }: Place): Problem | undefined {
  if (listed.state !== 'paused') return undefined
  return {
    code: 'CMP415',
    severity: 'warning',
    message: `container ${listed.name} is paused`,
    hint: '"compose unpause" lets it go on',
    fields: [],
  }
}

/** A run of this length is no longer one that ends at its start. */
const settledMs = 10_000

function restarting({ seen: { listed, details, evidence } }: Place): Problem | undefined {
  const count = details?.restartCount ?? 0
  const isBetween = listed.state === 'restarting' || isAboutToRestart(details)
  const isFresh = listed.state === 'running' && count > 1 && (evidence?.ranMs ?? settledMs) < settledMs
  if (!isBetween && !isFresh) return undefined
  // While it runs, nothing is told of the end before.
  const code = isBetween ? `, exit code ${details?.exitCode ?? listed.exitCode ?? 0}` : ''
  const times = count === 1 ? 'once' : `${count} times`
  const because = evidence?.cause === undefined ? '' : `: ${evidence.cause.because}`
  return {
    code: 'CMP427',
    severity: 'error',
    message: `container ${listed.name} ends again and again (restarted ${times}${code})${because}`,
    hint: evidence?.cause?.cure ?? 'its last output tells why it ends; "compose stop" ends the loop',
    fields: [...(evidence?.cause?.fields ?? []), 'restart', 'command', 'entrypoint'],
  }
}

/** Podman has no state of its own for it. A container that was stopped ended by a signal, or well. */
function isAboutToRestart(details: ContainerDetails | undefined): boolean {
  if (details === undefined || details.state !== 'exited' || details.restartCount === 0) return false
  const { restartPolicy, exitCode } = details
  const goesOn = restartPolicy === 'always' || restartPolicy === 'unless-stopped'
  return goesOn && exitCode > 0 && exitCode < 128
}

/** The engine keeps why a start did not succeed: it is explained as it was then. */
function notStarted({ seen: { listed, details }, situation }: Place): Diagnostic | undefined {
  if (details === undefined || details.error === '' || details.state === 'running') return undefined
  const target = containerRef(listed)
  const action = {
    id: actionId('container.start', target),
    do: 'container.start',
    target,
    reason: { because: 'not-running', state: listed.state },
    after: [],
    container: listed.id,
  } as const
  return explainFailure(new EngineError('failed', details.error), action, situation.origins)
}

function failed({ seen: { listed, details, evidence } }: Place): Problem | undefined {
  const code = details?.exitCode ?? listed.exitCode ?? 0
  const hasEnded = listed.state === 'exited' || listed.state === 'dead'
  const cause = evidence?.cause
  if (!hasEnded || (code === 0 && cause === undefined)) return undefined
  const ran = evidence?.ranMs === undefined ? '' : ` after ${secondsText(evidence.ranMs)}`
  return {
    code: 'CMP407',
    severity: 'error',
    message: `container ${listed.name} exited (${code})${ran}${cause === undefined ? '' : `: ${cause.because}`}`,
    hint:
      cause?.cure ??
      (evidence?.hasOutput === true
        ? '"compose logs" shows all of its output'
        : 'it wrote nothing that would tell why'),
    fields: [...(cause?.fields ?? []), 'command', 'entrypoint'],
  }
}

/** Only of what is meant to go on: a job that has ended is as it should be. */
function stopped({ service, seen: { listed }, situation }: Place): Problem | undefined {
  const isOff = listed.state === 'exited' || listed.state === 'created' || listed.state === 'dead'
  if (!isOff || (listed.state !== 'created' && !isNeverEnding(service, situation.project))) return undefined
  const message =
    listed.state === 'created'
      ? `container ${listed.name} was created and never started`
      : `container ${listed.name} is stopped (exit code ${listed.exitCode ?? 0})`
  return { code: 'CMP415', severity: 'warning', message, hint: '"compose start" starts it', fields: [] }
}

function placed({ fields, ...problem }: Problem, { service, situation }: Place): Diagnostic {
  const paths: readonly Path[] = [...fields, 'image', 'build'].map((field) => [
    'services',
    service.name,
    field,
  ])
  const span = paths.map((path) => situation.origins.of(path)?.span).find((found) => found !== undefined)
  return span === undefined ? problem : { ...problem, span }
}

function withEvidence(problem: Diagnostic, { seen: { details, evidence } }: Place): Diagnostic {
  if (details === undefined || evidence === undefined) return problem
  // How it ended is in the message.
  const shown = evidence.facts.filter(({ title }) => title !== 'exit')
  return {
    ...problem,
    ...(shown.length === 0 ? {} : { details: shown }),
    facts: failureFacts(details, evidence),
  }
}
