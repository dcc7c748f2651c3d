const MULTIPLES: Readonly<Record<string, number>> = {
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
  p: 2 ** 50,
}

const SIZE = /^(\+?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?) ?(?:([kmgtp])(?:i?b)?|b)?$/i

/**
 * Reads a size such as `64m`, `1.5 GB` or `1024` (units are powers of 1024, in either case) as a decimal number of bytes;
 * `undefined` when it is none, is negative or has more than 63 bits.
 */
export function parseByteSize(text: string): string | undefined {
  const match = SIZE.exec(text)
  if (match === null) return undefined
  const [, number = '', unit = 'b'] = match
  const bytes = Number(number.replaceAll('_', '')) * (MULTIPLES[unit.toLowerCase()] ?? 1)
  return bytes < 2 ** 63 ? String(BigInt(Math.trunc(bytes))) : undefined
}
