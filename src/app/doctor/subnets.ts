import type { AddressPool } from '../../engine/facts.ts'

/** What Docker takes where nothing else was configured. */
const usualPools: readonly AddressPool[] = [
  { base: '172.17.0.0/16', size: 16 },
  { base: '172.18.0.0/16', size: 16 },
  { base: '172.19.0.0/16', size: 16 },
  { base: '172.20.0.0/14', size: 16 },
  { base: '172.24.0.0/14', size: 16 },
  { base: '172.28.0.0/14', size: 16 },
  { base: '192.168.0.0/16', size: 20 },
]

/** How many networks the pools have room for, and how many of these places are taken, wholly or in part. IPv4 only. */
export function poolUse(
  pools: readonly AddressPool[] | undefined,
  subnets: readonly string[],
): { readonly taken: number; readonly total: number } {
  const taken = subnets.flatMap((subnet) => rangeOf(subnet) ?? [])
  const counts = (pools ?? usualPools).flatMap(({ base, size }) => {
    const range = rangeOf(base)
    return range === undefined || size < range.prefix || size > 32 ? [] : [countPieces(range, size, taken)]
  })
  return {
    taken: counts.reduce((sum, one) => sum + one.taken, 0),
    total: counts.reduce((sum, one) => sum + one.total, 0),
  }
}

interface Range {
  readonly first: number
  readonly last: number
  readonly prefix: number
}

function countPieces(pool: Range, size: number, subnets: readonly Range[]) {
  const pieceLength = 2 ** (32 - size)
  const pieceOf = (address: number): number => Math.floor((address - pool.first) / pieceLength)
  const inside = subnets.filter(({ first, last }) => first <= pool.last && last >= pool.first)
  const pieces = inside.flatMap(({ first, last }) => {
    const from = pieceOf(Math.max(first, pool.first))
    const to = pieceOf(Math.min(last, pool.last))
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
  return { taken: new Set(pieces).size, total: 2 ** (size - pool.prefix) }
}

function rangeOf(cidr: string): Range | undefined {
  const [, address = '', length = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/u.exec(cidr) ?? []
  if (address === '' || Number(length) > 32) return undefined
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const prefix = Number(length)
  const count = 2 ** (32 - prefix)
  const first = Math.floor(number / count) * count
  return { first, last: first + count - 1, prefix }
}
