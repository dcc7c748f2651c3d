import { describe, expect, it } from 'vitest'
import type { FieldChange } from '../../src/planner/reason.ts'
import { diffSpecs, readSpec, storeSpec } from '../../src/planner/stored-spec.ts'
import type { Json } from '../../src/units/json.ts'

function changes(before: Json, after: Json): readonly FieldChange[] | undefined {
  const [older, newer] = [readSpec(storeSpec(before, 'shop/web')), readSpec(storeSpec(after, 'shop/web'))]
  return older === undefined || newer === undefined ? undefined : diffSpecs(older, newer)
}

const long = 'x'.repeat(20_000)

describe('storeSpec', () => {
  it('keeps what is no secret and digests what may be one', () => {
    const service = {
      image: 'busybox',
      environment: { PASSWORD: 'hunter2', UNSET: null },
      post_start: [{ command: ['true'], environment: { TOKEN: 'abc' } }],
    }
    expect(storeSpec(service, 'shop/web')).toMatchInlineSnapshot(
      `"{"format":1,"fields":{"image":"busybox","environment":{"PASSWORD":"sha256:a87f20864e17","UNSET":null},"post_start":[{"command":["true"],"environment":{"TOKEN":"sha256:217be35d1d8a"}}]}}"`,
    )
  })

  it('gives equal values different digests in different places and for different salts', () => {
    const service = { environment: { A: 'same', B: 'same' } }
    const digests = new Set(
      [storeSpec(service, 'shop/web'), storeSpec(service, 'shop/db')].flatMap(
        (text) => text.match(/sha256:[0-9a-f]+/g) ?? [],
      ),
    )
    expect(digests.size).toBe(4)
  })

  it('keeps one digest for each field of what is too long', () => {
    const text = storeSpec({ image: 'busybox', labels: { long } }, 'shop/web')
    expect(text.length).toBeLessThan(200)
  })
})

describe('readSpec', () => {
  it.each([undefined, '', 'nonsense', '[]', '{}', '{"format":2,"fields":{}}', '{"format":1}'])(
    'reads nothing from %s',
    (text) => {
      expect(readSpec(text)).toBeUndefined()
    },
  )
})

describe('diffSpecs', () => {
  it('finds nothing between equal services, whatever the order of keys', () => {
    expect(
      changes({ image: 'a', labels: { x: '1', y: '2' } }, { labels: { y: '2', x: '1' }, image: 'a' }),
    ).toEqual([])
  })

  it('shows both values of a plain field', () => {
    expect(changes({ image: 'a' }, { image: 'b' })).toEqual([{ path: ['image'], before: 'a', after: 'b' }])
  })

  it('shows that a secret value changed, but not the value', () => {
    expect(changes({ environment: { A: '1', B: '2' } }, { environment: { A: '1', B: '3' } })).toEqual([
      {
        path: ['environment', 'B'],
        before: expect.stringMatching(/^sha256:/),
        after: expect.stringMatching(/^sha256:/),
        sensitive: true,
      },
    ])
  })

  it('says which fields changed when only digests are left', () => {
    expect(changes({ image: 'a', labels: { long } }, { image: 'b', labels: { long } })).toEqual([
      {
        path: ['image'],
        before: expect.stringMatching(/^sha256:/),
        after: expect.stringMatching(/^sha256:/),
        sensitive: true,
      },
    ])
  })

  it('compares a spec of digests with a spec of fields', () => {
    expect(changes({ image: 'a', labels: { long } }, { image: 'a', labels: { short: '' } })).toEqual([
      expect.objectContaining({ path: ['labels'], sensitive: true }),
    ])
  })
})
