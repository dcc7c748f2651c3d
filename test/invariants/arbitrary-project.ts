import fc from 'fast-check'

/** The same runs every time; a failure names the seed and the project. */
export const seeded = { seed: 20_261_120, numRuns: 40 } as const

type Fields = Readonly<Record<string, unknown>>

/** A Compose file as text; JSON is YAML. */
export interface ArbitraryProject {
  readonly services: Readonly<Record<string, Fields>>
}

export function textOf({ services }: ArbitraryProject): string {
  return JSON.stringify({
    services,
    networks: { default: {}, front: {}, back: { labels: { side: 'back' } } },
    volumes: { data: {}, more: { labels: { kind: 'more' } } },
  })
}

const serviceNames = ['a', 'b', 'c', 'd', 'e'] as const

/** Up to five services that depend on those before them, with replicas, variables, networks, volumes and health checks. */
export const anyProject: fc.Arbitrary<ArbitraryProject> = fc
  .integer({ min: 1, max: serviceNames.length })
  .chain((count) => fc.tuple(...serviceNames.slice(0, count).map((name, index) => anyService(name, index))))
  .map((services) => ({ services: Object.fromEntries(services) }))

function anyService(name: string, index: number): fc.Arbitrary<readonly [string, Fields]> {
  const before = serviceNames.slice(0, index)
  return fc
    .record(
      {
        image: fc.constantFrom('busybox', 'nginx', 'postgres:16'),
        command: fc.constantFrom(undefined, 'sleep 1', ['run', 'it']),
        environment: fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('1', '2', 'x y')),
        labels: fc.dictionary(fc.constantFrom('one', 'two'), fc.constantFrom('1', '2')),
        networks: fc.subarray(['default', 'front', 'back'], { minLength: 1 }),
        volumes: fc.subarray(['data:/data', 'more:/more', '/anonymous', './here:/here']),
        scale: fc.integer({ min: 1, max: 3 }),
        healthcheck: fc.constantFrom({ test: 'true' }, { test: 'true', retries: 2 }),
        restart: fc.constantFrom('always', 'no', 'on-failure:2'),
        depends_on: dependenciesOn(before),
      },
      { requiredKeys: ['image'] },
    )
    .map((fields) => [name, fields] as const)
}

/** Every service may be asked to have started; whether it is healthy only what has a health check tells. */
function dependenciesOn(before: readonly string[]): fc.Arbitrary<Fields> {
  const condition = fc.record({
    condition: fc.constant('service_started'),
    restart: fc.boolean(),
    required: fc.boolean(),
  })
  return fc
    .subarray([...before])
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), condition))))
    .map((entries) => Object.fromEntries(entries))
}
