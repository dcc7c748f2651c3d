import type { Scalar } from '../document/node.ts'
import type { Path } from '../document/path.ts'

/** What a place asks for: `int` and `int64` are decimal integers, `float32` a number of that precision. */
export type CastKind = 'int' | 'int64' | 'float' | 'float32' | 'bool'

interface CastTree {
  readonly [step: string]: CastTree | CastKind
}

const ANY = '*'

const ROLLING: CastTree = { parallelism: 'int', max_failure_ratio: 'float' }

const SERVICE: CastTree = {
  cpu_count: 'int64',
  cpu_percent: 'float',
  cpu_period: 'int64',
  cpu_quota: 'int64',
  cpu_rt_period: 'int64',
  cpu_rt_runtime: 'int64',
  cpu_shares: 'int64',
  cpus: 'float32',
  depends_on: { [ANY]: { required: 'bool', restart: 'bool' } },
  deploy: {
    replicas: 'int',
    update_config: ROLLING,
    rollback_config: ROLLING,
    restart_policy: { max_attempts: 'int' },
    placement: { max_replicas_per_node: 'int' },
  },
  healthcheck: { retries: 'int', disable: 'bool' },
  init: 'bool',
  oom_kill_disable: 'bool',
  oom_score_adj: 'int64',
  pids_limit: 'int64',
  ports: { [ANY]: { target: 'int' } },
  privileged: 'bool',
  read_only: 'bool',
  scale: 'int',
  stdin_open: 'bool',
  tty: 'bool',
  ulimits: { [ANY]: { soft: 'int', hard: 'int' } },
  volumes: { [ANY]: { read_only: 'bool', volume: { nocopy: 'bool' } } },
}

const CASTS: CastTree = {
  services: { [ANY]: SERVICE },
  networks: {
    [ANY]: {
      external: 'bool',
      internal: 'bool',
      attachable: 'bool',
      enable_ipv4: 'bool',
      enable_ipv6: 'bool',
    },
  },
  volumes: { [ANY]: { external: 'bool' } },
  secrets: { [ANY]: { external: 'bool' } },
  configs: { [ANY]: { external: 'bool' } },
}

/** The type that text at `path` of a Compose file becomes after interpolation, or `undefined` where it stays text. */
export function castAt(path: Path): CastKind | undefined {
  // A limit may be one number or a mapping of two.
  if (path.length === 4 && path[0] === 'services' && path[2] === 'ulimits' && typeof path[3] === 'string')
    return 'int'
  let tree: CastTree | CastKind | undefined = CASTS
  for (const step of path) {
    if (tree === undefined || typeof tree === 'string') return undefined
    tree = tree[ANY] ?? (typeof step === 'string' && Object.hasOwn(tree, step) ? tree[step] : undefined)
  }
  return typeof tree === 'string' ? tree : undefined
}

export type Cast =
  { readonly value: Scalar; readonly text?: string; readonly remark?: string } | { readonly problem: string }

/** Converts text to what its place asks for, in the spellings Docker Compose accepts. */
export function castText(text: string, kind: CastKind): Cast {
  if (kind === 'bool') return castBoolean(text)
  return kind === 'int' || kind === 'int64' ? castInteger(text) : castNumber(text, kind)
}

const OLD_BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['y', true],
  ['yes', true],
  ['on', true],
  ['n', false],
  ['no', false],
  ['off', false],
])

function castBoolean(text: string): Cast {
  const lower = text.toLowerCase()
  if (lower === 'true' || lower === 'false') return { value: lower === 'true' }
  const value = OLD_BOOLEANS.get(lower)
  if (value === undefined) return { problem: 'true or false' }
  return { value, remark: `"${text}" is not a boolean in YAML 1.2; write "${String(value)}"` }
}

function castInteger(text: string): Cast {
  if (!/^[-+]?\d{1,20}$/.test(text)) return { problem: 'an integer' }
  const exact = BigInt(text.startsWith('+') ? text.slice(1) : text)
  if (BigInt.asIntN(64, exact) !== exact) return { problem: 'an integer of 64 bits' }
  const value = Number(exact)
  return Number.isSafeInteger(value) ? { value } : { value, text: String(exact) }
}

const NUMBER = /^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][-+]?\d+)?$/

function castNumber(text: string, kind: 'float' | 'float32'): Cast {
  const value = NUMBER.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN
  const isInRange = Number.isFinite(kind === 'float32' ? Math.fround(value) : value)
  return isInRange ? { value } : { problem: 'a number' }
}
