import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { imageFacts, removeImages } from './image-facts.ts'

/** What one key does to an image: the service's `build`, and what a command in the image prints. */
interface KeyCase {
  readonly service: string
  readonly build: string
  readonly dockerfile: string
  readonly shows: string
  readonly prints: string
}

const keys: readonly KeyCase[] = [
  {
    service: 'args-list',
    build: 'args: [A=one, FROM_SHELL, UNSET]',
    dockerfile: 'ARG A\nARG FROM_SHELL\nARG UNSET=default\nRUN echo "$A $FROM_SHELL $UNSET" > /shown',
    shows: 'cat /shown',
    prints: 'one shell default',
  },
  {
    service: 'outside',
    build: 'dockerfile: ../outside.Dockerfile',
    dockerfile: '',
    shows: 'cat /copied/kept',
    prints: 'kept',
  },
  {
    service: 'target',
    build: 'target: wanted',
    dockerfile: 'RUN echo wanted > /shown\nFROM scratch AS last\nFROM last',
    shows: 'cat /shown',
    prints: 'wanted',
  },
  {
    service: 'platforms',
    build: 'platforms: [linux/amd64]',
    dockerfile: 'ARG TARGETPLATFORM\nRUN echo $TARGETPLATFORM > /shown',
    shows: 'cat /shown',
    prints: 'linux/amd64',
  },
  {
    service: 'network',
    build: 'network: none',
    dockerfile: 'RUN ls /sys/class/net > /shown',
    shows: 'cat /shown',
    prints: 'lo',
  },
  {
    service: 'shm',
    build: 'shm_size: 32m',
    dockerfile: "RUN df -m /dev/shm | awk 'END { print $2 }' > /shown",
    shows: 'cat /shown',
    prints: '32',
  },
  {
    service: 'limits',
    build: 'ulimits: { nofile: { soft: 900, hard: 1000 } }',
    dockerfile: 'RUN echo $(ulimit -n) $(ulimit -Hn) > /shown',
    shows: 'cat /shown',
    prints: '900 1000',
  },
  {
    service: 'hosts',
    build: 'extra_hosts: { one: 10.0.0.1, two: "::1" }',
    dockerfile: "RUN grep -E 'one|two' /etc/hosts | sort | tr '\\t' ' ' > /shown",
    shows: "tr '\\n' , < /shown",
    prints: '10.0.0.1 one,::1 two,',
  },
  {
    service: 'cache',
    build: 'cache_to: [type=inline], cache_from: ["type=local,src=absent"]',
    dockerfile: 'RUN echo cached > /shown',
    shows: 'cat /shown',
    prints: 'cached',
  },
]

function sectionOf({ service, build, dockerfile }: KeyCase): string {
  const inline = `FROM busybox AS wanted\n${dockerfile}`.replaceAll('$', '$$$$')
  const text = dockerfile === '' ? '' : `, dockerfile_inline: ${JSON.stringify(inline)}`
  return `  ${service}: { build: { context: app, ${build}${text} } }`
}

describe('the keys of build', () => {
  let project: RealProject

  beforeAll(async () => {
    project = await RealProject.create(`services:\n${keys.map(sectionOf).join('\n')}\n`)
    await mkdir(join(project.directory, 'app'))
    await project.write('app/kept', 'kept')
    await project.write('outside.Dockerfile', 'FROM busybox\nCOPY . /copied\n')
    const { code, stderr } = await project.compose(['--progress', 'plain', 'build'], { FROM_SHELL: 'shell' })
    expect(stderr.includes('error') ? stderr : '').toBe('')
    expect(code).toBe(0)
  })

  afterAll(async () => {
    await removeImages(keys.map(({ service }) => `${project.name}-${service}`))
    await project[Symbol.asyncDispose]()
  })

  it.each(keys.map((key) => [key.service, key] as const))('have their effect: %s', async (_, key) => {
    const args = ['--progress', 'quiet', 'run', '--rm', '--no-deps', key.service, 'sh', '-c', key.shows]
    const { stdout } = await project.compose(args)
    expect(stdout.trim()).toBe(key.prints)
  })

  it('give each image its labels', async () => {
    const { labels } = await imageFacts(`${project.name}-target`)
    expect(labels['com.docker.compose.service']).toBe('target')
  })
})
