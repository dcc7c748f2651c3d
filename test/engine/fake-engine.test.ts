import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { engineContract } from '../contract/engine.contract.ts'
import type { Subject } from '../contract/engine.contract.ts'
import { fakePrograms } from '../support/fake-programs.ts'

engineContract('in memory', async (): Promise<Subject> => {
  const engine = new FakeEngine(['busybox:latest'])
  return {
    engine,
    image: 'busybox:latest',
    prefix: 'contract',
    body: fakePrograms(engine),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  }
})
