import type { WriteDiagnostic } from '../render/problems.ts'
import type { Renderer } from '../render/renderer.ts'
import type { Sink } from '../render/sink.ts'
import { createStyle } from '../render/style.ts'
import type { GlobalValues } from './command-spec.ts'
import type { Environment } from './environment.ts'
import type { Shell } from './shell.ts'
import { UsageMistake } from './usage-mistake.ts'

export type ProgressMode = 'auto' | 'tty' | 'plain' | 'json' | 'quiet'
export type AnsiMode = 'auto' | 'never' | 'always'

export interface OutputChoice {
  readonly progress: ProgressMode
  readonly ansi: AnsiMode
}

const progressModes: readonly ProgressMode[] = ['auto', 'tty', 'plain', 'json', 'quiet']
const ansiModes: readonly AnsiMode[] = ['auto', 'never', 'always']

/** What flags and variables say about output; `usual` where they say nothing of progress. Throws `UsageMistake` for contradictions. */
export function outputChoice(
  globals: GlobalValues,
  environment: Environment,
  usual: ProgressMode = 'auto',
): OutputChoice {
  const progress = oneOf(
    progressModes,
    globals.progress ?? (environment['COMPOSE_PROGRESS'] || usual),
    'COMPOSE_PROGRESS',
  )
  const ansi = globals['no-ansi']
    ? 'never'
    : oneOf(ansiModes, globals.ansi ?? environment['COMPOSE_ANSI'] ?? '', 'COMPOSE_ANSI')
  if (progress === 'tty' && ansi === 'never') {
    throw new UsageMistake('--progress tty needs a terminal that is steered, which --ansi never rules out')
  }
  if (progress === 'plain' && ansi === 'always') {
    throw new UsageMistake('--progress plain is text only, which contradicts --ansi always')
  }
  return { progress, ansi }
}

function oneOf<const T extends string>(
  choices: readonly (T | 'auto')[],
  text: string,
  variable: string,
): T | 'auto' {
  if (text === '') return 'auto'
  const found = choices.find((choice) => choice === (text === 'none' ? 'quiet' : text))
  if (found === undefined)
    throw new UsageMistake(`${variable} cannot be "${text}"`, `It takes one of ${choices.join(', ')}.`)
  return found
}

/** Whether a stream gets colours. */
export function hasColor(sink: Sink, { ansi }: OutputChoice, environment: Environment): boolean {
  if (ansi !== 'auto') return ansi === 'always'
  return sink.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb'
}

interface RendererChoice {
  readonly choice: OutputChoice
  readonly environment: Environment
  readonly writeDiagnostic: WriteDiagnostic
  /** In the header of a tree: "up". Absent for commands that carry nothing out. */
  readonly title?: string
  /** What is shown is not done. */
  readonly isDryRun?: boolean
}

/** The renderer for progress and problems on standard error. What draws trees is loaded only when a tree may be drawn. */
export async function chooseRenderer(
  shell: Shell,
  { choice, environment, writeDiagnostic, title, isDryRun = false }: RendererChoice,
): Promise<Renderer> {
  const sink = shell.stderr
  if (choice.progress === 'json')
    return new (await import('../render/json.ts')).JsonRenderer(sink, { dryRun: isDryRun })
  if (choice.progress === 'quiet') {
    return new (await import('../render/quiet.ts')).QuietRenderer(sink, writeDiagnostic, {
      notices: title !== undefined,
    })
  }
  const canSteer = sink.isTTY === true && choice.ansi !== 'never' && environment['TERM'] !== 'dumb'
  if (title !== undefined && (choice.progress === 'tty' || (choice.progress === 'auto' && canSteer))) {
    const { TtyRenderer } = await import('../render/tty.ts')
    const style = createStyle(hasColor(sink, choice, environment))
    return new TtyRenderer({
      sink,
      writeDiagnostic,
      style,
      title: isDryRun ? `${title} (dry run)` : title,
      now: shell.now,
    })
  }
  return new (await import('../render/plain.ts')).PlainRenderer(sink, writeDiagnostic, { isDryRun })
}
