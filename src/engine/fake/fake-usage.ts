import { EngineError } from '../errors.ts'
import type { ContainerUsage, ProcessTable } from '../usage.ts'
import { answer, containerOf } from './fake-world.ts'
import type { FakeContainer, FakeWorld } from './fake-world.ts'
import { isRunning } from './life-cycle.ts'

/** The one process that a container of the fake engine has. */
export function processesIn(container: FakeContainer): ProcessTable {
  if (!isRunning(container)) {
    throw new EngineError('conflict', `container ${container.id} is not running`, { status: 409 })
  }
  const command = [...(container.body.Entrypoint ?? []), ...(container.body.Cmd ?? [])].join(' ')
  return { titles: ['UID', 'PID', 'CMD'], rows: [['root', '1', command]] }
}

const nothing: ContainerUsage = {
  cpuPercent: 0,
  memoryBytes: 0,
  memoryLimitBytes: 0,
  receivedBytes: 0,
  sentBytes: 0,
  readBytes: 0,
  writtenBytes: 0,
  processes: 0,
}

const some: ContainerUsage = {
  cpuPercent: 12.5,
  memoryBytes: 3_145_728,
  memoryLimitBytes: 1_073_741_824,
  receivedBytes: 1300,
  sentBytes: 126,
  readBytes: 0,
  writtenBytes: 4096,
  processes: 1,
}

/** Once now and, where it is followed, once more at each change of the container, until it is removed. */
export async function* readUsage(
  world: FakeWorld,
  { subject, follow }: { readonly subject: string; readonly follow: boolean },
  signal: AbortSignal,
): AsyncGenerator<ContainerUsage, void, undefined> {
  const container = await answer(world, { method: 'containers.usage', subject, signal }, () =>
    containerOf(world, subject),
  )
  const current = () => (isRunning(container) ? some : nothing)
  yield current()
  if (!follow) return
  while (world.containers.has(container.id)) {
    await nextChange(container, signal)
    if (world.containers.has(container.id)) yield current()
  }
}

function nextChange(container: FakeContainer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      container.watchers.delete(onChange)
      signal.removeEventListener('abort', onAbort)
      end()
    }
    const onChange = () => settle(resolve)
    const onAbort = () => settle(() => reject(signal.reason))
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    container.watchers.add(onChange)
  })
}
