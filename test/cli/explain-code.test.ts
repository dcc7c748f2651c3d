import { describe, expect, it } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'
import { compose } from '../support/fake-shell.ts'
import { Schemas } from '../support/schemas.ts'

describe('compose explain', () => {
  it('says what a code means, when it is said, and what to do', async () => {
    expect(await compose(['explain', 'CMP105'])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "CMP105: A key is given twice

      A mapping has each key once. If one is there twice, the second would silently win, which is
      hardly what was meant.

      When
        The same key is given twice in one mapping, such as two services of one name or two "ports:"
        in a service.

      For example
        compose.yaml:
          services:
            web:
              image: nginx
              image: httpd
        error CMP105: the key "image" is given twice in "services.web"

      What to do
        - Remove one of them, or put the contents of both under one key.
      ",
      }
    `)
  })

  it.each(['cmp105', '105'])('takes "%s" for CMP105', async (word) => {
    const { stdout } = await compose(['explain', word])
    expect(stdout).toContain('CMP105: A key is given twice')
  })

  it('explains several at once', async () => {
    const { stdout } = await compose(['explain', '404', '401'])
    expect(stdout.match(/^CMP\d+/gmu)).toEqual(['CMP404', 'CMP401'])
  })

  it('lists all codes without one', async () => {
    const { code, stdout } = await compose(['explain'])
    expect(code).toBe(0)
    expect(stdout.match(/^CMP\d+/gmu)).toEqual(Object.keys(codes))
  })

  it('suggests the nearest for a code that is not there', async () => {
    const { code, stdout, stderr } = await compose(['explain', 'CMP1007'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('There is no code "CMP1007"\nDid you mean CMP107?')
  })

  it('knows no code that every object has', async () => {
    expect((await compose(['explain', 'constructor'])).code).toBe(2)
  })

  it.each([[['CMP107']], [[]]])('prints %j as its schema describes with --json', async (words) => {
    const { stdout } = await compose(['explain', '--json', ...words])
    expect(new Schemas().mistakes('explain.schema.json', JSON.parse(stdout))).toEqual([])
    expect(JSON.parse(stdout)).toMatchObject({ version: 1 })
  })
})
