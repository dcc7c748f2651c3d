/** A size as docker shows what is stored and sent: three digits, powers of 1000. */
export function decimalSize(bytes: number): string {
  return sizeText(bytes, 1000, { digits: 3, units: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] })
}

/** A size as docker shows memory: four digits, powers of 1024. */
export function binarySize(bytes: number): string {
  return sizeText(bytes, 1024, { digits: 4, units: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] })
}

interface SizeForm {
  readonly digits: number
  readonly units: readonly string[]
}

function sizeText(bytes: number, base: number, { digits, units }: SizeForm): string {
  let value = bytes
  let unit = 0
  while (value >= base && unit < units.length - 1) {
    value /= base
    unit += 1
  }
  return `${Number(value.toPrecision(digits))}${units[unit] ?? ''}`
}
