import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentStore } from '../../src/build/content/content-store.ts'
import { bytesOf, MessageWriter, numberOf, readFields, textOf } from '../../src/build/grpc/wire.ts'
import { contentMethods } from '../../src/build/session/content-service.ts'

const text = 'a layer'
const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`

const stat = new MessageWriter().text(2, 'layer-1').integer(3, text.length).text(4, digest)
const piece = new MessageWriter().integer(1, 1).text(2, 'layer-1').bytes(6, Buffer.from(text))
const commit = new MessageWriter().integer(1, 2).integer(5, text.length).text(4, digest)

describe('the contents a build may use', () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'gantry-content-'))
  })

  afterEach(() => rm(root, { recursive: true, force: true }))

  async function ask(method: string, messages: readonly MessageWriter[], store = 'local:/cache') {
    const methods = new Map(contentMethods(new Map([['local:/cache', contentStore(root)]])))
    const answers: Uint8Array[] = []
    await methods.get(`/containerd.services.content.v1.Content/${method}`)?.({
      metadata: (name) => (name === 'buildkit-attachable-store-id' ? [store] : []),
      messages: asTheyCome(messages),
      send: (message) => {
        answers.push(message)
        return Promise.resolve()
      },
      signal: new AbortController().signal,
    })
    return answers.map((answer) => [...readFields(answer)])
  }

  it('are added to, and read again', async () => {
    const answers = await ask('Write', [stat, piece, commit])
    expect(answers.map((fields) => fields.filter(({ number }) => number === 4).map(numberOf))).toEqual([
      [],
      [text.length],
      [text.length],
    ])
    const [read = []] = await ask('Read', [new MessageWriter().text(1, digest).integer(2, 2)])
    expect(read.map((field) => (field.number === 1 ? numberOf(field) : textOf(field)))).toEqual([2, 'layer'])
  })

  it('are there once', async () => {
    await ask('Write', [stat, piece, commit])
    await expect(ask('Write', [stat])).rejects.toMatchObject({ code: 6 })
  })

  it('tell their size', async () => {
    await ask('Write', [stat, piece, commit])
    const [[info] = []] = await ask('Info', [new MessageWriter().text(1, digest)])
    const fields = info === undefined ? [] : [...readFields(bytesOf(info))]
    expect(fields.map((field) => (field.number === 1 ? textOf(field) : numberOf(field)))).toEqual([
      digest,
      text.length,
    ])
  })

  it('take no bytes out of their order', async () => {
    const late = new MessageWriter().integer(1, 1).integer(5, 3).bytes(6, Buffer.from('x'))
    await expect(ask('Write', [stat, late])).rejects.toMatchObject({ code: 11 })
  })

  it.each([
    ['a content that is not there', 'Info', 'local:/cache'],
    ['a directory that is not lent', 'Info', 'local:/etc'],
    ['what is not on its way', 'Status', 'local:/cache'],
  ])('do not know %s', async (_, method, store) => {
    const asked = ask(method, [new MessageWriter().text(1, digest)], store)
    await expect(asked).rejects.toMatchObject({ code: 5 })
  })
})

async function* asTheyCome(messages: readonly MessageWriter[]): AsyncGenerator<Uint8Array> {
  for (const message of messages) yield message.finish()
}
