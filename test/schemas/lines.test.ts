import { describe, expect, it } from 'vitest'
import { linesOf, Schemas } from '../support/schemas.ts'
import { WireShop } from '../support/wire-shop.ts'

const schemas = new Schemas()

async function linesAfter(line: string, ...before: readonly string[]) {
  await using shop = await WireShop.open()
  shop.engine.behave('db', { prints: ['ready to accept connections'] })
  for (const earlier of before) await shop.run(earlier.split(' '))
  return await shop.run(line.split(' '))
}

describe('objects in lines', { timeout: 30_000 }, () => {
  it('of logs are what the schema says', async () => {
    const { stdout } = await linesAfter('logs --json', 'up -d')
    expect(stdout.replace(/\.\d{9}Z/u, '.123456789Z')).toMatchInlineSnapshot(`
      "{"version":1,"event":"line","time":"2026-01-01T00:00:00.123456789Z","service":"db","number":1,"container":"db-1","stream":"stdout","line":"ready to accept connections"}
      "
    `)
    expect(schemas.mistakesOfLines('logs.schema.json', stdout)).toEqual([])
  })

  it('of events are what the schema says', async () => {
    const { stdout } = await linesAfter('events --json --since 0 --until 4000000000', 'up -d')
    expect(linesOf(stdout).length).toBeGreaterThan(3)
    expect(schemas.mistakesOfLines('events.schema.json', stdout)).toEqual([])
  })

  it('tell of mistakes on standard error', async () => {
    const { stdout, stderr } = await linesAfter('logs --json nothing')
    expect(stdout).toBe('')
    expect(stderr).toMatchInlineSnapshot(`
      "{"version":1,"event":"diagnostic","error":true,"code":"CMP208","message":"no such service: nothing"}
      "
    `)
    expect(schemas.mistakesOfLines('progress.schema.json', stderr)).toEqual([])
  })

  it.each(['up -d', 'up -d --scale web=2', 'down', '--dry-run up', 'ps nothing', 'build'])(
    'of the progress of %s are what the schema says',
    async (line) => {
      const { stderr } = await linesAfter(`--progress json ${line}`, 'up -d web')
      expect(stderr).not.toBe('')
      expect(schemas.mistakesOfLines('progress.schema.json', stderr)).toEqual([])
    },
  )

  it('of progress have the action, its outcome and the whole of the run', async () => {
    const { stderr } = await linesAfter('--progress json stop web', 'up -d')
    await expect(stderr).toMatchFileSnapshot('goldens/progress.jsonl')
  })

  it('of progress say where nothing is changed', async () => {
    const { stderr } = await linesAfter('--progress json --dry-run stop web', 'up -d')
    expect(stderr).toMatchInlineSnapshot(`
      "{"version":1,"event":"start","actions":1,"unchanged":0,"dry-run":true}
      {"version":1,"event":"step","dry-run":true,"id":"Container shop-web-1","status":"Working","text":"Stopping","action":"container.stop web/1"}
      {"version":1,"event":"step","dry-run":true,"id":"Container shop-web-1","status":"Done","text":"Stopped","action":"container.stop web/1","outcome":"done","ms":0}
      {"version":1,"event":"end","outcome":"done","ms":0,"dry-run":true}
      "
    `)
  })
})

describe('--format json, in the form of Docker Compose', { timeout: 30_000 }, () => {
  it.each(['ps', 'volumes', 'stats'])('of %s is an object a line, as its schema says', async (command) => {
    const more = command === 'stats' ? ' --no-stream' : ''
    const { stdout } = await linesAfter(`${command}${more} --format json`, 'up -d')
    expect(stdout).not.toBe('')
    expect(schemas.mistakesOfLines(`format/${command}.schema.json`, stdout)).toEqual([])
  })

  it.each(['ls', 'images', 'version', 'config', 'generate shop-db-1', 'env explain TAG'])(
    'of %s is what its schema says',
    async (line) => {
      const [command = '', ...operands] = line.split(' ')
      const { stdout } = await linesAfter([command, '--format', 'json', ...operands].join(' '), 'up -d')
      expect(schemas.mistakes(`format/${command}.schema.json`, JSON.parse(stdout))).toEqual([])
    },
  )
})
