import { describe, expect, it } from 'vitest'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import { RealProject } from '../support/real-project.ts'

/** Every value that may be secret contains it. */
const marker = 'planted-marker'

const environment = { FROM_SHELL: `${marker}-shell` }

const yaml = (level: string, ending = 'sleep 1000') => `
services:
  web:
    image: busybox
    stop_signal: KILL
    environment: { PASSWORD: ${marker}-literal, LEVEL: ${marker}-${level}, FROM_SHELL: "\${FROM_SHELL}", URL: "db://\${FROM_FILE}@db" }
    env_file: [web.env]
    command: sh -c "${ending}"
    healthcheck: { test: 'test -n "\${FROM_FILE}"', interval: 0.3s }
    logging: { driver: json-file, options: { labels: "${marker}-labels" } }
    secrets: [from-variable, from-file]
    configs: [{ source: inline, target: /inline }]
    volumes: [data:/data]
    depends_on: { db: { condition: service_healthy } }
    post_start: [{ command: ["true"], environment: { KEY: ${marker}-hook } }]
  db:
    image: busybox
    stop_signal: KILL
    command: sleep 1000
    environment: { POSTGRES_PASSWORD: ${marker}-${level} }
    healthcheck: { test: "true", interval: 0.3s }
  built:
    image: registry.invalid/built
    profiles: [building]
    build: { context: ., args: { TOKEN: ${marker}-argument } }
secrets:
  from-variable: { environment: FROM_SHELL }
  from-file: { file: ./secret.txt }
configs:
  inline: { content: "key=\${FROM_FILE}" }
volumes:
  data: { labels: { level: "\${LEVEL:-${level}}" } }
`

async function planted(text = yaml('one')): Promise<RealProject> {
  const project = await RealProject.create(text)
  await project.write('web.env', `FROM_ENV_FILE=${marker}-env-file\n`)
  await project.write('.env', `FROM_FILE=${marker}-dot-env\n`)
  await project.write('secret.txt', `${marker}-secret\n`)
  await project.write('Dockerfile', 'FROM busybox\nARG TOKEN\n')
  return project
}

/** On a project that runs and whose values have all changed. `config` and `generate` are not here: values are what they are for; and command
 * lines, which `ps` and `top` show as the engine does, have none. */
const commands: readonly (readonly [line: string, code: number])[] = [
  ['plan', 0],
  ['plan --json', 0],
  ['plan -o plan.json', 0],
  ['plan --force-recreate --json', 0],
  ['--json --dry-run up -d', 0],
  ['--dry-run up -d -y', 0],
  ['--dry-run down -v', 0],
  ['--dry-run run --rm web true', 0],
  ['--json --profile building --dry-run build', 0],
  ['why', 1],
  ['--progress json up -d -y', 0],
  ['--verbose up -d --force-recreate', 0],
  ['--json up -d --force-recreate', 0],
  ['ps', 0],
  ['--json ps', 0],
  ['ls --format json', 0],
  ['images', 0],
  ['volumes --format json', 0],
  ['viz', 0],
  ['restart -t 0', 0],
  ['--progress json stop', 0],
  ['--json down', 0],
]

describe('I28: values of variables and contents of secrets', () => {
  it('are in no output and in no label', { timeout: 300_000 }, async () => {
    await using project = await planted()
    await using engine = await connectEngine(await locateEngine({ environment: process.env }), {
      now: Date.now,
    })
    const first = await project.compose(['up', '-d'], environment)
    expect(first.code).toBe(0)
    const label = { 'com.docker.compose.project': project.name }
    const { signal } = new AbortController()
    const containers = await engine.containers.list(label, signal)
    expect(containers).toHaveLength(2)
    expect(JSON.stringify(containers.map(({ labels }) => labels))).not.toContain(marker)
    await project.write('compose.yaml', yaml('two'))
    const codes: (readonly [string, number])[] = []
    const telling = [first.stdout + first.stderr].filter((text) => text.includes(marker))
    for (const [line] of commands) {
      const { code, stdout, stderr } = await project.compose(line.split(' '), environment)
      codes.push([line, code])
      if ((stdout + stderr).includes(marker)) telling.push(`${line}\n${stdout}${stderr}`)
    }
    expect(telling).toEqual([])
    expect(codes).toEqual(commands)
  })

  it('are in no report of what goes wrong', { timeout: 120_000 }, async () => {
    await using project = await planted(yaml('one', 'exit 3'))
    const outputs: string[] = []
    for (const line of ['up -d --wait', '--json up -d --wait', 'why', 'why --json']) {
      const { code, stdout, stderr } = await project.compose(line.split(' '), environment)
      expect([line, code]).toEqual([line, 1])
      outputs.push(`${line}\n${stdout}${stderr}`)
    }
    expect(outputs.filter((text) => text.includes(marker))).toEqual([])
  })
})
