const octet = /^(?:0|[1-9]\d{0,2})$/

/** Whether the text is an IPv4 or IPv6 address, without zone, prefix or brackets. */
export function isIpAddress(text: string): boolean {
  return text.includes(':') ? isIpv6(text) : isIpv4(text)
}

function isIpv4(text: string): boolean {
  const octets = text.split('.')
  return octets.length === 4 && octets.every((part) => octet.test(part) && Number(part) <= 255)
}

function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const counts = halves.map((half) => groupCount(half))
  const total = counts.reduce((sum, count) => sum + count, 0)
  return halves.length === 2 ? total < 8 : total === 8
}

/** Counts the 16-bit groups; an embedded IPv4 address at the end counts for two. Infinite when one is wrong. */
function groupCount(half: string): number {
  if (half === '') return 0
  const groups = half.split(':')
  return groups.reduce((count, group, index) => {
    if (/^[\da-fA-F]{1,4}$/.test(group)) return count + 1
    return index === groups.length - 1 && isIpv4(group) ? count + 2 : Infinity
  }, 0)
}
