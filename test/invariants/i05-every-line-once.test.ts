import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { showLogs } from '../../src/app/logs.ts'
import { LifeScenario } from '../support/life.ts'
import { RecordedView } from '../support/scenario.ts'

const yaml = 'services: { a: { image: nginx, restart: always }, b: { image: busybox, restart: always } }'

const services = ['a', 'b'] as const
type Step = readonly ['print' | 'exit' | 'stop' | 'start' | 'restart' | 'recreate', (typeof services)[number]]

const anySchedule: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.constantFrom('print', 'print', 'print', 'exit', 'stop', 'start', 'restart', 'recreate'),
    fc.constantFrom(...services),
  ),
  { minLength: 5, maxLength: 25 },
)

/** Carries out a schedule; the lines that were printed, in order. */
async function carryOut(scenario: LifeScenario, schedule: readonly Step[]): Promise<readonly string[]> {
  const printed: string[] = []
  for (const [step, service] of schedule) {
    const name = `shop-${service}-1`
    const isRunning = scenario.engine.peek(name)?.state === 'running'
    if (step === 'print' && isRunning) {
      printed.push(`${service}-1 | line ${printed.length}`)
      scenario.engine.print(name, `line ${printed.length - 1}\n`)
    }
    if (step === 'exit' && isRunning) scenario.engine.exit(name, 1)
    if (step === 'stop') await scenario.stop({ services: [service] })
    if (step === 'start') await scenario.start({ services: [service] })
    if (step === 'restart') await scenario.restart({ services: [service] })
    if (step === 'recreate') await scenario.up({ services: [service], recreate: 'force' })
    await scenario.engine.clock.advance(60_000)
  }
  return printed
}

const isLine = (line: string): boolean => line.includes(' | ')

describe('I5: logs -f shows each line of each container once and in order', () => {
  it('whatever happens to the containers', async () => {
    await fc.assert(
      fc.asyncProperty(anySchedule, async (schedule) => {
        const scenario = new LifeScenario(yaml)
        await scenario.up()
        const view = new RecordedView()
        const request = { load: scenario.load(), services: [], follow: true, timestamps: false, view }
        const ending = showLogs(scenario.surroundings, request)
        await vi.waitUntil(
          () => scenario.engine.requests.filter(({ method }) => method === 'containers.logs').length >= 2,
        )
        const printed = await carryOut(scenario, schedule)
        await vi.waitUntil(() => view.lines.filter(isLine).length >= printed.length)
        scenario.interrupt.abort()
        await ending
        for (const service of services) {
          const ofService = (line: string) => line.startsWith(`${service}-1 | `)
          expect(view.lines.filter(ofService)).toEqual(printed.filter(ofService))
        }
      }),
      { seed: 20_261_120, numRuns: 25 },
    )
  })
})
