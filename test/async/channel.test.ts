import { describe, expect, it } from 'vitest'
import { Channel } from '../../src/async/channel.ts'

async function collect<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

describe('Channel', () => {
  it('delivers in the order of sending and ends when closed', async () => {
    const channel = new Channel<number>()
    void channel.send(1)
    void channel.send(2)
    channel.close()
    expect(await collect(channel)).toEqual([1, 2])
  })

  it('holds a sender until its value was taken and the next is asked for', async () => {
    const channel = new Channel<string>()
    const order: string[] = []
    const producer = channel.send('a').then(() => order.push('sent'))
    const iterator = channel[Symbol.asyncIterator]()
    await iterator.next()
    order.push('taken')
    channel.close()
    await iterator.next()
    await producer
    expect(order).toEqual(['taken', 'sent'])
  })

  it('rejects the consumer when it fails', async () => {
    const channel = new Channel<number>()
    channel.fail(new Error('lost'))
    await expect(collect(channel)).rejects.toThrow('lost')
  })

  it('lets senders go when the consumer leaves early', async () => {
    const channel = new Channel<number>()
    const sent = Promise.all([channel.send(1), channel.send(2)])
    for await (const value of channel) {
      expect(value).toBe(1)
      break
    }
    await expect(sent).resolves.toHaveLength(2)
    await expect(channel.send(3)).resolves.toBeUndefined()
  })
})
