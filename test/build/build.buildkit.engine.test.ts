import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { imageFacts, removeImages } from './image-facts.ts'

const yaml = `
services:
  web:
    build:
      context: app
      dockerfile: docker/Main.Dockerfile
      target: middle
      args: { A: one, B: }
      labels: { l: v }
      tags: [gantry-build-test:1]
      network: none
      shm_size: 32m
      ulimits: { nofile: { soft: 1000, hard: 2000 } }
      extra_hosts: [one=10.0.0.1]
      additional_contexts:
        extra: extra
        img: docker-image://busybox
        base: service:base
      secrets: [file, { source: variable, target: renamed }]
      ssh: [default=agent.sock, key=key.pem]
  base:
    build:
      context: app
      dockerfile_inline: |
        FROM busybox
        ENV FROM=base
        RUN echo base > /base
  bad:
    build:
      context: app
      dockerfile_inline: |
        FROM busybox
        RUN echo loud && exit 3
secrets:
  file: { file: secret.txt }
  variable: { environment: SECRET }
`

const dockerfile = `FROM busybox AS first
ARG A
ARG B=unset
RUN echo "$A $B" > /args
FROM base AS middle
COPY --from=first /args /args
COPY --from=extra file /extra
COPY --from=img /bin/busybox /busybox
RUN --mount=type=secret,id=file --mount=type=secret,id=renamed cat /run/secrets/* > /secrets
RUN --mount=type=ssh test -S $SSH_AUTH_SOCK && echo agent > /agent
RUN --mount=type=ssh,id=key,required test -S $SSH_AUTH_SOCK
RUN cat /etc/hosts > /hosts && ulimit -n > /files && df /dev/shm | tail -1 > /shm
COPY . /app
FROM middle AS last
RUN false
`

const files: Readonly<Record<string, string>> = {
  'app/docker/Main.Dockerfile': dockerfile,
  'app/docker/Main.Dockerfile.dockerignore': 'docker\n**/*.log\n!keep.log\n',
  'app/.dockerignore': '*',
  'app/keep.log': 'kept',
  'app/other.log': 'not kept',
  'app/deep/er/file': 'deep',
  'extra/file': 'extra',
  'secret.txt': 'first ',
}

describe('compose build', () => {
  let project: RealProject

  beforeAll(async () => {
    project = await RealProject.create(yaml)
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(project.directory, path)), { recursive: true })
      await project.write(path, text)
    }
    const { privateKey } = generateKeyPairSync('ed25519')
    await project.write('key.pem', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
    await symlink('deep/er', join(project.directory, 'app/link'))
  })

  afterAll(async () => {
    await removeImages([`${project.name}-web`, `${project.name}-base`, 'gantry-build-test:1'])
    await project[Symbol.asyncDispose]()
  })

  function inImage(script: string): Promise<{ readonly stdout: string; readonly code: number }> {
    return project.compose(['--progress', 'quiet', 'run', '--rm', '--no-deps', 'web', 'sh', '-c', script])
  }

  it('makes the image with all that its section says', async () => {
    const agent = createServer()
    agent.listen(join(project.directory, 'agent.sock'))
    await once(agent, 'listening')
    const args = ['build', '--build-arg', 'A=two', 'web']
    const { code, stderr } = await project.compose(args, { B: 'shell', SECRET: 'second' })
    agent.close()
    expect(stderr).toContain('Built')
    expect(code).toBe(0)
    const { stdout } = await inImage(
      'cat /args /extra /base /secrets /agent /files; grep one /hosts; echo $FROM',
    )
    expect(stdout.split('\n').map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'two shell',
      'extrabase',
      'first secondagent',
      '1000',
      '10.0.0.1 one',
      'base',
      '',
    ])
  })

  it('gives it labels and tags', async () => {
    const { labels, id } = await imageFacts(`${project.name}-web`)
    expect(labels).toMatchObject({
      l: 'v',
      'com.docker.compose.project': project.name,
      'com.docker.compose.service': 'web',
      'com.docker.compose.version': '2.40.3',
    })
    expect((await imageFacts('gantry-build-test:1')).id).toBe(id)
  })

  it('sends what the ignore file of the Dockerfile leaves', async () => {
    const { stdout } = await inImage('cd /app && find . | sort; cat link/file')
    expect(stdout).toBe('.\n./.dockerignore\n./deep\n./deep/er\n./deep/er/file\n./keep.log\n./link\ndeep')
  })

  it('makes the same image from the same files', async () => {
    const before = (await imageFacts(`${project.name}-base`)).id
    const { stderr } = await project.compose(['--progress', 'plain', 'build', 'base'])
    expect(stderr).toContain('CACHED')
    expect((await imageFacts(`${project.name}-base`)).id).toBe(before)
  })

  it('shows the failing step with what it printed and where it stands', async () => {
    const { code, stderr } = await project.compose(['--progress', 'quiet', 'build', 'bad'])
    expect(code).toBe(1)
    expect(stderr).toContain(
      'error CMP501: the build of service "bad" failed at [2/2] RUN echo loud && exit 3: exit code 3',
    )
    expect(stderr).toContain(
      'printed:\n    loud\n  Dockerfile:2:\n      1 │ FROM busybox\n    > 2 │ RUN echo loud && exit 3',
    )
  })

  it('finds what can be improved in a Dockerfile, and builds nothing', async () => {
    await using linted = await RealProject.create(
      'services: { web: { build: { context: ., dockerfile_inline: "FROM busybox\\nMAINTAINER me" } } }',
    )
    const { code, stderr } = await linted.compose(['build', '--check'])
    expect(code).toBe(1)
    // Before Docker 27, BuildKit has nothing to say about Dockerfiles.
    expect(stderr).toMatch(/\(MaintainerDeprecated\)[^]*> 2 │ MAINTAINER me|cannot check Dockerfiles/)
    await expect(imageFacts(`${linted.name}-web`)).rejects.toThrow('No such image')
  })

  it('refuses what the engine would not keep', async () => {
    const { code, stderr } = await project.compose([
      '--progress',
      'quiet',
      'build',
      '--provenance=true',
      'base',
    ])
    expect(code).toBe(1)
    expect(stderr).toContain('error CMP503: the engine cannot keep an image with provenance')
  })

  it('refuses caches that the engine cannot write, by their names', async () => {
    await using cached = await RealProject.create(
      'services: { web: { build: { context: ., cache_to: ["type=s3,bucket=b"], dockerfile_inline: "FROM busybox" } } }',
    )
    const { code, stderr } = await cached.compose(['--progress', 'quiet', 'build'])
    expect(code).toBe(1)
    expect(stderr).toContain('error CMP503: the engine cannot write a cache of type=s3')
  })

  it('ends a build in the engine when it is interrupted', async () => {
    const slow = await RealProject.create(
      'services: { slow: { build: { context: ., dockerfile_inline: "FROM busybox\\nRUN sleep 100" } } }',
    )
    try {
      const { signal, lines } = await interrupted(slow)
      expect(signal).toBe(130)
      expect(lines.join('\n')).not.toContain('Built')
    } finally {
      await slow[Symbol.asyncDispose]()
    }
  })
})

/** Runs a build until its second step has begun, and interrupts it. */
async function interrupted(
  project: RealProject,
): Promise<{ readonly signal: number; readonly lines: readonly string[] }> {
  const program = join(import.meta.dirname, '../../dist/compose.js')
  const args = ['--', program, '-p', project.name, '--progress', 'json', 'build']
  const child = spawn(process.execPath, args, { cwd: project.directory, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line)
    if (line.includes('RUN sleep') && line.includes('started')) child.kill('SIGINT')
  }
  const [code] = await ended
  return { signal: Number(code), lines }
}
