import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { linesOf, Schemas } from '../support/schemas.ts'

const yaml = `
services:
  web:
    image: busybox
    command: sh -c "echo hello; exec sleep 1000"
    stop_signal: KILL
    ports: ["127.0.0.1::80"]
    volumes: ["data:/data"]
  made:
    build: { context: ., dockerfile_inline: "FROM busybox\\nRUN true\\n" }
    profiles: [made]
volumes: { data: {} }
`

const schemas = new Schemas()

describe('what a real engine makes of documents', () => {
  it('is what the schemas say, command by command', async () => {
    await using project = await RealProject.create(yaml)
    const lines = [
      'up -d',
      'exec -d web touch /seen',
      'cp web:/seen seen',
      'export web -o web.tar',
      'ps',
      'ls --all',
      'top',
      'stats --no-stream',
      'images',
      'volumes',
      'port web 80',
      'restart -t 0',
      'pause',
      'unpause',
      'stop',
      'rm -f',
      'run -d web sleep 1000',
      'down -v --remove-orphans -t 0',
      'version',
    ]
    for (const line of lines) {
      const { code, stdout } = await project.compose(['--json', ...line.split(' ')])
      expect([line, code]).toEqual([line, 0])
      const [command = ''] = line.split(' ')
      expect([line, schemas.mistakes(`${command}.schema.json`, JSON.parse(stdout))]).toEqual([line, []])
    }
  })

  it('is what they say of builds and of what follows', async () => {
    await using project = await RealProject.create(yaml)
    const built = await project.compose(['--progress', 'json', 'build', '--json', 'made'])
    expect(schemas.mistakes('build.schema.json', JSON.parse(built.stdout))).toEqual([])
    expect(schemas.mistakesOfLines('progress.schema.json', built.stderr)).toEqual([])
    const { stdout, stderr } = await project.compose(['up', '--json', '--exit-code-from', 'made', 'made'])
    expect(schemas.mistakesOfLines('logs.schema.json', stdout)).toEqual([])
    expect(schemas.mistakesOfLines('progress.schema.json', stderr)).toEqual([])
    expect(linesOf(stdout).map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ version: 1, event: 'exited', service: 'made', code: 0 }),
    )
    await project.compose(['--profile', 'made', 'down', '--rmi', 'local'])
  })

  it('is what they say of failures, as is progress', async () => {
    await using project = await RealProject.create(yaml.replace('echo hello', 'echo no; exit 7'))
    const { code, stdout, stderr } = await project.compose(['--progress', 'json', 'up', '--wait', '--json'])
    const document: { readonly outcome: string; readonly diagnostics: readonly object[] } = JSON.parse(stdout)
    expect([code, document.outcome]).toEqual([1, 'failed'])
    expect(document.diagnostics).toContainEqual(expect.objectContaining({ code: 'CMP407', line: 5 }))
    expect(schemas.mistakes('up.schema.json', document)).toEqual([])
    expect(schemas.mistakesOfLines('progress.schema.json', stderr)).toEqual([])
  })
})
