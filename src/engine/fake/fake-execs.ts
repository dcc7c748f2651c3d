import { createQueue } from '../../async/queue.ts'
import type { Queue } from '../../async/queue.ts'
import { EngineError } from '../errors.ts'
import type { ExecOptions, ExecGateway, OutputPiece, StandardStreams, TerminalSize } from '../exec.ts'
import { answer, containerOf, makeId } from './fake-world.ts'
import type { FakeContainer, FakeWorld } from './fake-world.ts'
import { behaviourOf, endContainer, isRunning, write } from './life-cycle.ts'

interface Running {
  readonly container: FakeContainer
  readonly options: ExecOptions
  exitCode: number | undefined
  size: TerminalSize | undefined
}

/** Processes do what the behaviour of their container says; the streams of a container are its log and the input it is given. */
export function fakeExecs(world: FakeWorld): ExecGateway {
  const execs = new Map<string, Running>()
  const known = (id: string): Running => {
    const found = execs.get(id)
    if (found === undefined)
      throw new EngineError('not-found', `No such exec instance: ${id}`, { status: 404 })
    return found
  }
  return {
    prepare: (subject, options, signal) =>
      answer(world, { method: 'execs.prepare', subject, signal }, () => {
        const container = containerOf(world, subject)
        if (!isRunning(container)) throw notRunning(container)
        const id = makeId(world)
        execs.set(id, { container, options, exitCode: undefined, size: undefined })
        return id
      }),
    start: (subject, { size }, signal) =>
      answer(world, { method: 'execs.start', subject, signal }, () => {
        const instance = known(subject)
        instance.size = size
        return begin(world, instance)
      }),
    startDetached: (subject, signal) =>
      answer(world, { method: 'execs.startDetached', subject, signal }, () => {
        begin(world, known(subject))
      }),
    exitCode: (subject, signal) =>
      answer(world, { method: 'execs.exitCode', subject, signal }, () => known(subject).exitCode),
    resize: (subject, size, signal) =>
      answer(world, { method: 'execs.resize', subject, signal }, () => {
        known(subject).size = size
      }),
    attach: (subject, _options, signal) =>
      answer(world, { method: 'execs.attach', subject, signal }, () =>
        attached(world, containerOf(world, subject)),
      ),
    resizeContainer: (subject, _size, signal) =>
      answer(world, { method: 'execs.resizeContainer', subject, signal }, () => {
        containerOf(world, subject)
      }),
  }
}

function notRunning(container: FakeContainer): EngineError {
  return new EngineError('conflict', `container ${container.id} is not running`, { status: 409 })
}

function begin(world: FakeWorld, instance: Running): StandardStreams {
  const input = createQueue<Uint8Array>()
  const output = createQueue<OutputPiece>()
  const program = behaviourOf(world, instance.container).executes ?? (() => 0)
  const print = (text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
    output.add({ stream, bytes: new TextEncoder().encode(text) })
  const { command } = instance.options
  const running = async () => {
    instance.exitCode = await program({
      command,
      options: instance.options,
      input,
      print,
      size: () => instance.size,
    })
    output.close()
  }
  running().catch((error: unknown) => output.fail(error))
  return streams(input, output)
}

function attached(world: FakeWorld, container: FakeContainer): StandardStreams {
  const input = createQueue<Uint8Array>()
  const output = createQueue<OutputPiece>()
  let read = container.logs.length
  let wasRunning = isRunning(container)
  const look = () => {
    for (const { line } of container.logs.slice(read)) {
      const end = line.unterminated === true ? [] : [10]
      output.add({ stream: line.stream, bytes: Uint8Array.from([...line.bytes, ...end]) })
    }
    read = container.logs.length
    if (isRunning(container)) wasRunning = true
    else if (wasRunning) {
      container.watchers.delete(look)
      output.close()
    }
  }
  container.watchers.add(look)
  const opened = streams(input, output)
  const copies = behaviourOf(world, container).copies === true
  return {
    ...opened,
    write: (bytes) => {
      container.input.push(bytes)
      if (copies) write(world, container, { text: new TextDecoder().decode(bytes), stream: 'stdout' })
      return Promise.resolve()
    },
    endInput: () => {
      opened.endInput()
      if (copies) endContainer(world, container, 0)
    },
    close: () => {
      container.watchers.delete(look)
      opened.close()
    },
  }
}

function streams(input: Queue<Uint8Array>, output: Queue<OutputPiece>): StandardStreams {
  return {
    output,
    write: (bytes) => {
      input.add(bytes)
      return Promise.resolve()
    },
    endInput: () => input.close(),
    close: () => {
      input.close()
      output.close()
    },
  }
}
