import { WireShop } from '../support/wire-shop.ts'

export interface Case {
  /** Names the golden file. */
  readonly name: string
  /** The command line that is looked at; its schema is that of `command`. */
  readonly line: string
  readonly command?: string
  /** Absent: that of the command. */
  readonly schema?: string
  /** What happened before. */
  readonly before?: readonly string[]
  readonly arrange?: (shop: WireShop) => void
}

const up = ['up -d']
const created = ['create']
const stopped = ['up -d', 'stop']

/** Command lines whose document is held, with every command that gives one. */
export const cases: readonly Case[] = [
  { name: 'up', line: 'up -d --json' },
  { name: 'up-timeline', line: 'up -d --timeline --json --no-deps web', command: 'up' },
  { name: 'up-unchanged', line: 'up -d --json', command: 'up', before: up },
  { name: 'up-dry-run', line: '--dry-run up --json', command: 'up' },
  {
    name: 'up-failed',
    line: 'up -d --json',
    command: 'up',
    arrange: ({ engine }) => engine.behave('db', { refusesStart: 'exec: "postgres": not found' }),
  },
  { name: 'up-invalid', line: '-f broken.yaml up -d --json', command: 'up' },
  { name: 'up-no-file', line: '-f nothing.yaml up -d --json', command: 'up' },
  { name: 'up-usage', line: 'up -d --json --no-such-flag', command: 'up' },
  { name: 'up-unreachable', line: '-H unix:///nonexistent/docker.sock up -d --json', command: 'up' },
  { name: 'apply', line: 'apply --json -', command: 'apply' },
  { name: 'plan-invalid', line: '-f broken.yaml plan --json', command: 'plan', schema: 'document' },
  { name: 'why-usage', line: 'why --json --no-such-flag', command: 'why', schema: 'document' },
  { name: 'down', line: 'down --json', before: up },
  { name: 'create', line: 'create --json' },
  { name: 'start', line: 'start --json', before: created },
  { name: 'stop', line: 'stop --json', before: up },
  { name: 'restart', line: 'restart --json db', before: up },
  { name: 'kill', line: 'kill --json web', before: up },
  { name: 'rm', line: 'rm -f --json', before: stopped },
  { name: 'rm-unasked', line: 'rm --json', command: 'rm', before: stopped },
  { name: 'pause', line: 'pause --json web', before: up },
  { name: 'unpause', line: 'unpause --json web', before: [...up, 'pause web'] },
  { name: 'scale', line: 'scale --json db=2', before: up },
  { name: 'build', line: 'build --json' },
  { name: 'pull', line: 'pull --json', arrange: ({ engine }) => publishAll(engine) },
  { name: 'push', line: 'push --json' },
  { name: 'publish', line: '--dry-run publish --json registry.example/shop:1' },
  { name: 'run', line: 'run -d --json --name once db' },
  { name: 'run-attached', line: 'run --json db', command: 'run' },
  { name: 'exec', line: 'exec --json db true', before: up },
  { name: 'cp', line: 'cp --json db:/etc/no-such-file .', before: up },
  { name: 'export', line: 'export --json db', before: up },
  { name: 'commit', line: '--dry-run commit --json db', before: up },
  { name: 'ps', line: 'ps --json', before: up },
  { name: 'ls', line: 'ls --json', before: up },
  { name: 'top', line: 'top --json', before: up },
  { name: 'stats', line: 'stats --no-stream --json', before: up },
  { name: 'port', line: 'port --json web 80', before: up },
  { name: 'port-unknown', line: 'port --json web 81', command: 'port', before: up },
  { name: 'images', line: 'images --json', before: up },
  { name: 'volumes', line: 'volumes --json', before: up },
  { name: 'wait-nothing', line: 'wait --json db', command: 'wait', before: stopped },
  { name: 'version', line: 'version --json' },
  { name: 'config', line: 'config --json' },
  { name: 'config-services', line: 'config --services --json', command: 'config' },
  { name: 'config-explain', line: 'config --explain --json db', command: 'config' },
  { name: 'config-variables', line: 'config --variables --json', command: 'config' },
  { name: 'viz', line: 'viz --json --ports' },
  { name: 'generate', line: 'generate --json shop-db-1', before: up },
  { name: 'env', line: 'env --json explain GREETING' },
]

function publishAll(engine: WireShop['engine']): void {
  for (const reference of ['nginx', 'postgres:16']) engine.publishImage(reference)
}

/** Runs a case on a project of its own. */
export async function runCase({ line, before = [], arrange }: Case) {
  await using shop = await WireShop.open()
  arrange?.(shop)
  for (const earlier of before) await shop.run(earlier.split(' '))
  return await shop.run(line.split(' '))
}
