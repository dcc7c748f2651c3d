import { randomBytes } from 'node:crypto'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import type { ContainerBody } from '../../src/engine/container-body.ts'
import { engineContract } from '../contract/engine.contract.ts'
import type { Program, Subject } from '../contract/engine.contract.ts'

const image = 'busybox:latest'

engineContract('a real engine', async (): Promise<Subject> => {
  const engine = await connectEngine(await locateEngine({ environment: process.env }), { now: Date.now })
  return {
    engine,
    image,
    prefix: `gantry-contract-${randomBytes(4).toString('hex')}`,
    body: program,
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  }
})

/** A shell script that does what the test wants. */
function program({ prints = [], leaves, exits, health, tty }: Program): ContainerBody {
  const printing = prints.map((line) => `echo ${line}`)
  const script = [
    ...printing,
    ...(leaves === undefined ? [] : [`printf %s ${leaves}`]),
    exits === undefined ? 'trap "exit 0" TERM; while :; do sleep 0.1; done' : `exit ${exits}`,
  ]
  return {
    Image: image,
    Cmd: ['sh', '-c', script.join('; ')],
    HostConfig: {},
    ...(tty === undefined ? {} : { Tty: tty }),
    ...(health === undefined ? {} : { Healthcheck: probe(health) }),
  }
}

function probe(health: 'healthy' | 'unhealthy'): NonNullable<ContainerBody['Healthcheck']> {
  const command = `echo it is ${health}; ${health === 'healthy' ? 'true' : 'false'}`
  return { Test: ['CMD-SHELL', command], Interval: 100_000_000, Retries: 1 }
}
