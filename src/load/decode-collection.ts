import type { Node } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { compareText } from '../units/compare-text.ts'
import { decodeInteger, wrong } from './decode-leaf.ts'
import type { Report } from './rules.ts'

/** One number for both limits, or a mapping of soft and hard. */
export function decodeUlimit(node: Node, report: Report): unknown {
  if (node.kind === 'scalar') return node.value === null ? undefined : decodeInteger(node, report)
  if (node.kind === 'sequence') return wrong(node, 'a number, or soft and hard limits', report)
  const [soft, hard] = ['soft', 'hard'].map((key) => {
    const limit = node.entries.get(key)?.value
    return limit?.kind === 'scalar' ? (decodeInteger(limit, report) ?? 0) : 0
  })
  return { soft, hard }
}

/** `id` or `id=path` lines, sorted. */
export function decodeSshKeys(node: Node, report: Report): unknown {
  if (node.kind !== 'mapping') return wrong(node, 'SSH keys', report)
  const lines = Array.from(node.entries, ([id, { value }]) => {
    const path = value.kind === 'scalar' ? scalarText(value) : ''
    return path === '' ? id : `${id}=${path}`
  })
  return lines.sort(compareText)
}

/** Names to addresses, from `name=address` or `name:address` lines or from a mapping; an address may be bracketed. */
export function decodeHosts(node: Node, report: Report): unknown {
  const hosts = new Map<string, string[]>()
  for (const { name, addresses, at } of hostEntries(node, report)) {
    if (name === '' || /[:=]/.test(name)) {
      report({
        code: 'CMP108',
        severity: 'error',
        message: `invalid host name "${name}"`,
        span: at.origin.span,
      })
      continue
    }
    hosts.set(name, [...(hosts.get(name) ?? []), ...addresses.map(withoutBrackets)])
  }
  return Object.fromEntries(hosts)
}

interface HostEntry {
  readonly name: string
  readonly addresses: readonly string[]
  readonly at: Node
}

function hostEntries(node: Node, report: Report): readonly HostEntry[] {
  if (node.kind === 'mapping') {
    return Array.from(node.entries, ([name, { value }]) => ({
      name,
      addresses: scalarTexts(value),
      at: value,
    }))
  }
  const items = node.kind === 'sequence' ? node.items : [node]
  return items.flatMap((item) => hostLine(item, report) ?? [])
}

function hostLine(item: Node, report: Report): HostEntry | undefined {
  const text = item.kind === 'scalar' ? scalarText(item) : ''
  const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':')
  if (at >= 0) return { name: text.slice(0, at), addresses: text.slice(at + 1).split(','), at: item }
  report({
    code: 'CMP108',
    severity: 'error',
    message: `the extra host "${text}" has no address`,
    span: item.origin.span,
    hint: 'write "NAME=ADDRESS"',
  })
  return undefined
}

function scalarTexts(node: Node): readonly string[] {
  const items = node.kind === 'sequence' ? node.items : [node]
  return items.flatMap((item) => (item.kind === 'scalar' ? [scalarText(item)] : []))
}

function withoutBrackets(address: string): string {
  return /^\[.+\]$/s.test(address) ? address.slice(1, -1) : address
}
