import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, it } from 'vitest'
import { expectSituation, type Situation } from '../support/situation.ts'

const runs = 'image: busybox, init: true, command: sleep 1000'
const one = `services:\n  a: { ${runs} }\n`

const commands: readonly Situation[] = [
  {
    name: 'a service that there is not',
    yaml: one,
    run: ['up', '-d', 'aa'],
    code: 'CMP208',
    says: /no such service: aa/,
    cure: /./,
  },
  {
    name: 'exec in a service that is not running',
    yaml: one,
    run: ['exec', '-T', 'a', 'true'],
    code: 'CMP415',
    says: /service "a" is not running/,
    cure: /./,
  },
  {
    name: 'exec in a container that there is not',
    yaml: one,
    before: [['up', '-d']],
    run: ['exec', '-T', '--index', '7', 'a', 'true'],
    code: 'CMP415',
    says: /service "a" is not running container #7/,
    cure: /./,
  },
  {
    name: 'exec in a paused container',
    yaml: one,
    before: [['up', '-d'], ['pause']],
    run: ['exec', '-T', 'a', 'true'],
    code: 'CMP415',
    says: /paused/,
    cure: /unpause/,
  },
  {
    name: 'a start of a paused container',
    yaml: one,
    before: [['up', '-d'], ['pause']],
    run: ['start'],
    code: 'CMP415',
    says: /is paused/,
    cure: /"compose unpause" lets it go on/,
  },
  {
    name: 'a start of what was never created',
    yaml: one,
    run: ['start'],
    code: 'CMP415',
    says: /has no container to start/,
    cure: /"compose up" creates containers/,
  },
  {
    name: 'a copy of what is not there',
    yaml: one,
    before: [['up', '-d']],
    run: ['cp', 'a:/nope', '.'],
    code: 'CMP421',
    says: /there is no "\/nope"/,
    cure: /./,
  },
  {
    name: 'a port that a container does not have',
    yaml: one,
    before: [['up', '-d']],
    run: ['port', 'a', '81'],
    code: 'CMP418',
    says: /81/,
    cure: /./,
  },
  {
    name: 'a build of a Dockerfile that is not there',
    yaml: 'services:\n  a:\n    build: ./nope # here\n',
    run: ['build'],
    code: 'CMP504',
    says: /nope/,
    cure: /./,
  },
  {
    name: 'a build of which a step fails',
    yaml: 'services:\n  a:\n    build: { context: ., dockerfile_inline: "FROM busybox\\nRUN echo no table && exit 3\\n" } # here\n',
    run: ['build'],
    code: 'CMP501',
    says: /no table/,
    cure: /./,
  },
]

const unreachable: readonly Situation[] = [
  {
    name: 'a socket that is not there',
    yaml: one,
    env: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' },
    code: 'CMP401',
    says: /cannot reach the engine at unix:\/\/\/nonexistent\/docker\.sock \(no such file\)/,
    cure: /compose (?:version|doctor)/,
    exit: 4,
  },
  {
    name: 'a port where nobody listens',
    yaml: one,
    env: { DOCKER_HOST: 'tcp://127.0.0.1:1' },
    code: 'CMP401',
    says: /cannot reach the engine at tcp:\/\/127\.0\.0\.1:1 \(connection refused\)/,
    cure: /compose (?:version|doctor)/,
    exit: 4,
  },
]

describe.concurrent.each(Object.entries({ commands, unreachable }))('what cannot be: %s', (_, situations) => {
  it.each(situations)('$name', expectSituation)
})

describe('what cannot be: an engine that speaks in another way', () => {
  it('a port of something that does not encrypt', async () => {
    const server = createServer((socket) => {
      // That it is cut off is the point.
      socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n')
    }).listen(0)
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      await expectSituation({
        name: 'an engine without TLS',
        yaml: one,
        run: ['--tlsverify', 'up', '-d'],
        env: { DOCKER_HOST: `tcp://127.0.0.1:${port}`, DOCKER_TLS_VERIFY: '1' },
        code: 'CMP401',
        says: /cannot reach the engine/,
        cure: /compose (?:version|doctor)/,
        exit: 4,
      })
    } finally {
      server.close()
    }
  })
})
