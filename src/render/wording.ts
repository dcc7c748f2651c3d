import type { RunEvent } from '../events/run-event.ts'
import type { ResourceRef } from '../planner/reason.ts'
import { printable } from './style.ts'

type RunAction = Extract<RunEvent, { readonly type: 'run.start' }>['actions'][number]
type ActionEnd = Extract<RunEvent, { readonly type: 'action.end' }>

const kinds = {
  container: 'Container',
  network: 'Network',
  volume: 'Volume',
  image: 'Image',
  secret: 'Secret',
  config: 'Config',
  provider: 'Provider',
  model: 'Model',
  artifact: 'Project',
} as const satisfies Record<ResourceRef['kind'], string>

/** What Docker Compose calls a resource in its progress: "Container shop-web-1". */
export function resourceName(target: ResourceRef): string {
  return `${kinds[target.kind]} ${printable(target.name)}`
}

interface Words {
  readonly during: string
  readonly after: string
}

// A verb that is not here (a target of another kind brings its own) is shown by its name.
const words: Readonly<Record<string, Words>> = {
  'image.pull': { during: 'Pulling', after: 'Pulled' },
  'image.push': { during: 'Pushing', after: 'Pushed' },
  'project.publish': { during: 'Publishing', after: 'Published' },
  'image.build': { during: 'Building', after: 'Built' },
  'image.remove': { during: 'Removing', after: 'Removed' },
  'network.create': { during: 'Creating', after: 'Created' },
  'network.remove': { during: 'Removing', after: 'Removed' },
  'network.disconnect': { during: 'Disconnecting', after: 'Disconnected' },
  'network.connect': { during: 'Connecting', after: 'Connected' },
  'volume.create': { during: 'Creating', after: 'Created' },
  'volume.remove': { during: 'Removing', after: 'Removed' },
  'container.create': { during: 'Creating', after: 'Created' },
  'container.replace': { during: 'Recreate', after: 'Recreated' },
  'container.start': { during: 'Starting', after: 'Started' },
  'container.restart': { during: 'Restarting', after: 'Started' },
  'provider.up': { during: 'Creating', after: 'Created' },
  'provider.down': { during: 'Removing', after: 'Removed' },
  'provider.stop': { during: 'Stopping', after: 'Stopped' },
  'model.prepare': { during: 'Pulling', after: 'Configured' },
  'container.prepare': { during: 'Preparing', after: 'Prepared' },
  'container.hook': { during: 'Running hook', after: 'Hook done' },
  'container.rename': { during: 'Renaming', after: 'Renamed' },
  'container.stop': { during: 'Stopping', after: 'Stopped' },
  'container.kill': { during: 'Killing', after: 'Killed' },
  'container.remove': { during: 'Removing', after: 'Removed' },
  'container.pause': { during: 'Pausing', after: 'Paused' },
  'container.unpause': { during: 'Unpausing', after: 'Unpaused' },
}

const conditions: Readonly<Record<string, string>> = {
  'container.await': 'Healthy',
}

/** "Creating", "Waiting". */
export function wordDuring(action: Pick<RunAction, 'do'>): string {
  if (action.do in conditions) return 'Waiting'
  return words[action.do]?.during ?? action.do
}

/** "Created", "Healthy", "Error". What the action itself tells goes before what its verb says. */
export function wordAfter(action: Pick<RunAction, 'do'>, end: Pick<ActionEnd, 'outcome' | 'text'>): string {
  switch (end.outcome) {
    case 'failed':
      return 'Error'
    case 'cancelled':
      return 'Cancelled'
    case 'skipped':
      return end.text ?? 'Skipped'
    default:
      return end.text ?? conditions[action.do] ?? words[action.do]?.after ?? action.do
  }
}

/** What is said of a resource that needs nothing; undefined for those that Docker Compose does not mention. */
export function wordUnchanged(target: ResourceRef): string | undefined {
  return target.kind === 'container' ? 'Running' : undefined
}
