import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../examples/web-and-database/web/postgres.mjs'
import { publishedAddress } from '../support/published-address.ts'
import { runCompose } from '../support/run-compose.ts'

const project = `gantry-test-postgres-${process.pid}`
const options = { cwd: resolve('test/scripts/postgres-image') }

beforeAll(async () => {
  const up = await runCompose(['-p', project, 'up', '-d', '--wait'], options)
  expect(up.code, up.stderr).toBe(0)
})

afterAll(() => runCompose(['-p', project, '--profile', '*', 'down', '-v'], options))

// What compose files rely on in the official image; the one made from the distribution's packages has to do it too.
describe('the postgres image', () => {
  it('makes the user and database it was asked for, with the password of a file and the options for initdb', async () => {
    const url = `postgres://amy:pa%20ss%25word@${await address('asked')}/book-shop`
    expect(await query(url, 'SHOW data_checksums')).toEqual([['on']])
  })

  it('lets nobody in with another password', async () => {
    const url = `postgres://amy:guess@${await address('asked')}/book-shop`
    await expect(query(url, 'SELECT 1')).rejects.toThrow('password authentication failed for user "amy"')
  })

  it('runs the files of /docker-entrypoint-initdb.d in the order of their names', async () => {
    const url = `postgres://amy:pa%20ss%25word@${await address('asked')}/book-shop`
    const rows = await query(url, 'SELECT what FROM step ORDER BY id')
    expect(rows).toEqual([['gzip'], ['sourced as postgres'], ['executed']])
  })

  it('passes options on to the server, and needs no password where everyone is trusted', async () => {
    const rows = await query(`postgres://postgres@${await address('open')}/postgres`, 'SHOW max_connections')
    expect(rows).toEqual([['7']])
  })

  it('refuses to start without a password', async () => {
    const run = await runCompose(
      ['-p', project, '--profile', 'refused', 'up', '--no-log-prefix', 'refused'],
      options,
    )
    expect(run.stdout + run.stderr).toContain(
      'Database is uninitialized and superuser password is not specified',
    )
  })
})

async function address(service: string): Promise<string> {
  return publishedAddress(
    (await runCompose(['-p', project, 'ps', '--format', 'json', service], options)).stdout,
  )
}
