/** Who may import whom, as docs/architecture.md draws it. Everything that is not listed is an error. */
export interface FolderRule {
  readonly may: readonly Folder[] | 'anything'
  /** May use files, sockets, the environment or the console. */
  readonly outside?: true
  readonly because: string
}

export type Folder =
  | 'units'
  | 'async'
  | 'diagnostics'
  | 'graph'
  | 'model'
  | 'document'
  | 'interpolate'
  | 'load'
  | 'registry'
  | 'remote'
  | 'planner'
  | 'events'
  | 'engine'
  | 'engine/docker'
  | 'engine/podman'
  | 'engine/fake'
  | 'targets'
  | 'execute'
  | 'logs'
  | 'archive'
  | 'build'
  | 'watch'
  | 'app'
  | 'render'
  | 'cli'
  | 'dashboard'
  | 'index.ts'
  | 'testing.ts'

const core: readonly Folder[] = ['units', 'diagnostics']

export const allowedImports: Readonly<Record<Folder, FolderRule>> = {
  units: { may: [], because: 'units know nothing else' },
  async: { may: [], because: 'async building blocks know nothing else' },
  diagnostics: { may: ['units'], because: 'diagnostics are used by everyone and know no one' },
  graph: { may: core, because: 'graph algorithms work on names, not on models' },
  model: { may: core, because: 'the model is plain data' },
  document: { may: core, because: 'documents come before any meaning' },
  interpolate: { may: [...core, 'document'], because: 'interpolation works on documents' },
  load: {
    may: [...core, 'document', 'interpolate', 'model', 'graph'],
    because: 'the loader turns texts into a project and knows nothing of engines or output',
  },
  registry: { may: core, outside: true, because: 'a registry is spoken to in its own protocol' },
  remote: {
    may: [...core, 'load', 'registry'],
    outside: true,
    because: 'fetching brings files here, and the loader reads them',
  },
  planner: {
    may: [...core, 'document', 'model', 'graph'],
    because: 'plans are pure data: no engine, no input or output',
  },
  events: { may: [...core, 'planner'], because: 'events carry plan ids and diagnostics, nothing concrete' },
  engine: { may: [...core, 'async'], because: 'the port speaks of engines only' },
  'engine/docker': {
    may: [...core, 'async', 'engine'],
    outside: true,
    because: 'an adapter knows the port and its own transport',
  },
  'engine/podman': {
    may: [...core, 'async', 'engine', 'engine/docker'],
    outside: true,
    because: 'Podman is the Docker adapter with documented differences',
  },
  'engine/fake': { may: [...core, 'async', 'engine'], because: 'the fake knows the port only' },
  execute: {
    may: [...core, 'planner', 'events', 'async'],
    because: 'the executor walks plans and decides nothing',
  },
  logs: {
    may: [...core, 'async', 'engine', 'events'],
    because: 'following output needs the engine port and the shapes of output',
  },
  archive: { may: core, outside: true, because: 'archives are made of files and become files' },
  targets: {
    may: [
      ...core,
      'archive',
      'document',
      'model',
      'planner',
      'engine',
      'events',
      'execute',
      'graph',
      'async',
    ],
    because: 'a target plans and performs through the port, never through an adapter',
  },
  build: {
    may: [...core, 'archive', 'model', 'engine', 'events', 'async'],
    outside: true,
    because: 'builds read contexts',
  },
  watch: {
    may: [...core, 'model', 'engine', 'events', 'async'],
    outside: true,
    because: 'watching reads files',
  },
  app: {
    may: [
      ...core,
      'document',
      'interpolate',
      'load',
      'model',
      'graph',
      'planner',
      'events',
      'engine',
      'targets',
      'execute',
      'logs',
      'archive',
      'registry',
      'async',
      'build',
      'watch',
    ],
    because: 'use-cases are given engines and renderers, they do not choose them',
  },
  render: {
    may: [...core, 'document', 'events', 'planner', 'engine', 'targets'],
    because: 'renderers turn events and listings into text and do nothing else',
  },
  cli: { may: 'anything', outside: true, because: 'a composition root' },
  dashboard: { may: 'anything', outside: true, because: 'a composition root' },
  'index.ts': { may: 'anything', outside: true, because: 'a composition root' },
  'testing.ts': { may: 'anything', outside: true, because: 'a composition root' },
}

/** Where each package may be imported. */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  yaml: ['document'],
  dotenv: ['interpolate'],
  toposort: ['graph'],
  undici: ['registry'],
  dockerode: ['engine/docker'],
  listr2: ['render'],
  'fast-string-width': ['render', 'diagnostics'],
  commander: ['cli'],
  'modern-tar': ['archive', 'engine/fake'],
}
