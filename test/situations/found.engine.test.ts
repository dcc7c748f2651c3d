import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { expectSituation, type Situation } from '../support/situation.ts'

const runs = 'image: busybox, init: true, command: sleep 1000'
/** Of containers of another project, which are there while these tests run. */
const held = { name: 'gantry-test-situation-held', port: 28_471, network: 'gantry-test-situation-net' }

const missing: readonly Situation[] = [
  {
    name: 'an image that may not be pulled',
    yaml: 'services:\n  a:\n    image: nothing/here:1 # here\n    pull_policy: never\n',
    code: 'CMP403',
    says: /image "nothing\/here:1" of service "a" is not present/,
    cure: /load or build the image first/,
  },
  {
    name: 'an image whose registry is not reached',
    yaml: 'services:\n  a:\n    image: 127.0.0.1:1/nothing/here:1 # here\n',
    code: 'CMP403',
    says: /cannot be pulled: its registry cannot be reached/,
    cure: /check the network and the name of the image/,
  },
  {
    name: 'an image of another platform that may not be pulled',
    yaml: 'services:\n  a:\n    image: busybox # here\n    platform: linux/s390x\n    pull_policy: never\n',
    code: 'CMP403',
    says: /not present/,
    cure: /change pull_policy/,
  },
  {
    name: 'an external network that is not there',
    yaml: `services:\n  a: { ${runs} }\nnetworks:\n  default: { name: nope-not-there, external: true } # here\n`,
    code: 'CMP406',
    says: /nope-not-there/,
    cure: /docker network create nope-not-there/,
  },
  {
    name: 'an external volume that is not there',
    yaml: `services:\n  a: { ${runs}, volumes: ["vol:/v"] }\nvolumes:\n  vol: { name: nope-not-there, external: true } # here\n`,
    code: 'CMP406',
    says: /nope-not-there/,
    cure: /docker volume create nope-not-there/,
  },
  {
    name: 'a file to mount that is not there',
    yaml: `services:\n  a:\n    image: busybox\n    volumes: ["./nginx.conf:/etc/nginx/nginx.conf"] # here\n`,
    code: 'CMP431',
    says: /which service "a" mounts as \/etc\/nginx\/nginx\.conf, is not there/,
    cure: /an engine would make a folder of this name/,
  },
  {
    name: 'a folder to mount that may not be made',
    yaml: 'services:\n  a:\n    image: busybox\n    volumes: [{ type: bind, source: ./data, target: /data, bind: { create_host_path: false } }] # here\n',
    code: 'CMP431',
    says: /mounts as \/data, is not there/,
    cure: /create it, or correct the path/,
  },
  {
    name: 'the file of a secret that is not there',
    yaml: 'services:\n  a: { image: busybox, secrets: [key] }\nsecrets:\n  key: { file: ./key.txt } # here\n',
    code: 'CMP431',
    says: /key\.txt", which service "a" mounts as \/run\/secrets\/key, is not there/,
    cure: /create it, or correct the path/,
  },
  {
    name: 'the file of a config that is not there',
    yaml: 'services:\n  a: { image: busybox, configs: [app] }\nconfigs:\n  app: { file: ./app.conf } # here\n',
    code: 'CMP431',
    says: /app\.conf", which service "a" mounts as \/app, is not there/,
    cure: /create it, or correct the path/,
  },
  {
    name: 'the variable of a secret that is not set',
    yaml: 'services:\n  a: { image: busybox, secrets: [key] }\nsecrets:\n  key: { environment: GANTRY_TEST_NOT_SET } # here\n',
    code: 'CMP114',
    says: /"GANTRY_TEST_NOT_SET", which is not set/,
    cure: /set/,
  },
  {
    name: 'a seccomp profile that is not there',
    yaml: `services:\n  a: { ${runs}, security_opt: ["seccomp:./nope.json"] }\n`,
    code: 'CMP102',
    says: /seccomp profile .* cannot be read/,
    cure: /Name a JSON file, or "unconfined"/,
  },
  {
    name: 'a health that nothing checks',
    yaml: `services:
  web:
    image: busybox
    depends_on: { db: { condition: service_healthy } } # here
  db: { ${runs} }
`,
    code: 'CMP409',
    says: /"web" waits for "db" to be healthy, and "db" has no health check/,
    cure: /condition: service_started/,
  },
  {
    name: 'a provider that is not installed',
    yaml: 'services:\n  a:\n    provider: { type: gantry-test-nope } # here\n',
    code: 'CMP424',
    says: /provider "gantry-test-nope" of service "a" is not installed/,
    cure: /install/i,
  },
]

const taken: readonly Situation[] = [
  {
    name: 'a port that a container of another project has',
    yaml: `services:\n  a:\n    image: busybox\n    ports: ["127.0.0.1:${held.port}:80"] # here\n`,
    code: 'CMP404',
    says: /is already in use: container gantry-test-situation-held of project/,
    cure: /compose -p \S+ stop other, or publish another port/,
  },
  {
    name: 'a range of ports that others have',
    yaml: `services:\n  a:\n    image: busybox\n    ports: ["127.0.0.1:${held.port}-${held.port + 1}:80"] # here\n`,
    code: 'CMP404',
    says: /is already in use/,
    cure: /or publish another port/,
  },
  {
    name: 'more replicas than ports',
    yaml: `services:\n  a:\n    image: busybox\n    init: true\n    command: sleep 1000\n    ports: ["127.0.0.1:${held.port + 7}:80"] # here\n`,
    run: ['up', '-d', '--scale', 'a=2'],
    code: 'CMP404',
    says: /is already in use/,
    cure: /or publish another port/,
  },
  {
    name: 'a name that a container of another project has',
    yaml: `services:\n  a:\n    image: busybox\n    container_name: ${held.name} # here\n`,
    code: 'CMP405',
    says: /"gantry-test-situation-held"|gantry-test-situation-held/,
    cure: /container_name|rename|remove/,
  },
]

describe.concurrent.each(Object.entries({ missing, taken }))('what is looked for: %s', (_, situations) => {
  let other: RealProject
  const server = createServer()

  beforeAll(async () => {
    if (situations !== taken) return
    other = await RealProject.create(`services:
  other: { ${runs}, container_name: ${held.name}, ports: ["127.0.0.1:${held.port}-${held.port + 1}:80-81"] }
`)
    await other.compose(['up', '-d'])
  })
  afterAll(async () => {
    server.close()
    if (situations === taken) await other[Symbol.asyncDispose]()
  })

  it.each(situations)('$name', expectSituation)
})

describe('what is looked for: programs of this machine', () => {
  it('a port that one of them has, where the engine is on this machine', async () => {
    const server = createServer().listen(0, '0.0.0.0')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      await expectSituation({
        name: 'a port that a program has',
        yaml: `services:\n  a:\n    image: busybox\n    ports: ["${port}:80"] # here\n`,
        code: 'CMP404',
        says: new RegExp(String.raw`process ${process.pid} \(.*\) on this machine has it`, 'u'),
        cure: new RegExp(`kill ${process.pid}`, 'u'),
      })
    } finally {
      server.close()
    }
  })
})
