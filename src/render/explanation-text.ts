import { codes, type DiagnosticCode } from '../diagnostics/codes.ts'
import type { Explanation } from '../diagnostics/explanations/explanation.ts'
import { wrapText } from '../units/wrap-text.ts'
import type { Style } from './style.ts'

const width = 96

/** The long form of a code for people. */
export function formatExplanation(code: DiagnosticCode, explanation: Explanation, style: Style): string {
  const { meaning, when, example, cures } = explanation
  return [
    style.bold(`${code}: ${codes[code]}`),
    '',
    ...wrapText(meaning, width),
    '',
    style.bold('When'),
    ...indented(wrapText(when, width - 2)),
    '',
    style.bold('For example'),
    ...Object.entries(example.files ?? {}).flatMap(([name, text]) => [
      style.dim(`  ${name}:`),
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    ]),
    `  ${example.says}`,
    '',
    style.bold('What to do'),
    ...cures.flatMap((cure) => bullet(cure)),
    '',
  ].join('\n')
}

/** A line for each code. */
export function formatCodeList(style: Style): string {
  const lines = Object.entries(codes).map(([code, title]) => `${style.bold(code)}  ${title}\n`)
  return `${lines.join('')}\n"compose explain CODE" says more of each.\n`
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

function bullet(text: string): readonly string[] {
  return wrapText(text, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`)
}
