import { codes, type DiagnosticCode } from '../../diagnostics/codes.ts'
import { explanations } from '../../diagnostics/explanations/explanations.ts'
import { suggest } from '../../diagnostics/suggest.ts'
import { formatCodeList, formatExplanation } from '../../render/explanation-text.ts'
import { createStyle } from '../../render/style.ts'
import { own } from '../../units/own.ts'
import { hasColor, outputChoice } from '../choose-renderer.ts'
import type { Invocation } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import type { explainFlags } from '../flags/explain.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

/** Prints the long form of codes; without one, the list of all. Needs neither a project nor an engine. */
export async function runExplain(
  { flags, globals, names }: Invocation<typeof explainFlags>,
  shell: Shell,
): Promise<number> {
  const wanted = names.map(readCode)
  const output = outputChoice(globals, shell.environment)
  const style = createStyle(hasColor(shell.stdout, output, shell.environment))
  if (flags.json) shell.stdout.write(`${JSON.stringify(jsonOf(wanted), null, 2)}\n`)
  else if (wanted.length === 0) shell.stdout.write(formatCodeList(style))
  else shell.stdout.write(wanted.map((code) => formatExplanation(code, explanations[code], style)).join('\n'))
  return Promise.resolve(exitCodes.done)
}

/** "CMP107", "cmp107" and "107" are the same. */
function readCode(word: string): DiagnosticCode {
  const full = /^\d+$/u.test(word) ? `CMP${word}` : word.toUpperCase()
  if (isCode(full)) return full
  const near = suggest(full, Object.keys(codes))
  const hint = near === undefined ? '' : `Did you mean ${near}? `
  throw new UsageMistake(`There is no code "${word}"`, `${hint}"compose explain" lists all codes.`)
}

function isCode(text: string): text is DiagnosticCode {
  return own(codes, text) !== undefined
}

/** As schemas/explain.schema.json describes it. */
function jsonOf(wanted: readonly DiagnosticCode[]) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the registry are its codes
  const all = Object.keys(codes) as DiagnosticCode[]
  const chosen = wanted.length === 0 ? all : wanted
  return {
    version: 1,
    codes: chosen.map((code) => ({ code, title: codes[code], ...explanations[code] })),
  }
}
