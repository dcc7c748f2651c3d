/** Files by their path in the project's folder. */
export type Files = Readonly<Record<string, string>>

/** A command line of the tool, without its name; options where the text alone does not say enough. */
export type Step = string | CommandStep | WriteStep | ShellStep | EngineStep

/** `{project}` stands for the project's name, `{start}` for when the scenario began, `{now}` for when the step does. */
export interface CommandStep {
  readonly run: string
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  /** The command gets SIGINT, as from a keyboard, when it has printed this. */
  readonly interruptAfter?: string
}

/** Changes files between two commands. */
export interface WriteStep {
  readonly write: Files
}

/** Looks at what a command left in the project's folder, or prepares it. */
export interface ShellStep {
  readonly shell: string
}

/** What somebody else does on the engine: "POST /volumes/create" with a body. */
export interface EngineStep {
  readonly engine: string
  readonly body?: unknown
}

/** Commands on one project, run by both tools one after the other; what they print and leave on the engine is compared after each. */
export interface Scenario {
  readonly name: string
  /** The text of compose.yaml, several files, or a folder of this repository that is used as it is. */
  readonly project: string | Files | { readonly folder: string }
  readonly steps: readonly Step[]
  /** All its containers end by themselves, so what is on the engine is looked at when they have. */
  readonly endsByItself?: true
}

/** What is printed of a step. */
export function stepText(step: Step): string {
  if (typeof step === 'string') return step
  if ('run' in step) return step.run
  if ('shell' in step) return `(sh: ${step.shell})`
  return 'write' in step ? `(write ${Object.keys(step.write).join(', ')})` : `(${step.engine})`
}

/** The words of a command line; quotes keep blanks. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  )
}
