import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'

const sleeper = 'image: busybox, init: true, command: sleep 1000'

/** A port of this machine that somebody else listens on. */
async function takenPort(): Promise<{ readonly port: number } & Disposable> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { port, [Symbol.dispose]: () => server.close() }
}

describe('bad weather on a real engine', () => {
  it('says which port is taken and where it is asked for, and starts once it is free', async () => {
    const taken = await takenPort()
    await using project = await RealProject.create(
      `services:\n  web: { ${sleeper}, ports: ["127.0.0.1:${taken.port}:80"] }\n`,
    )
    const refused = await project.compose(['--progress', 'quiet', 'up', '-d'])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('CMP404')
    expect(refused.stderr).toMatch(new RegExp(`port 127\\.0\\.0\\.1:${taken.port} .*is already in use`))
    expect(refused.stderr).toContain('compose.yaml:2:')
    taken[Symbol.dispose]()
    expect(await project.compose(['up', '-d'])).toMatchObject({ code: 0 })
    expect(await project.states()).toEqual(['web running'])
  })

  it('shows the last probe and the last output of a dependency that is unhealthy', async () => {
    await using project = await RealProject.create(`
services:
  db:
    image: busybox
    init: true
    command: sh -c "echo no disk; sleep 1000"
    healthcheck: { test: "echo not yet; exit 1", interval: 1s, retries: 1 }
  web: { ${sleeper}, depends_on: { db: { condition: service_healthy } } }
`)
    const { code, stderr } = await project.compose(['--progress', 'quiet', 'up', '-d'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/CMP408: container \S+-db-1 is unhealthy/)
    expect(stderr).toContain('not yet')
    expect(stderr).toContain('no disk')
    expect(await project.states()).toEqual(['db running', 'web created'])
  })

  it('shows the code and the last output of a container that exits at once', async () => {
    await using project = await RealProject.create(
      'services:\n  job: { image: busybox, command: sh -c "echo bad flag; exit 7" }\n',
    )
    const { code, stderr } = await project.compose(['--progress', 'quiet', 'up', '-d', '--wait'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/CMP407: container \S+-job-1 exited \(7\)/)
    expect(stderr).toContain('bad flag')
  })

  it('says that a command is not in the image', async () => {
    await using project = await RealProject.create(
      'services:\n  job: { image: busybox, command: no-such-program }\n',
    )
    const { code, stderr } = await project.compose(['--progress', 'quiet', 'up', '-d'])
    expect(code).toBe(1)
    expect(stderr).toContain('CMP407')
    expect(stderr).toContain('no-such-program')
    expect(stderr).toContain('compose.yaml:2:')
  })

  it('says that an image was not found, and leaves nothing that "down" does not remove', async () => {
    await using project = await RealProject.create(
      'services:\n  web: { image: "127.0.0.1:1/nothing/here:0" }\n',
    )
    const { code, stderr } = await project.compose(['--progress', 'quiet', 'up', '-d'])
    expect(code).toBe(1)
    expect(stderr).toContain('CMP403')
    expect(stderr).toContain('compose.yaml:2:')
    expect(await project.compose(['down'])).toMatchObject({ code: 0 })
    expect(await project.states()).toEqual([])
  })

  it('names the container that holds a wanted name, and leaves it alone', async () => {
    await using other = await RealProject.create(
      `services: { a: { ${sleeper}, container_name: gantry-test-held } }`,
    )
    await using project = await RealProject.create(
      `services:\n  b: { ${sleeper}, container_name: gantry-test-held }\n`,
    )
    await other.compose(['up', '-d'])
    const { code, stderr } = await project.compose(['--progress', 'quiet', 'up', '-d'])
    expect(code).toBe(1)
    expect(stderr).toContain('CMP405')
    expect(stderr).toContain(`project "${other.name}"`)
    expect(await project.compose(['down', '-v'])).toMatchObject({ code: 0 })
    expect(await other.states()).toEqual(['a running'])
  })

  it('goes on where an interrupted run stopped', async () => {
    await using project = await RealProject.create(`
services:
  web: { ${sleeper}, depends_on: [db], volumes: [data:/data] }
  db: { ${sleeper} }
volumes: { data: {} }
`)
    await project.compose(['up', '-d', '--no-start'])
    expect(await project.states()).toEqual(['db created', 'web created'])
    expect(await project.compose(['up', '-d'])).toMatchObject({ code: 0 })
    expect(await project.states()).toEqual(['db running', 'web running'])
  })

  it.each([
    ['unix:///nonexistent/engine.sock', 'CMP401'],
    ['tcp://127.0.0.1:1', 'CMP401'],
  ])('says that no engine answers at %s', async (address, expected) => {
    await using project = await RealProject.create(`services: { web: { ${sleeper} } }`)
    const { code, stderr } = await project.compose(['up', '-d'], { DOCKER_HOST: address })
    expect(code).toBe(4)
    expect(stderr).toContain(expected)
    expect(stderr).toContain(address)
  })
})

describe('a whole life on a real engine', () => {
  it('changes nothing the second time', async () => {
    await using project = await RealProject.create(`
services:
  web: { ${sleeper}, depends_on: { db: { condition: service_healthy } }, environment: { A: "1" } }
  db: { ${sleeper}, healthcheck: { test: "true", interval: 1s }, volumes: [data:/data, /scratch] }
volumes: { data: {} }
`)
    await project.compose(['up', '-d'])
    const before = await project.ids()
    expect(await project.compose(['plan', '--exit-code'])).toMatchObject({ code: 0 })
    expect(await project.compose(['up', '-d', '--wait'])).toMatchObject({ code: 0 })
    expect(await project.ids()).toEqual(before)
  })

  it('replaces only what changed, and says which field in which line', async () => {
    const yaml = (level: string) => `
services:
  web: { ${sleeper}, environment: { LEVEL: ${level} } }
  db: { ${sleeper} }
`
    await using project = await RealProject.create(yaml('info'))
    await project.compose(['up', '-d'])
    const before = await project.ids()
    await project.write('compose.yaml', yaml('debug'))
    const plan = await project.compose(['plan', '--exit-code'])
    expect(plan.code).toBe(10)
    expect(plan.stdout).toMatch(/web\/1\s+replace\s+environment\.LEVEL.*compose\.yaml:3:/)
    expect(plan.stdout).not.toContain('debug')
    await project.compose(['up', '-d'])
    const after = await project.ids()
    expect(after.filter((id) => before.includes(id))).toHaveLength(1)
    expect(after).toHaveLength(2)
  })

  it('keeps the data of a named volume over "down" and "up", and drops it with -v', async () => {
    await using project = await RealProject.create(`
services:
  job: { image: busybox, command: sh -c "echo run >> /data/runs; wc -l < /data/runs", volumes: [data:/data] }
volumes: { data: {} }
`)
    const run = async () => (await project.compose(['up', '--no-log-prefix'])).stdout
    expect(await run()).toMatch(/^1$/m)
    await project.compose(['down'])
    expect(await run()).toMatch(/^2$/m)
    await project.compose(['down', '-v'])
    expect(await run()).toMatch(/^1$/m)
  })

  it('shows every line of a container once while it is restarted by its policy', async () => {
    await using project = await RealProject.create(`
services:
  job:
    image: busybox
    restart: on-failure:3
    volumes: [data:/data]
    command: sh -c "echo run >> /data/runs; n=$$(wc -l < /data/runs); echo start $$n; echo end $$n; [ $$n -ge 3 ]"
volumes: { data: {} }
`)
    const { code, stdout } = await project.compose(['up', '--no-log-prefix'])
    expect(code).toBe(0)
    expect(stdout.match(/^(?:start|end) \d$/gm)).toEqual([
      'start 1',
      'end 1',
      'start 2',
      'end 2',
      'start 3',
      'end 3',
    ])
  })

  it('passes on the code of the container that ends an attached run', async () => {
    await using project = await RealProject.create(`
services:
  db: { ${sleeper} }
  test: { image: busybox, command: sh -c "exit 5", depends_on: [db] }
`)
    const { code } = await project.compose(['up', '--exit-code-from', 'test'])
    expect(code).toBe(5)
    expect(await project.states()).toEqual(['db exited', 'test exited'])
  })
})
