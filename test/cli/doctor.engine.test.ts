import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { Schemas } from '../support/schemas.ts'
import { runCompose } from '../support/run-compose.ts'

it('compose doctor tells of a real engine what it is, and nothing against its schema', async () => {
  const { stdout, code } = await runCompose(['doctor', '--json'], { cwd: tmpdir() })
  const told: unknown = JSON.parse(stdout)
  expect(new Schemas().mistakes('doctor.schema.json', told)).toEqual([])
  expect([0, 1]).toContain(code)
  expect(told).toMatchObject({
    engine: {
      product: expect.stringMatching(/^(docker|podman)$/u),
      version: expect.stringMatching(/^\d+\.\d+/u),
      rootDirectory: expect.stringMatching(/^\//u),
      kernel: expect.stringMatching(/^\d/u),
      subnets: expect.arrayContaining([expect.stringMatching(/^\d+\.\d+\.\d+\.\d+\/\d+$/u)]),
      unixMs: expect.any(Number),
    },
    findings: expect.arrayContaining([
      expect.objectContaining({ check: 'engine', level: 'ok' }),
      expect.objectContaining({ check: 'clock', level: 'ok' }),
      expect.objectContaining({ check: 'disk' }),
    ]),
  })
})
