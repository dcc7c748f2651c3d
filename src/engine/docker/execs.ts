import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { EngineError } from '../errors.ts'
import type {
  ExecOptions,
  ExecGateway,
  OutputPiece,
  StandardStreams,
  StartOptions,
  TerminalSize,
} from '../exec.ts'
import type { Json } from '../../units/json.ts'
import { compareApiVersions } from './api-version.ts'
import type { ApiRequest } from './api.ts'
import { segment } from './dockerode.ts'
import type { GatewayContext } from './gateway-context.ts'
import { hijack } from './hijack.ts'
import { fieldsOf, someNumber, textOf } from './json-fields.ts'
import { readFrames } from './exec-frames.ts'

export function execGateway(context: GatewayContext): ExecGateway {
  const { api } = context
  const post = (path: string, rest: Partial<ApiRequest>, signal: AbortSignal): Promise<unknown> =>
    api.call({ method: 'POST', path, ...rest }, signal)
  const execPath = (exec: string, rest: string) => `/exec/${segment(exec)}/${rest}`
  const containerPath = (container: string, rest: string) => `/containers/${segment(container)}/${rest}`
  return {
    prepare: async (container, options, signal) => {
      const answer = await post(containerPath(container, 'exec'), { body: execBody(options) }, signal)
      return textOf(fieldsOf(answer).Id)
    },
    start: async (exec, options, signal) => {
      const body = await startBody(context, options, signal)
      const path = execPath(exec, 'start')
      const { socket } = await hijack(api, { method: 'POST', path, body }, signal)
      return streamsOf(socket, options.tty, signal)
    },
    startDetached: async (exec, signal) => {
      await post(execPath(exec, 'start'), { body: { Detach: true, Tty: false } }, signal)
    },
    exitCode: async (exec, signal) => {
      const fields = fieldsOf(await api.call({ method: 'GET', path: execPath(exec, 'json') }, signal))
      return fields.Running === true ? undefined : someNumber(fields.ExitCode)
    },
    resize: async (exec, size, signal) => {
      await post(execPath(exec, 'resize'), { query: sizeQuery(size) }, signal)
    },
    attach: async (container, { input, tty, detachKeys }, signal) => {
      const query = { stream: true, stdin: input, stdout: true, stderr: true, detachKeys }
      const path = containerPath(container, 'attach')
      const { socket } = await hijack(api, { method: 'POST', path, query }, signal)
      return streamsOf(socket, tty, signal)
    },
    resizeContainer: async (container, size, signal) => {
      await post(containerPath(container, 'resize'), { query: sizeQuery(size) }, signal)
    },
  }
}

function sizeQuery({ columns, rows }: TerminalSize) {
  return { w: columns, h: rows }
}

function execBody(options: ExecOptions): Json {
  const { attach, user, workingDirectory, environment, privileged, detachKeys } = options
  return {
    Cmd: [...options.command],
    Tty: options.tty,
    AttachStdin: attach.input,
    AttachStdout: attach.output,
    AttachStderr: attach.output,
    ...(user === undefined ? {} : { User: user }),
    ...(workingDirectory === undefined ? {} : { WorkingDir: workingDirectory }),
    ...(environment === undefined ? {} : { Env: [...environment] }),
    ...(privileged === true ? { Privileged: true } : {}),
    ...(detachKeys === undefined ? {} : { DetachKeys: detachKeys }),
  }
}

/** From this version of the API on, a process can be started with the size of its terminal. */
const consoleSizeSince = '1.42'

async function startBody(
  context: GatewayContext,
  { tty, size }: StartOptions,
  signal: AbortSignal,
): Promise<Json> {
  const { apiVersion } = await context.api.peer(signal)
  const isKnown = tty && size !== undefined && compareApiVersions(apiVersion, consoleSizeSince) >= 0
  return {
    Detach: false,
    Tty: tty,
    ...(isKnown ? { ConsoleSize: [size.rows, size.columns] } : {}),
  }
}

/** Whether there are frames depends on the terminal alone: engines before API 1.42, and Podman, call both a raw stream. */
function streamsOf(socket: Duplex, tty: boolean, signal: AbortSignal): StandardStreams {
  return {
    output: output(socket, tty, signal),
    write: (bytes) => write(socket, bytes),
    endInput: () => void socket.end(),
    close: () => void socket.destroy(),
  }
}

async function* output(
  socket: Duplex,
  tty: boolean,
  signal: AbortSignal,
): AsyncGenerator<OutputPiece, void, undefined> {
  try {
    if (!tty) yield* readFrames(socket)
    else for await (const bytes of socket) if (Buffer.isBuffer(bytes)) yield { stream: 'stdout', bytes }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof EngineError) throw error
    throw new EngineError('unreachable', 'the connection to the process was lost', { cause: error })
  }
}

/** A process that ended takes nothing any more, which is no failure. */
async function write(socket: Duplex, bytes: Uint8Array): Promise<void> {
  if (!socket.writable || socket.write(bytes)) return
  const settled = new AbortController()
  const options = { signal: settled.signal }
  await Promise.race([once(socket, 'drain', options), once(socket, 'close', options)]).catch(() => undefined)
  settled.abort()
}
