import { packTar, unpackTar } from 'modern-tar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import type { EngineError } from '../../src/engine/errors.ts'
import type { ExecOptions, OutputPiece } from '../../src/engine/exec.ts'

/** An engine with a container of a test's own. */
export interface StreamSubject extends AsyncDisposable {
  readonly engine: Engine
  /** Not started; while it runs, it copies its input to its output. */
  readonly container: string
  /** Lets processes in the container do what `sh` would do with these scripts. */
  readonly shell: (script: string) => readonly string[]
}

const usual = { tty: false, attach: { input: true, output: true } } as const

/** What every engine does with the files of containers and the processes in them. */
export function streamsContract(name: string, open: () => Promise<StreamSubject>): void {
  describe(`the engine contract for files: ${name}`, () => {
    const context = opened(open)

    it('puts files with their owner and mode and gets them back', async () => {
      const { engine, container, signal } = context()
      const header = { name: 'secret', size: 5, mode: 0o440, uid: 1000, gid: 1001 }
      const tar = await packTar([{ header, body: 'hello' }])
      await engine.archives.put(container, { directory: '/tmp', tar: pieces(tar) }, signal)
      const { product } = await engine.version(signal)
      // Podman keeps the owner, and does not tell it when it gives the file back.
      const owner = product === 'podman' ? { uid: 0, gid: 0 } : { uid: 1000, gid: 1001 }
      const entries = await unpackTar(await collect(engine.archives.get(container, '/tmp/secret', signal)))
      expect(
        entries.map(({ header: { name: path, mode, uid, gid }, data }) => ({
          path,
          mode: (mode ?? 0) & 0o7777,
          uid,
          gid,
          text: Buffer.from(data ?? []).toString(),
        })),
      ).toEqual([{ path: 'secret', mode: 0o440, ...owner, text: 'hello' }])
    })

    it('makes the directories above a file', async () => {
      const { engine, container, signal } = context()
      const tar = await packTar([{ header: { name: 'a/b/c', size: 1 }, body: 'c' }])
      await engine.archives.put(container, { directory: '/', tar: pieces(tar) }, signal)
      expect(await engine.archives.stat(container, '/a/b', signal)).toMatchObject({
        name: 'b',
        kind: 'directory',
      })
    })

    it('tells what a path is', async () => {
      const { engine, container, signal } = context()
      const tar = await packTar([{ header: { name: 'file', size: 3, mode: 0o600 }, body: 'abc' }])
      await engine.archives.put(container, { directory: '/tmp', tar: pieces(tar) }, signal)
      expect(await engine.archives.stat(container, '/tmp/file', signal)).toMatchObject({
        name: 'file',
        kind: 'file',
        sizeBytes: 3,
        mode: 0o600,
      })
    })

    it('knows a missing path from a missing container', async () => {
      const { engine, container, signal } = context()
      expect(await engine.archives.stat(container, '/nothing', signal)).toBeUndefined()
      await expect(engine.archives.stat('gantry-nobody', '/', signal)).rejects.toMatchObject({
        kind: 'not-found' satisfies EngineError['kind'],
      })
    })

    it('takes archives of megabytes', async () => {
      const { engine, container, signal } = context()
      const size = 5_000_000
      const tar = await packTar([{ header: { name: 'large', size }, body: new Uint8Array(size) }])
      await engine.archives.put(container, { directory: '/tmp', tar: pieces(tar) }, signal)
      expect(await engine.archives.stat(container, '/tmp/large', signal)).toMatchObject({ sizeBytes: size })
    })

    it('passes on what is wrong with the source of an archive', async () => {
      const { engine, container, signal } = context()
      const put = engine.archives.put(container, { directory: '/tmp', tar: broken() }, signal)
      await expect(put).rejects.toThrow('the source broke')
    })
  })

  describe(`the engine contract for processes: ${name}`, () => {
    const context = opened(open)
    const run = async (script: string, options: Partial<ExecOptions> = {}, input = '') => {
      const { engine, container, signal, shell } = context()
      await engine.containers.start(container, signal)
      const all = { ...usual, command: shell(script), ...options }
      const id = await engine.execs.prepare(container, all, signal)
      const streams = await engine.execs.start(id, { tty: all.tty }, signal)
      await streams.write(Buffer.from(input))
      streams.endInput()
      const output = await texts(streams.output)
      return { ...output, code: await engine.execs.exitCode(id, signal) }
    }

    it('keeps both outputs apart and tells the exit code', async () => {
      expect(await run('printf out; printf err >&2; exit 3')).toEqual({
        stdout: 'out',
        stderr: 'err',
        code: 3,
      })
    })

    it('passes input on and its end', async () => {
      expect(await run('cat', {}, 'no newline')).toMatchObject({ stdout: 'no newline', code: 0 })
    })

    it('refuses where the container does not run', async () => {
      const { engine, container, signal, shell } = context()
      const prepared = engine.execs.prepare(container, { ...usual, command: shell('cat') }, signal)
      await expect(prepared).rejects.toMatchObject({ kind: 'conflict' satisfies EngineError['kind'] })
    })

    it('attaches to a container before its start and misses nothing', async () => {
      const { engine, container, signal } = context()
      const streams = await engine.execs.attach(container, { input: true, tty: false }, signal)
      await engine.containers.start(container, signal)
      await streams.write(Buffer.from('echo\n'))
      streams.endInput()
      expect(await texts(streams.output)).toEqual({ stdout: 'echo\n', stderr: '' })
    })
  })
}

function opened(open: () => Promise<StreamSubject>): () => StreamSubject & { readonly signal: AbortSignal } {
  const held: { subject: StreamSubject; abort: AbortController }[] = []
  beforeEach(async () => {
    held.push({ subject: await open(), abort: new AbortController() })
  })
  afterEach(async () => {
    for (const { subject, abort } of held.splice(0)) {
      abort.abort()
      await subject[Symbol.asyncDispose]()
    }
  })
  return () => {
    const [first] = held
    if (first === undefined) throw new Error('nothing is open')
    const { engine, container, shell } = first.subject
    return {
      engine,
      container,
      shell,
      signal: first.abort.signal,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }
  }
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(512)
  throw new Error('the source broke')
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of source) all.push(piece)
  return Buffer.concat(all)
}

async function texts(output: AsyncIterable<OutputPiece>): Promise<{ stdout: string; stderr: string }> {
  const all = { stdout: '', stderr: '' }
  for await (const { stream, bytes } of output) all[stream] += Buffer.from(bytes).toString()
  return all
}
