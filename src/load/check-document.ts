import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { DiagnosticCode } from '../diagnostics/codes.ts'
import type { MappingNode, Node } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { isIpAddress } from './ip-address.ts'
import { isNull, textAt, valueAt } from './make-node.ts'
import { fields, items, values, type Report, type Rule } from './rules.ts'

/**
 * Checks of a canonical document that are about which fields are written, in services that profiles switch off too.
 * Needs neither other services nor decoding; `incomplete` has what wrong values were taken out of, such as `secrets.key`.
 * Spec 3.12: external, sources, ports, mounts, devices, watch paths.
 */
export function checkDocument(
  document: MappingNode,
  incomplete: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  projectRule(incomplete)(document, (diagnostic) => diagnostics.push(diagnostic))
  return diagnostics
}

/** A rule that only looks at mappings. */
function looking(look: (node: MappingNode, report: Report) => void): Rule {
  return (node, report) => {
    if (node.kind === 'mapping') look(node, report)
    return node
  }
}

function say(code: DiagnosticCode, message: string, span: Span, hint?: string): Diagnostic {
  return { code, severity: 'error', message, span, ...(hint === undefined ? {} : { hint }) }
}

function has(node: MappingNode, key: string): boolean {
  return !isNull(valueAt(node, key)) && node.entries.has(key)
}

const hostAddress = looking((port, report) => {
  const address = valueAt(port, 'host_ip')
  const text = textAt(port, 'host_ip')
  if (address === undefined || text === undefined || isIpAddress(text)) return
  report(say('CMP109', `"${text}" is not an IP address`, address.origin.span))
})

const mountPlaces = looking((mount, report) => {
  const { span } = mount.origin
  if (textAt(mount, 'type') === 'bind' && !has(mount, 'source')) {
    report(say('CMP110', 'a bind mount has no source', span, 'add "source: PATH", the place on the host'))
  }
  if (!has(mount, 'target'))
    report(say('CMP110', 'a mount has no target', span, 'add "target: PATH", the place in the container'))
})

const deviceSelection = looking((request, report) => {
  const ids = request.entries.get('device_ids')
  if (ids === undefined || !has(request, 'count')) return
  report(
    say('CMP206', 'a device request has both "count" and "device_ids"', ids.key.span, 'keep one of them'),
  )
})

const devicePlace = looking((device, report) => {
  if (has(device, 'target')) return
  report(
    say(
      'CMP110',
      'a device has no target',
      device.origin.span,
      'add "target: PATH", the place in the container',
    ),
  )
})

const watchPath = looking((rule, report) => {
  const path = valueAt(rule, 'path')
  if (path !== undefined && textAt(rule, 'path') === '')
    report(say('CMP110', 'a watch rule has an empty path', path.origin.span))
})

const fileSource = looking((reference, report) => {
  if (has(reference, 'source') && textAt(reference, 'source') !== '') return
  report(
    say(
      'CMP110',
      'it is not said which one is meant',
      reference.origin.span,
      'add "source: NAME", its name at the top level',
    ),
  )
})

/** The schema takes a group for another one when it is a number here and text there. */
const distinctTexts: Rule = (list, report) => {
  if (list.kind !== 'sequence') return list
  const first = new Map<string, Node>()
  for (const item of list.items) {
    const text = item.kind === 'scalar' ? scalarText(item) : undefined
    if (text === undefined) continue
    const earlier = first.get(text)
    if (earlier === undefined) first.set(text, item)
    else report(repeatedText(text, item, earlier))
  }
  return list
}

function repeatedText(text: string, item: Node, earlier: Node): Diagnostic {
  return {
    ...say('CMP109', `"${text}" is given twice`, item.origin.span),
    related: [{ message: 'given here first', span: earlier.origin.span }],
  }
}

const service = fields({
  build: fields({ secrets: items(fileSource) }),
  configs: items(fileSource),
  deploy: fields({ resources: fields({ reservations: fields({ devices: items(deviceSelection) }) }) }),
  develop: fields({ watch: items(watchPath) }),
  devices: items(devicePlace),
  gpus: items(deviceSelection),
  group_add: distinctTexts,
  ports: items(hostAddress),
  secrets: items(fileSource),
  volumes: items(mountPlaces),
})

function isExternal(node: MappingNode): boolean {
  const external = valueAt(node, 'external')
  return external?.kind === 'scalar' && external.value === true
}

const externalVolume = looking((volume, report) => {
  if (!isExternal(volume)) return
  for (const [key, entry] of volume.entries) {
    if (key === 'name' || key === 'external' || key.startsWith('x-')) continue
    report(
      say(
        'CMP206',
        `an external volume cannot have "${key}"`,
        entry.key.span,
        `remove "${key}", or "external"`,
      ),
    )
  }
})

/** A secret or config has exactly one source, unless it is external or, for configs, left to a driver. */
function fileObjects(
  what: 'secret' | 'config',
  sources: readonly string[],
  incomplete: ReadonlySet<string>,
): Rule {
  return (section, report) => {
    if (section.kind !== 'mapping') return section
    for (const [name, entry] of section.entries) {
      if (!incomplete.has(`${what}s.${name}`))
        checkSources(entry.value, { what, name, sources, at: entry.key.span }, report)
    }
    return section
  }
}

interface FileObjectPlace {
  readonly what: 'secret' | 'config'
  readonly name: string
  readonly sources: readonly string[]
  readonly at: Span
}

function checkSources(node: Node, { what, name, sources, at }: FileObjectPlace, report: Report): void {
  if (node.kind !== 'mapping') return
  const given = sources.filter((source) => has(node, source))
  if (given.length > 1) {
    const span = node.entries.get(given[1] ?? '')?.key.span ?? at
    report(
      say(
        'CMP206',
        `${what} "${name}" has more than one source: ${given.join(' and ')}`,
        span,
        'keep one of them',
      ),
    )
  }
  const isNameless = what === 'secret' && given.length === 1 && textAt(node, 'environment') === ''
  const isElsewhere = isExternal(node) || (what === 'config' && has(node, 'driver'))
  if ((given.length > 0 && !isNameless) || isElsewhere) return
  // Docker Compose takes "external: false" for a source, too, and gives the containers nothing.
  if (what === 'config' && has(node, 'external')) {
    report({
      code: 'CMP118',
      severity: 'warning',
      message: `config "${name}" has no source, so that no container gets it`,
      span: at,
      hint: `add one of ${sources.join(', ')}`,
    })
    return
  }
  report(
    say(
      'CMP110',
      `${what} "${name}" has no source`,
      at,
      `add one of ${sources.join(', ')}, or "external: true"`,
    ),
  )
}

function projectRule(incomplete: ReadonlySet<string>): Rule {
  return fields({
    services: values(service),
    volumes: values(externalVolume),
    secrets: fileObjects('secret', ['file', 'environment'], incomplete),
    configs: fileObjects('config', ['file', 'environment', 'content'], incomplete),
  })
}
