/** What an action spends its time with, as people ask for it. */
export type Phase =
  'pull' | 'build' | 'push' | 'create' | 'start' | 'wait' | 'hook' | 'stop' | 'remove' | 'other'

const phases: Readonly<Record<string, Phase>> = {
  'image.pull': 'pull',
  'model.prepare': 'pull',
  'image.build': 'build',
  'image.push': 'push',
  'project.publish': 'push',
  'network.create': 'create',
  'volume.create': 'create',
  'container.create': 'create',
  'container.replace': 'create',
  'provider.up': 'create',
  'network.connect': 'create',
  'container.start': 'start',
  'container.restart': 'start',
  'container.unpause': 'start',
  'container.await': 'wait',
  'container.hook': 'hook',
  'container.prepare': 'hook',
  'container.stop': 'stop',
  'container.kill': 'stop',
  'container.pause': 'stop',
  'provider.stop': 'stop',
  'container.remove': 'remove',
  'network.remove': 'remove',
  'network.disconnect': 'remove',
  'volume.remove': 'remove',
  'image.remove': 'remove',
  'provider.down': 'remove',
}

export function phaseOf(verb: string): Phase {
  return phases[verb] ?? 'other'
}
