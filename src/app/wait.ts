import type { LoadRequest } from '../load/load-request.ts'
import { serviceMatcher } from '../load/service-patterns.ts'
import { serviceOf } from '../targets/engine/labels.ts'
import { observeContainers } from '../targets/engine/observe.ts'
import { isAlive } from '../targets/engine/replicas.ts'
import { down } from './down.ts'
import { report } from './load-project.ts'
import { projectName } from './project-name.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface WaitRequest {
  readonly load: LoadRequest
  readonly services: readonly string[]
  /** Take the project down when the first container has ended. */
  readonly downProject: boolean
  readonly dryRun: boolean
  readonly show: (exit: ContainerExit) => void
}

export interface ContainerExit {
  readonly id: string
  readonly code: number
}

/** Waits until the running containers of services have ended; the ending is the code of the last of them. Section 1.4. */
export async function wait(surroundings: Surroundings, request: WaitRequest): Promise<Ending> {
  const found = await projectName(surroundings, request.load)
  if (found.ending !== undefined) return found.ending
  const engine = await surroundings.engine()
  const { signal } = surroundings
  const isNamed = serviceMatcher(request.services)
  const running = (await observeContainers(engine, found.name, signal)).filter(
    (container) => isAlive(container) && isNamed(serviceOf(container.labels) ?? ''),
  )
  if (running.length === 0) {
    const message = `no containers for project "${found.name}"`
    report(surroundings, [{ code: 'CMP415', severity: 'error', message, hint }])
    return { kind: 'failed' }
  }
  const exits: ContainerExit[] = []
  const waits = running.map(async ({ id }) => {
    const exit = { id, code: await engine.containers.wait(id, signal) }
    exits.push(exit)
    request.show(exit)
  })
  const all = Promise.all(waits)
  if (request.downProject) {
    // Whoever comes first decides; what happens to the others is looked at below.
    all.catch(() => undefined)
    await Promise.race(waits)
    const first = exits[0]?.code ?? 0
    const ending = await downAll(surroundings, request)
    await all
    return ending.kind === 'done' ? { kind: 'code', code: first } : ending
  }
  await all
  return { kind: 'code', code: exits.at(-1)?.code ?? 0 }
}

const hint = 'only running containers of the services named can be waited for'

function downAll(surroundings: Surroundings, { load, dryRun }: WaitRequest): Promise<Ending> {
  return down(surroundings, { load, services: [], volumes: false, removeOrphans: true, dryRun })
}
