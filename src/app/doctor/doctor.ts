import type { Engine } from '../../engine/engine.ts'
import { EngineError } from '../../engine/errors.ts'
import type { DiskSpace, EngineFacts } from '../../engine/facts.ts'
import { engineFindings } from './engine-findings.ts'
import { fine, problem, type Finding, type Level } from './finding.ts'
import { machineFindings } from './machine-findings.ts'
import type { Machine } from './machine.ts'
import { clockFinding, diskFinding, subnetFinding } from './resource-findings.ts'

/** The engine that was chosen, or why none was. */
export type FoundEngine =
  | { readonly engine: Engine; readonly why: string }
  | { readonly engine: undefined; readonly problem: string; readonly isDenied: boolean }

export interface Patient {
  readonly found: FoundEngine
  readonly machine: Machine
  /** Unix time in milliseconds. */
  readonly unixMs: () => number
  readonly signal: AbortSignal
}

export interface Diagnosis {
  /** Absent when no engine answered. */
  readonly engine?: EngineFacts & { readonly address: string; readonly why: string }
  readonly findings: readonly Finding[]
}

/** Looks at the engine and at this machine for what commonly goes wrong. Only asks; needs no project. */
export async function examine({ found, machine, unixMs, signal }: Patient): Promise<Diagnosis> {
  const atHome = machineFindings(machine, unixMs())
  if (found.engine === undefined) {
    return { findings: [unreachable(found.problem, found.isDenied), ...atHome] }
  }
  const { engine, why } = found
  const askedMs = unixMs()
  const answer = await askFacts(engine, signal)
  if (answer.facts === undefined) {
    const text = `the engine at ${engine.address}, chosen because ${why}, does not answer: ${answer.problem}`
    return { findings: [unreachable(text, answer.isDenied), ...atHome] }
  }
  const { facts } = answer
  const findings = [
    fine('engine', `${nameOf(facts)} at ${engine.address}, chosen because ${why}`),
    ...engineFindings(facts, machine),
    diskFinding(facts, facts.disk ?? (await sharedDisk(facts, machine))),
    subnetFinding(facts),
    clockFinding(facts, (askedMs + unixMs()) / 2),
  ]
  return { engine: { address: engine.address, why, ...facts }, findings: [...findings, ...atHome] }
}

/** The gravest of all. */
export function overallLevel(findings: readonly Finding[]): Level {
  if (findings.some(({ level }) => level === 'problem')) return 'problem'
  return findings.some(({ level }) => level === 'warning') ? 'warning' : 'ok'
}

type Answer =
  | { readonly facts: EngineFacts }
  | { readonly facts: undefined; readonly problem: string; readonly isDenied: boolean }

async function askFacts(engine: Engine, signal: AbortSignal): Promise<Answer> {
  try {
    return { facts: await engine.facts(signal) }
  } catch (error) {
    if (error instanceof EngineError)
      return { facts: undefined, problem: error.message, isDenied: error.kind === 'denied' }
    if (error instanceof Error && error.name === 'TimeoutError')
      return { facts: undefined, problem: 'it took too long', isDenied: false }
    throw error
  }
}

function unreachable(text: string, isDenied: boolean): Finding {
  if (/client version \S+ is too (?:new|old)/u.test(text))
    return problem('engine', text, 'leave DOCKER_API_VERSION out, so that both sides agree on a version')
  return problem(
    'engine',
    text,
    isDenied
      ? 'add this user to the group that owns the socket (usually "docker") and log in again, or use a rootless engine'
      : 'start the engine (systemctl start docker, systemctl --user start podman.socket, Docker Desktop), or say where it is with DOCKER_HOST or "docker context use"',
  )
}

const products = { docker: 'Docker Engine', podman: 'Podman', other: 'an engine' } as const

function nameOf({ product, version, os, architecture, operatingSystem, kernel }: EngineFacts): string {
  return `${products[product]} ${version} (${os}/${architecture}, ${operatingSystem}, kernel ${kernel})`
}

/** An engine on the machine that the command runs on has its folders in sight. */
async function sharedDisk(facts: EngineFacts, machine: Machine): Promise<DiskSpace | undefined> {
  return facts.hostName === machine.hostName ? machine.diskOf(facts.rootDirectory) : undefined
}
