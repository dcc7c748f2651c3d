import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { expectSituation, type Situation } from '../support/situation.ts'

const runs = 'image: busybox, init: true, command: sleep 1000'

const situations: readonly Situation[] = [
  {
    name: 'a service that waits for one that is unhealthy',
    yaml: `services:
  db:
    image: busybox
    init: true
    command: sleep 1000
    healthcheck: { test: "echo not yet; exit 1", interval: 1s, retries: 1 }
  web:
    image: busybox
    depends_on:
      db: { condition: service_healthy } # here
`,
    before: [['up', '-d']],
    code: 'CMP428',
    says: /"web" waits for "db" to be healthy[\s\S]*last probe \(exit code 1[\s\S]*not yet/,
    cure: /see what is said of "db"/,
  },
  {
    name: 'a health check that fails',
    yaml: `services:
  db:
    image: busybox
    init: true
    command: sleep 1000
    healthcheck: { test: "echo not yet; exit 1", interval: 1s, retries: 1 } # here
`,
    before: [['up', '-d', '--wait']],
    code: 'CMP408',
    says: /runs, but its health check fails[\s\S]*not yet/,
    cure: /mend the service, or the healthcheck/,
  },
  {
    name: 'a container that ends again and again',
    yaml: `services:
  a:
    image: busybox
    command: sh -c "echo no table; exit 3"
    restart: always # here
  b:
    image: busybox
    command: sleep 1
    depends_on: [a]
`,
    before: [
      ['up', '-d'],
      ['wait', 'b'],
    ],
    code: 'CMP427',
    says: /ends again and again \(restarted .*\)[\s\S]*no table/,
    cure: /"compose stop" ends the loop/,
  },
  {
    name: 'a container that ran out of memory',
    yaml: `services:
  a:
    image: busybox
    command: sh -c 'sleep 1; x=a; while true; do x=$$x$$x; done'
    mem_limit: 8m # here
`,
    before: [
      ['up', '-d'],
      ['wait', 'a'],
    ],
    code: 'CMP407',
    says: /exited \(137\) after .*: the kernel killed it because it was out of memory/,
    cure: /raise its memory limit/,
  },
  {
    name: 'a container that was killed for ignoring its stop signal',
    yaml: `services:
  a:
    image: busybox
    command: sh -c 'trap "" TERM; while true; do sleep 1; done'
    stop_grace_period: 1s # here
`,
    before: [['up', '-d'], ['stop']],
    code: 'CMP407',
    says: /exited \(137\) after .*: it (?:ignored its stop signal and )?was killed/,
    cure: /init: true/,
  },
  {
    name: 'a container that somebody killed',
    yaml: 'services:\n  a:\n    image: busybox\n    init: true\n    command: sleep 1000 # here\n',
    before: [['up', '-d'], ['kill']],
    code: 'CMP407',
    says: /exited \(137\) after .*: it was killed \(SIGKILL\)/,
    cure: /somebody killed it/,
  },
  {
    name: 'a program that the image lacks',
    yaml: 'services:\n  a:\n    image: busybox\n    command: nope # here\n',
    before: [['up', '-d']],
    code: 'CMP407',
    says: /nope|was not found in the image/,
    cure: /check "command" and "entrypoint"/,
  },
  {
    name: 'a paused container',
    yaml: 'services:\n  a:\n    image: busybox # here\n    init: true\n    command: sleep 1000\n',
    before: [['up', '-d'], ['pause']],
    code: 'CMP415',
    says: /is paused/,
    cure: /"compose unpause" lets it go on/,
  },
  {
    name: 'a service that was never made',
    yaml: 'services:\n  a:\n    image: busybox # here\n',
    code: 'CMP430',
    says: /service "a" has no container/,
    cure: /"compose up a" makes and starts it/,
  },
  {
    name: 'an image that is not there',
    yaml: 'services:\n  a:\n    image: 127.0.0.1:1/nothing/here:1 # here\n',
    code: 'CMP403',
    says: /its image "127\.0\.0\.1:1\/nothing\/here:1" is not on the engine/,
    cure: /"compose pull a" fetches it/,
  },
]

describe.concurrent('what why finds', () => {
  it.each(situations.map((situation) => ({ run: ['why'], ...situation })))('$name', expectSituation)

  it('a field that was changed and not applied, and nothing once it is', async () => {
    const yaml = `services:\n  a:\n    image: busybox\n    init: true\n    command: sleep 1000\n    environment:\n      LOG: info\n`
    await using project = await RealProject.create(yaml)
    await project.compose(['up', '-d'])
    expect(await project.compose(['why'])).toMatchObject({ code: 0 })
    await project.write('compose.yaml', yaml.replace('info', 'debug'))
    const { code, stdout } = await project.compose(['why'])
    expect(code).toBe(1)
    expect(stdout).toContain(
      'CMP429: service "a" runs as it was before: environment.LOG changed in the files',
    )
    expect(stdout).toContain('compose.yaml:7:')
    expect(stdout).not.toContain('info')
  })

  it('keeps to its schema', async () => {
    const schema: object = JSON.parse(
      readFileSync(new URL('../../schemas/why.schema.json', import.meta.url), 'utf8'),
    )
    const validate = new Ajv2020({ allErrors: true }).compile(schema)
    await using project = await RealProject.create(`services:
  db: { ${runs}, healthcheck: { test: "exit 1", interval: 1s, retries: 1 } }
  web: { ${runs}, depends_on: { db: { condition: service_healthy } } }
`)
    await project.compose(['up', '-d'])
    const { code, stdout } = await project.compose(['why', '--json'])
    const output: unknown = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(validate(output), JSON.stringify(validate.errors)).toBe(true)
    expect(output).toMatchObject({
      version: 1,
      ok: false,
      findings: [
        { code: 'CMP408', service: 'db', facts: { health: 'unhealthy' } },
        { code: 'CMP428', service: 'web', dependencyPath: ['web', 'db'] },
      ],
    })
  })
})
