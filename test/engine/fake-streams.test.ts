import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import type { FakeExec } from '../../src/engine/fake/fake-world.ts'
import { streamsContract } from '../contract/streams.contract.ts'

streamsContract('in memory', async () => {
  const engine = new FakeEngine(['busybox'])
  engine.behave('copying', { executes: program, copies: true })
  const body = { Image: 'busybox', Labels: { program: 'copying' }, HostConfig: {} }
  const signal = new AbortController().signal
  return {
    engine,
    container: await engine.containers.create({ name: 'contract', body }, signal),
    shell: (script) => [script],
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  }
})

/** The scripts of the contract. */
async function program({ command, input, print }: FakeExec): Promise<number> {
  if (command[0] !== 'cat') {
    print('out')
    print('err', 'stderr')
    return 3
  }
  for await (const bytes of input) print(Buffer.from(bytes).toString())
  return 0
}
