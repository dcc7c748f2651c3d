import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'

const sleeper = 'image: busybox, command: sleep 1000, stop_signal: KILL'
const two = `
services:
  web: { ${sleeper}, depends_on: [db], ports: ["127.0.0.1::80"], expose: ["81"] }
  db: { ${sleeper}, volumes: ["data:/data"] }
volumes: { data: {} }
`

describe('the life of containers on a real engine', () => {
  it('goes from created to removed', async () => {
    await using project = await RealProject.create(two)
    const steps: readonly (readonly [command: string, states: readonly string[]])[] = [
      ['create', ['db created', 'web created']],
      ['start', ['db running', 'web running']],
      ['pause db', ['db paused', 'web running']],
      ['unpause db', ['db running', 'web running']],
      ['stop web', ['db running', 'web exited']],
      ['restart', ['db running', 'web running']],
      ['kill -s KILL db', ['db exited', 'web running']],
      ['rm -f', ['web running']],
      ['rm -fsv', []],
      ['scale --no-deps db=2', ['db running', 'db running']],
    ]
    for (const [command, states] of steps) {
      const { code, stderr } = await project.compose(['--progress', 'quiet', ...command.split(' ')])
      expect([command, code, stderr]).toEqual([command, 0, ''])
      expect([command, await project.states()]).toEqual([command, states])
    }
  })

  it('is looked at from every side', async () => {
    await using project = await RealProject.create(two)
    await project.compose(['up', '-d'])
    const out = async (line: string) => (await project.compose(line.split(' '))).stdout
    expect(await out('port web 80')).toMatch(/^127\.0\.0\.1:\d+\n$/)
    expect(await out('port web 81')).toBe(':0\n')
    expect(await out('volumes -q')).toBe(`${project.name}_data\n`)
    expect(await out('top db')).toMatch(/^SERVICE .* CMD\ndb +1 .*sleep 1000\n$/)
    expect(await out('stats --no-stream --format {{.Name}}:{{.PIDs}} db')).toBe(`${project.name}-db-1:1\n`)
    // Podman says where it has an image from.
    const repository: unknown = expect.stringMatching(/^(?:localhost\/)?busybox$/)
    const images: unknown = JSON.parse(await out('images --format json'))
    expect(images).toMatchObject([{ Repository: repository }, { Repository: repository }])
    expect(await out(`ls --filter name=^${project.name}$ --format json`)).toContain('"Status":"running(2)"')
    await project.compose(['kill', 'db'])
    expect(await project.compose(['wait', 'db'])).toMatchObject({ code: 1, stdout: '' })
    const events = await out(`events --json --since 10m --until ${Math.ceil(Date.now() / 1000)} db`)
    expect(events.split('\n').filter((line) => line.includes('"action":"die"'))).toHaveLength(1)
    expect(events).not.toContain('com.docker.compose')
  })
})
