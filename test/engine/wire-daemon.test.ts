import { connectEngine } from '../../src/engine/docker/connect.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { engineContract } from '../contract/engine.contract.ts'
import type { Subject } from '../contract/engine.contract.ts'
import { fakePrograms } from '../support/fake-programs.ts'
import { WireDaemon } from '../support/wire-daemon.ts'

engineContract('over a wire', async (): Promise<Subject> => {
  const fake = new FakeEngine(['busybox:latest'])
  const daemon = await WireDaemon.start(fake)
  const engine = await connectEngine(daemon.location, { now: fake.clock.now })
  return {
    engine,
    image: 'busybox:latest',
    prefix: 'contract',
    body: fakePrograms(fake),
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]()
      await daemon[Symbol.asyncDispose]()
    },
  }
})
