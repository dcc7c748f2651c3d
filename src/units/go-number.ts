/** Writes a float64 as Go's `%v` does: shortest digits, exponent form below 1e-4 and from 1e6 on (`1e+06`, `+Inf`). */
export function formatGoFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const { negative, digits, exponent } = shortestDigits(value)
  const isExponential = exponent < -4 || exponent >= 6
  const text = isExponential ? exponentForm(digits, exponent, 2) : decimalForm(digits, exponent)
  return negative ? `-${text}` : text
}

/** Writes a float as Go's JSON encoder does; for `bits: 32` with the fewest digits that give back the same float32. */
export function formatJsonFloat(value: number, bits: 32 | 64): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const { negative, digits, exponent } = shortestDigits(bits === 32 ? shortestFloat32(value) : value)
  const magnitude = Math.abs(value)
  const isExponential = magnitude < 1e-6 || magnitude >= 1e21
  const text = isExponential ? exponentForm(digits, exponent, 1) : decimalForm(digits, exponent)
  return negative ? `-${text}` : text
}

interface Digits {
  readonly negative: boolean
  /** Significant digits without trailing zeros. */
  readonly digits: string
  /** Power of ten of the first digit. */
  readonly exponent: number
}

function shortestDigits(value: number): Digits {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e')
  return { negative: value < 0, digits: mantissa.replace('.', ''), exponent: Number(exponent) }
}

function shortestFloat32(value: number): number {
  const wanted = Math.fround(value)
  for (let precision = 1; precision <= 9; precision++) {
    const candidate = Number(wanted.toPrecision(precision))
    if (Math.fround(candidate) === wanted) return candidate
  }
  return wanted
}

function exponentForm(digits: string, exponent: number, exponentDigits: number): string {
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`
  const magnitude = String(Math.abs(exponent)).padStart(exponentDigits, '0')
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${magnitude}`
}

function decimalForm(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, '0')
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}
