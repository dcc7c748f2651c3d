import type { ContainerDetails } from '../../engine/observed.ts'

/** What is known of the end of a container. */
export interface ExitFacts extends Pick<ContainerDetails, 'exitCode' | 'oomKilled' | 'error'> {
  /** Signals that it was sent before it ended, oldest first: "15", "9". */
  readonly signals?: readonly string[]
  /** The last lines that it wrote. */
  readonly lines?: readonly string[]
}

export interface ExitCause {
  readonly because: string
  readonly cure: string
  /** Of the service; the first that the file has is shown. */
  readonly fields: readonly string[]
}

interface ExitRule {
  readonly matches: (facts: ExitFacts) => boolean
  readonly cause: ExitCause
}

const command = ['command', 'entrypoint']
const stopping = ['stop_grace_period', 'stop_signal']

/** Why a container ended, where that can be told from outside. The first rule that matches counts. */
const rules: readonly ExitRule[] = [
  {
    matches: ({ oomKilled }) => oomKilled,
    cause: {
      because: 'the kernel killed it because it was out of memory',
      cure: 'raise its memory limit (mem_limit, or deploy.resources.limits.memory), or let the program use less',
      fields: ['mem_limit', 'deploy'],
    },
  },
  {
    matches: (facts) => says(facts, /no space left on device|disk quota exceeded/i),
    cause: {
      because: 'there was no space left on the disk',
      cure: 'make room: "docker system df" shows what takes it, "docker system prune" removes what nothing uses',
      fields: [],
    },
  },
  {
    matches: ({ exitCode, signals = [] }) => exitCode === 137 && signals.length > 1 && signals.at(-1) === '9',
    cause: {
      because: 'it ignored its stop signal and was killed (SIGKILL)',
      cure: 'let its program end on the signal: "init: true" and the exec form of "command" help, stop_grace_period gives more time',
      fields: [...stopping, ...command],
    },
  },
  {
    matches: (facts) => facts.exitCode !== 0 && says(facts, /exec format error/i),
    cause: {
      because: 'its program is not for this processor, or is a script without "#!"',
      cure: 'use an image for the platform of the engine, or begin the script with "#!/bin/sh"',
      fields: ['platform', ...command],
    },
  },
  {
    matches: ({ exitCode }) => exitCode === 126,
    cause: {
      because: 'the command was found but cannot be executed',
      cure: 'make it executable (chmod +x) before it is copied or mounted, or call it with its interpreter',
      fields: command,
    },
  },
  {
    matches: ({ exitCode }) => exitCode === 127,
    cause: {
      because: 'the command was not found in the image',
      cure: 'check "command" and "entrypoint" against the programs in the image',
      fields: command,
    },
  },
  ...signalRules(),
]

/** Undefined where the code is the program's own affair. */
export function exitCause(facts: ExitFacts): ExitCause | undefined {
  return rules.find(({ matches }) => matches(facts))?.cause
}

function says({ error, lines = [] }: ExitFacts, pattern: RegExp): boolean {
  return pattern.test(error) || lines.some((line) => pattern.test(line))
}

/** A shell, and the engine, add 128 to the number of the signal that ended a program. */
function signalRules(): readonly ExitRule[] {
  const crash = 'look into its own output and for a newer version of the program'
  const stopped = '"compose start" starts it again'
  const ends: readonly (readonly [number, string, string])[] = [
    [129, 'its terminal was closed (SIGHUP)', stopped],
    [130, 'it was interrupted (SIGINT)', stopped],
    [132, 'it used an instruction that the processor does not have (SIGILL)', crash],
    [134, 'it gave up (SIGABRT)', crash],
    [135, 'it crashed (SIGBUS)', crash],
    [136, 'it crashed (SIGFPE)', crash],
    [
      137,
      'it was killed (SIGKILL)',
      'it ignored its stop signal ("init: true" helps), somebody killed it, or the machine was short of memory ("dmesg" tells)',
    ],
    [139, 'it crashed (SIGSEGV)', crash],
    [141, 'nobody read its output any more (SIGPIPE)', crash],
    [143, 'it was asked to stop (SIGTERM)', stopped],
  ]
  return ends.map(([code, because, cure]) => ({
    matches: ({ exitCode }) => exitCode === code,
    cause: { because, cure, fields: code === 137 ? [...stopping, ...command] : command },
  }))
}
