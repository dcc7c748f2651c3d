import type { ContainerBody } from '../../src/engine/container-body.ts'
import type { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import type { Program } from '../contract/engine.contract.ts'

/** Containers of the fake engine that do what a test of the contract wants: each behaviour is known by a label. */
export function fakePrograms(engine: FakeEngine): (program: Program) => ContainerBody {
  let count = 0
  return (program) => {
    count += 1
    const { health, tty, ...behaviour } = program
    engine.behave(`program ${count}`, health === undefined ? behaviour : { ...behaviour, health })
    return {
      Image: 'busybox:latest',
      Labels: { program: `program ${count}` },
      HostConfig: {},
      ...(tty === undefined ? {} : { Tty: tty }),
      ...(health === undefined ? {} : { Healthcheck: { Test: ['CMD', 'true'] } }),
    }
  }
}
