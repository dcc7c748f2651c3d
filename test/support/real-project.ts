import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { runCompose, type ComposeRun } from './run-compose.ts'

/** A project in a folder of its own on a real engine; disposing it takes everything down, volumes included. */
export class RealProject implements AsyncDisposable {
  readonly name: string
  readonly directory: string

  private constructor(directory: string) {
    this.directory = directory
    this.name = basename(directory).toLowerCase()
  }

  static async create(yaml: string): Promise<RealProject> {
    const project = new RealProject(await mkdtemp(join(tmpdir(), 'gantry-test-')))
    await project.write('compose.yaml', yaml)
    return project
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.directory, file), text)
  }

  read(file: string): Promise<string> {
    return readFile(join(this.directory, file), 'utf8')
  }

  compose(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ComposeRun> {
    return runCompose(['-p', this.name, '-f', join(this.directory, 'compose.yaml'), ...args], {
      cwd: this.directory,
      env,
    })
  }

  /** `SERVICE state` of every container, by service. */
  async states(): Promise<readonly string[]> {
    const { stdout } = await this.compose(['ps', '-a', '--format', '{{.Service}} {{.State}}'])
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .toSorted()
  }

  /** Full ids of the running containers, sorted. */
  async ids(): Promise<readonly string[]> {
    const { stdout } = await this.compose(['ps', '-q'])
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .toSorted()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.compose(['down', '-v', '--remove-orphans', '-t', '0'])
    await rm(this.directory, { recursive: true, force: true })
  }
}
