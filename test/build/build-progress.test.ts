import { describe, expect, it } from 'vitest'
import { BuildProgress } from '../../src/build/buildkit/build-progress.ts'
import type { StatusMessage, Vertex } from '../../src/build/buildkit/status-message.ts'
import type { BuildNews } from '../../src/events/run-event.ts'

const quiet: StatusMessage = { vertexes: [], statuses: [], logs: [], warnings: [] }

function vertex(fields: Partial<Vertex>): StatusMessage {
  return { ...quiet, vertexes: [{ digest: 'd', name: '[1/2] RUN x', cached: false, error: '', ...fields }] }
}

function told(messages: readonly StatusMessage[]) {
  const news: BuildNews[] = []
  const progress = new BuildProgress((one) => news.push(one))
  for (const message of messages) progress.on(message)
  progress.end()
  return {
    progress,
    texts: news.map((one) => (one.news === 'step' ? `${one.name} ${one.state} ${one.ms ?? ''}` : one.news)),
  }
}

describe('BuildProgress', () => {
  it('tells the beginning and the end of a step once', () => {
    const { texts } = told([
      vertex({ startedMs: 1000 }),
      vertex({ startedMs: 1000 }),
      vertex({ startedMs: 1000, completedMs: 3000 }),
      vertex({ startedMs: 1000, completedMs: 3000 }),
    ])
    expect(texts).toEqual(['[1/2] RUN x started ', '[1/2] RUN x done 2000'])
  })

  it('does not tell of a step that was only looked at before it began', () => {
    const { texts } = told([
      vertex({ startedMs: 1000, completedMs: 1000 }),
      vertex({ startedMs: 1001 }),
      vertex({ startedMs: 1001, completedMs: 2001 }),
    ])
    expect(texts).toEqual(['[1/2] RUN x started ', '[1/2] RUN x done 1000'])
  })

  it('tells what came from the cache, and what was given up', () => {
    const { texts } = told([
      vertex({ digest: 'a', startedMs: 1, completedMs: 1, cached: true }),
      vertex({ digest: 'b', startedMs: 1, completedMs: 2, error: 'rpc error: context canceled' }),
    ])
    expect(texts).toEqual(['[1/2] RUN x cached 0', '[1/2] RUN x cancelled 1'])
  })

  it('keeps the end of what the failing step printed', () => {
    const log = (text: string): StatusMessage => ({
      ...quiet,
      logs: [{ vertex: 'd', timeMs: 5, stream: 1, bytes: Buffer.from(text) }],
    })
    const { progress } = told([
      vertex({ startedMs: 1 }),
      log('one\ntw'),
      log('o\n'),
      vertex({ startedMs: 1, completedMs: 9, error: 'exit code: 1' }),
    ])
    expect(progress.failure).toEqual({ step: '[1/2] RUN x', lines: ['one', 'two'] })
  })

  it('does not cut characters that come in pieces', () => {
    const bytes = Buffer.from('é\n')
    const news: BuildNews[] = []
    const progress = new BuildProgress((one) => news.push(one))
    for (const piece of [bytes.subarray(0, 1), bytes.subarray(1)])
      progress.on({ ...quiet, logs: [{ vertex: 'd', timeMs: 1, stream: 2, bytes: piece }] })
    expect(news.map((one) => (one.news === 'output' ? one.text : '')).join('')).toBe('é\n')
  })
})
