/** What was looked at; stable, for programs. */
export type Check =
  | 'engine'
  | 'api'
  | 'context'
  | 'rootless'
  | 'cgroups'
  | 'limits'
  | 'storage'
  | 'disk'
  | 'subnets'
  | 'forwarding'
  | 'clock'
  | 'builder'
  | 'podman'
  | 'engine-warning'
  | 'configuration'
  | 'credentials'
  | 'inotify'
  | 'node'

/** `problem`: something does not work because of it; `warning`: something may not, or soon. */
export type Level = 'ok' | 'warning' | 'problem'

export interface Finding {
  readonly check: Check
  readonly level: Level
  /** One sentence without a full stop. */
  readonly text: string
  /** What to do; there is one with every warning and problem. */
  readonly cure?: string
}

export function fine(check: Check, text: string): Finding {
  return { check, level: 'ok', text }
}

export function warning(check: Check, text: string, cure: string): Finding {
  return { check, level: 'warning', text, cure }
}

export function problem(check: Check, text: string, cure: string): Finding {
  return { check, level: 'problem', text, cure }
}
