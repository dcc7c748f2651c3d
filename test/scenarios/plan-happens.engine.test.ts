import { describe, expect, it } from 'vitest'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import { EngineActions } from '../support/engine-actions.ts'
import { RealProject } from '../support/real-project.ts'

/** Whatever it is, it ends at once when it is to stop. */
const sleeper = 'image: busybox, command: sleep 1000, stop_signal: KILL'

/** A command, after the file was changed to this text. */
interface Step {
  readonly what: string
  readonly yaml?: string
  readonly command: string
  /** Podman removes no container that another one shares the network of. */
  readonly isForDocker?: true
}

const shop = (more = '', volumes = '') => `
services:
  web: { ${sleeper}, depends_on: [db] ${more} }
  db: { ${sleeper}, volumes: ["data:/data"] }
${volumes || 'volumes: { data: {} }'}
`

const chain = (level: string) => `
services:
  front: { ${sleeper}, depends_on: { api: { condition: service_started, restart: true } } }
  api: { ${sleeper}, environment: { LEVEL: ${level} }, depends_on: { db: { condition: service_healthy }, job: { condition: service_completed_successfully } } }
  db: { ${sleeper}, healthcheck: { test: "true", interval: 0.2s } }
  job: { image: busybox, command: sleep 0.3 }
`

const shared = (level: string) => `
services:
  owner: { ${sleeper}, labels: { level: ${level} } }
  guest: { ${sleeper}, network_mode: "service:owner" }
`

const profiles = `
services:
  always: { ${sleeper} }
  sometimes: { ${sleeper}, profiles: [debug] }
`

const network = (side: string) => `
services:
  web: { ${sleeper}, networks: [n] }
  other: { ${sleeper}, networks: [n, m] }
networks: { n: { labels: { side: ${side} } }, m: {} }
`

const stories: readonly (readonly [string, readonly Step[]])[] = [
  [
    'a small project',
    [
      { what: 'first up', yaml: shop(), command: 'up -d' },
      { what: 'nothing changed', command: 'up -d' },
      { what: 'a variable changed', yaml: shop(', environment: { A: b }'), command: 'up -d' },
      {
        what: 'another image',
        yaml: shop(', environment: { A: b }').replace('image: busybox', 'image: busybox:1'),
        command: 'up -d',
      },
      { what: 'everything anew', command: 'up -d --force-recreate' },
      { what: 'nothing anew', yaml: shop(', labels: { c: d }'), command: 'up -d --no-recreate' },
      { what: 'more containers', yaml: shop(), command: 'up -d --scale web=3' },
      { what: 'fewer containers', command: 'up -d' },
      { what: 'stop one', command: 'stop web' },
      { what: 'up starts it', command: 'up -d' },
      { what: 'restart', command: 'restart' },
      { what: 'kill', command: 'kill web' },
      { what: 'start', command: 'start web' },
      { what: 'pause', command: 'pause db' },
      { what: 'unpause', command: 'unpause db' },
      { what: 'scale', command: 'scale web=2' },
      { what: 'stop', command: 'stop' },
      { what: 'rm', command: 'rm -f web' },
      { what: 'without starting', command: 'up --no-start' },
      {
        what: 'a volume anew',
        yaml: shop('', 'volumes: { data: { labels: { a: b } } }'),
        command: 'up -d -y',
      },
      { what: 'a one-off', command: 'run -d --name PROJECT-once web sleep 1000' },
      { what: 'one service down', command: 'down web' },
      { what: 'down with volumes', command: 'down -v --remove-orphans' },
      { what: 'nothing left', command: 'down -v' },
    ],
  ],
  [
    'orphans',
    [
      { what: 'two', yaml: shop(), command: 'up -d' },
      { what: 'one of them kept', yaml: `services: { db: { ${sleeper} } }`, command: 'up -d' },
      { what: 'and removed', command: 'up -d --remove-orphans' },
      { what: 'down', command: 'down' },
    ],
  ],
  [
    'a chain of dependencies',
    [
      { what: 'first up', yaml: chain('info'), command: 'up -d' },
      { what: 'one in the middle changed', yaml: chain('debug'), command: 'up -d' },
      { what: 'only what is named', yaml: chain('info'), command: 'up -d --no-deps api' },
      { what: 'with all that it needs', command: 'up -d --force-recreate --always-recreate-deps api' },
      { what: 'create', yaml: chain('debug'), command: 'create' },
      { what: 'down', command: 'down' },
    ],
  ],
  [
    'a shared network namespace',
    [
      { what: 'first up', yaml: shared('one'), command: 'up -d' },
      { what: 'the guest follows', yaml: shared('two'), command: 'up -d', isForDocker: true },
      { what: 'stop', command: 'stop' },
    ],
  ],
  [
    'profiles',
    [
      { what: 'without', yaml: profiles, command: 'up -d' },
      { what: 'with', command: '--profile debug up -d' },
      { what: 'stop of the active ones', command: 'stop' },
      { what: 'down takes all', command: 'down' },
    ],
  ],
  [
    'a network',
    [
      { what: 'first up', yaml: network('left'), command: 'up -d' },
      { what: 'made anew', yaml: network('right'), command: 'up -d' },
      { what: 'another one is left', yaml: network('right').replace('[n, m]', '[n]'), command: 'up -d' },
      { what: 'down', command: 'down' },
    ],
  ],
]

interface Planned {
  readonly plans?: readonly Plan[]
}

interface Plan {
  readonly actions: readonly {
    readonly do: string
    readonly target: { readonly name: string }
    readonly isStopped?: true
  }[]
}

/** Of these an engine tells nothing, or tells the same whether they were planned or not. */
const silent = ['container.await', 'container.hook', 'network.connect', 'network.disconnect']

function plannedActions(text: string): readonly string[] {
  const { plans = [] }: Planned = JSON.parse(text)
  return plans
    .flatMap(({ actions }) => actions)
    .filter(({ do: verb, isStopped }) => !silent.includes(verb) && isStopped !== true)
    .map(({ do: verb, target }) => `${verb} ${target.name}`)
    .toSorted()
}

// Nor of stops of what does not run.
describe('what a plan says is what happens, action by action, in', () => {
  it.each(stories)('%s', { timeout: 300_000 }, async (_, steps) => {
    await using engine = await connectEngine(await locateEngine({ environment: process.env }), {
      now: Date.now,
    })
    await using project = await RealProject.create('services: {}')
    await using events = await EngineActions.of(engine, project.name)
    const told: unknown[] = []
    const expected: unknown[] = []
    for (const { what, yaml, command, isForDocker = false } of steps) {
      if (isForDocker && !events.isDocker) continue
      if (yaml !== undefined) await project.write('compose.yaml', yaml)
      const words = command.replaceAll('PROJECT', project.name).split(' ')
      const dry = await project.compose(['--json', '--dry-run', ...words])
      const quiet = [what, 'planning', await events.happened()]
      const real = await project.compose(words)
      const actions = plannedActions(dry.stdout).filter(
        (action) => events.isDocker || !action.startsWith('container.stop '),
      )
      expected.push([what, 'planning', []], [what, 0, 0, actions])
      told.push(quiet, [what, dry.code, real.code, await events.happened()])
    }
    expect(told).toEqual(expected)
  })
})
