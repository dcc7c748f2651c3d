import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'

const sleeper = 'image: busybox, init: true, command: sleep 1000, stop_grace_period: 1s'

/** A provider that counts how often it was called, and knows one option. */
const provider = `#!/bin/sh
if [ "$2" = metadata ]; then
  echo '{"up":{"parameters":[{"name":"size","required":true}]},"down":{"parameters":[]}}'
  exit 0
fi
echo "$*" >> calls
case "$*" in
*" up "*)
  echo '{"type":"info","message":"making it"}'
  echo '{"type":"setenv","message":"URL=db://here"}'
  echo '{"type":"rawsetenv","message":"PLAIN=1"}'
  ;;
esac
`

const yaml = `
services:
  store:
    provider: { type: gantry-test-store, options: { size: 3, unknown: x } }
  web: { ${sleeper}, depends_on: [store] }
`

async function withProvider(): Promise<{ project: RealProject; environment: Record<string, string> }> {
  const project = await RealProject.create(yaml)
  await mkdir(join(project.directory, 'bin'))
  await project.write('bin/gantry-test-store', provider)
  await chmod(join(project.directory, 'bin/gantry-test-store'), 0o755)
  return { project, environment: { PATH: `${join(project.directory, 'bin')}:${process.env['PATH'] ?? ''}` } }
}

describe('providers and steps before a start on a real engine', () => {
  it('gives the variables of a program to containers, and has it take back what it made', async () => {
    const { project, environment } = await withProvider()
    await using _ = project
    expect(await project.compose(['up', '-d'], environment)).toMatchObject({ code: 0 })
    const { stdout } = await project.compose(['exec', 'web', 'env'])
    expect(stdout).toContain('STORE_URL=db://here\n')
    expect(stdout).toContain('PLAIN=1\n')
    const before = await project.ids()
    expect(await project.compose(['up', '-d'], environment)).toMatchObject({ code: 0 })
    expect(await project.ids()).toEqual(before)
    expect(await project.compose(['down'], environment)).toMatchObject({ code: 0 })
    const calls = await project.read('calls')
    const call = `compose --project-name=${project.name}`
    expect(calls).toBe(`${call} up --size=3 store\n${call} up --size=3 store\n${call} down store\n`)
    await project.write('compose.yaml', `services: { web: { ${sleeper} } }`)
  })

  it('runs steps in containers with the volumes of the service before it starts', async () => {
    await using project = await RealProject.create(`
services:
  web:
    image: busybox
    init: true
    stop_grace_period: 1s
    command: sh -c "cat /data/file; sleep 1000"
    volumes: ["data:/data"]
    configs: [{ source: text, target: /text }]
    pre_start:
      - command: [sh, -c, "cat /text > /data/file"]
      - command: [sh, -c, "echo $$KEY >> /data/file"]
        environment: { KEY: second }
volumes: { data: {} }
configs: { text: { content: "first\\n" } }
`)
    expect(await project.compose(['up', '-d'])).toMatchObject({ code: 0 })
    expect((await project.compose(['exec', 'web', 'cat', '/data/file'])).stdout).toBe('first\nsecond\n')
    expect(await project.states()).toEqual(['web running'])
  })

  it('keeps the container of a step that failed, until down', async () => {
    await using project = await RealProject.create(`
services:
  web: { ${sleeper}, pre_start: [{ command: [sh, -c, "echo no; exit 3"] }] }
`)
    const { code, stderr } = await project.compose(['up', '-d'])
    expect(code).toBe(1)
    expect(stderr).toContain('exited with status 3')
    expect(stderr).toContain(`${project.name}-web-1-pre_start-1`)
    expect(await project.states()).toEqual(['web created'])
    expect((await project.compose(['down'])).stderr).toContain('pre_start-1')
  })
})
