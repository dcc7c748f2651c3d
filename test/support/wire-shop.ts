import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { compose } from './fake-shell.ts'
import { TemporaryDirectory } from './temporary-directory.ts'
import { WireDaemon } from './wire-daemon.ts'

const files = {
  'compose.yaml': `name: shop
services:
  web:
    image: nginx
    ports: ["8080:80"]
    depends_on: [db]
    environment: { GREETING: hello }
  db:
    image: postgres:\${TAG:-16}
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data: {}
`,
  'broken.yaml': 'services:\n  web:\n    imag: nginx\n',
}

/** Whole command lines on a project of two services, with the fake engine behind the Engine API. */
export class WireShop implements AsyncDisposable {
  readonly engine: FakeEngine
  readonly #daemon: WireDaemon
  readonly #directory: TemporaryDirectory

  private constructor(engine: FakeEngine, daemon: WireDaemon, directory: TemporaryDirectory) {
    this.engine = engine
    this.#daemon = daemon
    this.#directory = directory
  }

  static async open(): Promise<WireShop> {
    const engine = new FakeEngine(['nginx', 'postgres:16'])
    return new WireShop(engine, await WireDaemon.start(engine), await TemporaryDirectory.create())
  }

  /** Where socket and files are differs from run to run, and is left out, with the digests that it goes into; so are ids, which go by what was quicker. */
  async run(argv: readonly string[]): ReturnType<typeof compose> {
    const { address } = this.#daemon.location
    const { code, stdout, stderr } = await compose(argv, {
      files,
      directory: this.#directory,
      environment: { DOCKER_HOST: address },
    })
    const settled = (text: string) =>
      text
        .replaceAll(address, 'unix:///engine.sock')
        .replaceAll(/[0-9a-f]{12}f{52}/gu, `${'0'.repeat(12)}${'f'.repeat(52)}`)
        .replaceAll(/("basis": )"[0-9a-f]{64}"/gu, `$1"${'0'.repeat(64)}"`)
        .replaceAll(/("project": )"[0-9a-f]{16}"/gu, `$1"${'0'.repeat(16)}"`)
    return { code, stdout: settled(stdout), stderr: settled(stderr) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#daemon[Symbol.asyncDispose]()
    await this.#directory[Symbol.asyncDispose]()
  }
}
