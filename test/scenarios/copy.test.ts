import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { unpackTar, packTar } from 'modern-tar'
import { describe, expect, it } from 'vitest'
import { copyIn } from '../../src/app/copy-in.ts'
import { copyOut } from '../../src/app/copy-out.ts'
import type { CopyInRequest, CopyOutRequest } from '../../src/app/copy-request.ts'
import type { Ending } from '../../src/app/surroundings.ts'
import { Scenario } from '../support/scenario.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

class CopyScenario extends Scenario {
  readonly #directory: string

  constructor(directory: string) {
    super('services: { web: { image: nginx, scale: 2 } }')
    this.#directory = directory
  }

  in(text: string, path: string, changes: Partial<CopyInRequest> = {}): Promise<Ending> {
    const from = { kind: 'path', text, currentDirectory: this.#directory } as const
    return copyIn(this.surroundings, { ...this.#request(path), from, toContainerUser: false, ...changes })
  }

  out(path: string, text: string, changes: Partial<CopyOutRequest> = {}): Promise<Ending> {
    const to = { kind: 'path', text, currentDirectory: this.#directory } as const
    return copyOut(this.surroundings, { ...this.#request(path), to, ...changes })
  }

  #request(path: string) {
    return { load: this.load(), service: 'web', path, all: false, followLinks: false, dryRun: false }
  }

  /** What a path in a container holds. */
  async inside(container: string, path: string): Promise<string> {
    const pieces: Uint8Array[] = []
    for await (const piece of this.engine.archives.get(container, path, this.interrupt.signal))
      pieces.push(piece)
    const [entry] = await unpackTar(Buffer.concat(pieces))
    return new TextDecoder().decode(entry?.data)
  }
}

async function running(directory: string): Promise<CopyScenario> {
  const scenario = new CopyScenario(directory)
  await scenario.up()
  return scenario
}

describe('cp', () => {
  it('puts a file into every container of a service', async () => {
    await using directory = await TemporaryDirectory.create()
    await writeFile(directory.join('conf'), 'text')
    const scenario = await running(directory.path)
    expect(await scenario.in('conf', '/etc/app.conf')).toEqual({ kind: 'done' })
    expect(await scenario.inside('shop-web-1', '/etc/app.conf')).toBe('text')
    expect(await scenario.inside('shop-web-2', '/etc/app.conf')).toBe('text')
  })

  it('puts an archive into every container', async () => {
    await using directory = await TemporaryDirectory.create()
    await writeFile(directory.join('conf'), 'text')
    const scenario = await running(directory.path)
    await scenario.in('conf', '/in/here')
    const tar = piecesOf(await packTar([{ header: { name: 'more', size: 1 }, body: '!' }]))
    expect(await scenario.in('', '/in', { from: { kind: 'archive', tar } })).toEqual({ kind: 'done' })
    expect(await scenario.inside('shop-web-1', '/in/more')).toBe('!')
    expect(await scenario.inside('shop-web-2', '/in/more')).toBe('!')
  })

  it('says which container an archive cannot be unpacked in, and goes on with the others', async () => {
    await using directory = await TemporaryDirectory.create()
    await writeFile(directory.join('conf'), 'text')
    const scenario = await running(directory.path)
    await scenario.in('conf', '/in/here', { index: 2 })
    const tar = piecesOf(await packTar([{ header: { name: 'more', size: 1 }, body: '!' }]))
    await expect(scenario.in('', '/in', { from: { kind: 'archive', tar } })).rejects.toThrow(
      '"shop-web-1:/in" is not a folder',
    )
    expect(await scenario.inside('shop-web-2', '/in/more')).toBe('!')
  })

  it('takes a file out of the first container', async () => {
    await using directory = await TemporaryDirectory.create()
    await writeFile(directory.join('conf'), 'text')
    const scenario = await running(directory.path)
    await scenario.in('conf', '/etc/app.conf', { index: 1 })
    await mkdir(directory.join('out'))
    expect(await scenario.out('/etc/app.conf', 'out')).toEqual({ kind: 'done' })
    expect(await readFile(directory.join('out', 'app.conf'), 'utf8')).toBe('text')
  })

  it('copies nothing in a dry run, but looks whether it could', async () => {
    await using directory = await TemporaryDirectory.create()
    await writeFile(directory.join('conf'), 'text')
    const scenario = await running(directory.path)
    scenario.engine.forgetRequests()
    expect(await scenario.in('conf', '/etc/app.conf', { dryRun: true })).toEqual({ kind: 'done' })
    await expect(scenario.out('/etc/app.conf', '.', { dryRun: true })).rejects.toThrow(
      'there is no "/etc/app.conf" in shop-web-1',
    )
    expect(scenario.engine.mutatingRequests).toEqual([])
    expect(await readdir(directory.path)).toEqual(['conf'])
  })

  it('needs the container with that number', async () => {
    await using directory = await TemporaryDirectory.create()
    const scenario = await running(directory.path)
    expect(await scenario.out('/etc', '.', { index: 3 })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP415 service "web" has no container #3'])
  })
})

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += 100) yield await Promise.resolve(bytes.subarray(at, at + 100))
}
