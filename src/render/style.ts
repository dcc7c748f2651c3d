/** The few looks that output needs; with colour off every one returns its text unchanged. */
export interface Style {
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
  readonly blue: Paint
  readonly cyan: Paint
  readonly magenta: Paint
  readonly dim: Paint
  readonly bold: Paint
}

export type Paint = (text: string) => string

/** Looks for a stream where colour is on or off; the caller decides that (`--ansi`, NO_COLOR, a terminal). */
export function createStyle(color: boolean): Style {
  const paint = (open: number, close: number): Paint =>
    color ? (text) => (text === '' ? text : `\u001B[${open}m${text}\u001B[${close}m`) : (text) => text
  return {
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    cyan: paint(36, 39),
    magenta: paint(35, 39),
    dim: paint(2, 22),
    bold: paint(1, 22),
  }
}

/** Names and texts from files and containers must not steer the terminal they are shown on. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (char) => (char === '\t' ? ' ' : '\uFFFD'))
}
