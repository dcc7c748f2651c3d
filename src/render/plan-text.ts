import { textWidth } from './text-width.ts'
import type { Span } from '../diagnostics/diagnostic.ts'
import type { ActionBase, Plan } from '../planner/plan.ts'
import type { ResourceRef } from '../planner/reason.ts'
import { changeLine, reasonLines, shortName, type ReasonLine } from './reason-text.ts'
import type { Paint, Style } from './style.ts'
import { printable } from './style.ts'

export interface PlanTextOptions {
  readonly style: Style
  /** Writes a place as users know it: "compose.yaml:4:18". */
  readonly place: (span: Span) => string
}

/** What is done to one resource: the verb that says it all, and why. */
interface Change {
  readonly target: ResourceRef
  readonly kind: ChangeKind
  readonly verb: string
  readonly action: ActionBase
}

type ChangeKind = 'create' | 'replace' | 'update' | 'remove' | 'wait'

/** Strongest first: a container that is created is started too, and only the creation is worth a line. */
const verbs: readonly { readonly do: string; readonly kind: ChangeKind; readonly verb: string }[] = [
  { do: 'container.replace', kind: 'replace', verb: 'replace' },
  { do: 'container.create', kind: 'create', verb: 'create' },
  { do: 'container.remove', kind: 'remove', verb: 'remove' },
  { do: 'network.create', kind: 'create', verb: 'create' },
  { do: 'network.remove', kind: 'remove', verb: 'remove' },
  { do: 'volume.create', kind: 'create', verb: 'create' },
  { do: 'volume.remove', kind: 'remove', verb: 'remove' },
  { do: 'image.pull', kind: 'create', verb: 'pull' },
  { do: 'image.push', kind: 'update', verb: 'push' },
  { do: 'image.build', kind: 'create', verb: 'build' },
  { do: 'image.remove', kind: 'remove', verb: 'remove' },
  { do: 'provider.up', kind: 'wait', verb: 'ask' },
  { do: 'provider.down', kind: 'remove', verb: 'remove' },
  { do: 'provider.stop', kind: 'update', verb: 'stop' },
  { do: 'model.prepare', kind: 'wait', verb: 'prepare' },
  { do: 'container.start', kind: 'update', verb: 'start' },
  { do: 'container.restart', kind: 'update', verb: 'restart' },
  { do: 'container.stop', kind: 'update', verb: 'stop' },
  { do: 'container.pause', kind: 'update', verb: 'pause' },
  { do: 'container.unpause', kind: 'update', verb: 'unpause' },
  { do: 'container.kill', kind: 'update', verb: 'kill' },
  { do: 'network.disconnect', kind: 'update', verb: 'disconnect' },
  { do: 'network.connect', kind: 'update', verb: 'connect' },
  { do: 'container.prepare', kind: 'update', verb: 'run hooks before' },
  { do: 'container.hook', kind: 'update', verb: 'run hooks of' },
  { do: 'container.await', kind: 'wait', verb: 'wait for' },
]

const marks = { create: '+', replace: '~', update: '>', remove: '-', wait: '.' } as const

/** A plan for people: one line for each resource it touches, with the reason and its place in the file. */
export function formatPlan(plan: Plan, options: PlanTextOptions): string {
  const changes = changesOf(plan.actions)
  const blocks = changes.map((change) => changeRows(change, options))
  const lines = [
    ...aligned(blocks, options),
    ...lossLines(plan, options.style),
    ...keptLines(plan, options),
    ...undecidedLines(plan, options.style),
    summary(plan, changes),
  ]
  return `${lines.join('\n')}\n`
}

/** Whether there is anything to change, be it only with consent: waiting alone is no change. */
export function hasChanges(plan: Plan): boolean {
  return plan.kept.length > 0 || changesOf(plan.actions).some(({ kind }) => kind !== 'wait')
}

function changesOf(actions: readonly ActionBase[]): readonly Change[] {
  const byTarget = new Map<string, ActionBase[]>()
  for (const action of actions) {
    const key = `${action.target.kind} ${action.target.name}`
    byTarget.set(key, [...(byTarget.get(key) ?? []), action])
  }
  return [...byTarget.values()].map(strongest)
}

function strongest(actions: readonly ActionBase[]): Change {
  const removed = actions.find(({ do: verb }) => verb.endsWith('.remove'))
  const created = actions.find(({ do: verb }) => verb.endsWith('.create'))
  if (removed !== undefined && created !== undefined) {
    return { target: created.target, kind: 'replace', verb: 'replace', action: removed }
  }
  for (const { do: name, kind, verb } of verbs) {
    const action = actions.find((one) => one.do === name)
    if (action !== undefined) return { target: action.target, kind, verb, action }
  }
  const [action] = actions
  if (action === undefined) throw new Error('a resource without an action')
  return { target: action.target, kind: 'update', verb: action.do, action }
}

interface Row {
  readonly mark: string
  readonly name: string
  readonly verb: string
  readonly reason: string
  readonly place: string
  readonly paint: Paint
}

/** One row, and one more for each further field that changed. */
function changeRows(
  { target, kind, verb, action }: Change,
  { style, place }: PlanTextOptions,
): readonly Row[] {
  const [line, ...others] = reasonLines(action.reason)
  const first = { text: '', ...withSpan(action.declaredAt), ...line }
  const paint = paintOf(kind, style)
  const rowOf = (line: ReasonLine, head: Pick<Row, 'mark' | 'name' | 'verb'>): Row => ({
    ...head,
    reason: printable(line.text),
    place: placeOf(line, place),
    paint,
  })
  return [
    rowOf(first, { mark: marks[kind], name: printable(shortName(target)), verb }),
    ...others.map((line) => rowOf(line, { mark: ' ', name: '', verb: '' })),
  ]
}

function withSpan(span: Span | undefined): Pick<ReasonLine, 'span'> {
  return span === undefined ? {} : { span }
}

function placeOf({ span }: ReasonLine, place: PlanTextOptions['place']): string {
  return span === undefined ? '' : place(span)
}

function aligned(blocks: readonly (readonly Row[])[], { style }: PlanTextOptions): readonly string[] {
  const rows = blocks.flat()
  const widest = (cell: (row: Row) => string): number =>
    Math.max(0, ...rows.map((row) => textWidth(cell(row))))
  const names = widest(({ name }) => name)
  const words = widest(({ verb }) => verb)
  // A long value must not push the places of all others to the right.
  const reasons = Math.min(
    widest(({ reason, place }) => (place === '' ? '' : reason)),
    60,
  )
  return rows.map(({ mark, name, verb, reason, place, paint }) => {
    const head = `${paint(mark)} ${pad(name, names)}  ${paint(verb)}${' '.repeat(words - textWidth(verb))}`
    return `${head}  ${place === '' ? reason : `${pad(reason, reasons)}  ${style.dim(place)}`}`.trimEnd()
  })
}

function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)))
}

function paintOf(kind: ChangeKind, style: Style): Paint {
  switch (kind) {
    case 'create':
      return style.green
    case 'remove':
      return style.red
    case 'wait':
      return style.dim
    default:
      return style.yellow
  }
}

function lossLines(plan: Plan, style: Style): readonly string[] {
  return plan.losses.map(({ action, what }) => {
    const target = plan.actions.find(({ id }) => id === action)?.target
    const name = target === undefined ? action : printable(target.name)
    const lost =
      what === 'volume-data' ? `the data of volume ${name}` : `the data in volumes without a name of ${name}`
    return `${style.red('!')} ${lost} would be lost`
  })
}

/** What differs, below each that is kept. */
function keptLines(plan: Plan, { style, place }: PlanTextOptions): readonly string[] {
  return plan.kept.flatMap((kept) => {
    const name = printable(shortName(kept))
    const changes = (kept.changes ?? []).map(changeLine).map((line) => {
      const where = placeOf(line, place)
      return `    ${printable(line.text)}${where === '' ? '' : `  ${style.dim(where)}`}`
    })
    const head = `${name} differs from its definition, and is kept: making it anew loses its data`
    return [`${style.yellow('!')} ${head}`, ...changes]
  })
}

/** One line for each action that decides. */
function undecidedLines(plan: Plan, style: Style): readonly string[] {
  const deciding = [...new Set(plan.undecided.map(({ until }) => until))]
  return deciding.map((id) => {
    const names = plan.undecided.filter(({ until }) => until === id).map(({ target }) => shortName(target))
    const action = plan.actions.find((one) => one.id === id)
    const source = action === undefined ? id : shortName(action.target)
    return `${style.yellow('?')} ${printable(names.join(', '))} may be replaced: that depends on what becomes of ${printable(source)}`
  })
}

function summary(plan: Plan, changes: readonly Change[]): string {
  const counts = [
    count(changes, 'create', 'to create'),
    count(changes, 'replace', 'to replace'),
    count(changes, 'update', 'to start or stop'),
    count(changes, 'remove', 'to remove'),
  ].filter((text) => text !== '')
  if (counts.length === 0) return `Nothing to do: ${plan.unchanged.length} unchanged`
  return `Plan: ${[...counts, `${plan.unchanged.length} unchanged`].join(', ')}`
}

function count(changes: readonly Change[], kind: ChangeKind, words: string): string {
  const number = changes.filter((change) => change.kind === kind).length
  return number === 0 ? '' : `${number} ${words}`
}
