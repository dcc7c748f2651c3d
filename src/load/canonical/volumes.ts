import type { Origin, ScalarNode } from '../../document/node.ts'
import { entryOf, mappingFrom, mappingNode, scalarNode, type Entries } from '../make-node.ts'
import { fields, inOrder, type Report, type Rule } from '../rules.ts'
import { cleanPosixPath } from '../paths.ts'
import { labelMap } from './key-values.ts'
import { parseVolumeSpec, type VolumeSpec } from './volume-spec.ts'

const shortForm: Rule = (node, report) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
  const parsed = parseVolumeSpec(node.value)
  if (parsed.ok) {
    if (looksLikeDrive(parsed.spec)) warnOfDrive(node.value, node.origin, report)
    return longForm(parsed.spec, node)
  }
  report({
    code: 'CMP108',
    severity: 'error',
    message: `the volume "${node.value}" has ${parsed.problem}`,
    span: node.origin.span,
    hint: 'write "SOURCE:TARGET[:OPTIONS]", or the long form',
  })
  return node
}

/** One mount of a service: `SOURCE:TARGET[:OPTIONS]` becomes the long form. Spec 2.8. */
export const mount: Rule = inOrder(shortForm, fields({ volume: fields({ labels: labelMap }) }))

/** `v:/data` was surely meant as a volume, but a letter and a colon are a Windows drive. */
function looksLikeDrive({ source, target = '' }: VolumeSpec): boolean {
  return source === undefined && /^\p{L}:\//u.test(target)
}

function warnOfDrive(text: string, origin: Origin, report: Report): void {
  report({
    code: 'CMP118',
    severity: 'warning',
    message: `"${text}" is read as one Windows path, so it is an anonymous volume`,
    span: origin.span,
    hint: 'give the volume a name of two letters or more, or use the long form',
  })
}

function longForm(spec: VolumeSpec, node: ScalarNode): ReturnType<Rule> {
  const { origin } = node
  const scalars = mappingFrom(
    {
      type: spec.type,
      source: spec.source,
      target: spec.target === undefined ? undefined : cleanPosixPath(spec.target),
      read_only: spec.readOnly ? true : undefined,
    },
    origin,
  )
  return { ...scalars, entries: new Map([...scalars.entries, ...options(spec, origin)]) }
}

function options(spec: VolumeSpec, origin: Origin): Entries {
  const bind = mappingFrom(
    {
      selinux: spec.selinux,
      propagation: spec.propagation,
      create_host_path: spec.type === 'bind' ? true : undefined,
    },
    origin,
  )
  const volume = mappingNode(spec.nocopy ? [['nocopy', entryOf(scalarNode(true, origin))]] : [], origin)
  return [
    ...(bind.entries.size > 0 ? [['bind', entryOf(bind)] as const] : []),
    ...(hasVolumeOptions(spec) ? [['volume', entryOf(volume)] as const] : []),
  ]
}

/** A specification of one or two characters is not looked into and carries no options, not even empty ones. */
function hasVolumeOptions(spec: VolumeSpec): boolean {
  return spec.nocopy || (spec.type === 'volume' && !spec.isTiny)
}
