import { writeFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runCompose } from '../support/run-compose.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'
import { Terminal } from '../support/terminal.ts'

/** A project of its own on the engine, removed at the end of the test. */
class Project implements AsyncDisposable {
  readonly #directory: TemporaryDirectory

  private constructor(directory: TemporaryDirectory) {
    this.#directory = directory
  }

  static async create(name: string, command: string): Promise<Project> {
    const directory = await TemporaryDirectory.create()
    const service = { image: 'busybox', init: true, command: ['sh', '-c', command], stop_grace_period: '60s' }
    await writeFile(directory.join('compose.yaml'), JSON.stringify({ name, services: { web: service } }))
    return new Project(directory)
  }

  compose(...args: readonly string[]) {
    return runCompose(args, { cwd: this.#directory.path })
  }

  terminal(...args: readonly string[]): Terminal {
    return new Terminal(args, { cwd: this.#directory.path })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.compose('--progress', 'quiet', 'down', '-t', '0', '-v')
    await this.#directory[Symbol.asyncDispose]()
  }
}

const obedient = 'trap "exit 0" TERM; echo ready; while true; do sleep 0.05; done'
const stubborn = 'trap "" TERM; echo ready; while true; do sleep 0.05; done'

describe('an attached up in a terminal', () => {
  it('stops its containers on Ctrl-C and exits with 130', async () => {
    await using project = await Project.create('gantry-test-ctrl-c', obedient)
    await using terminal = project.terminal('up')
    await terminal.shows(/web-1 {2}\| \S*ready/u)
    terminal.press('Ctrl-C')
    expect((await terminal.exit).code).toBe(130)
    expect(terminal.text).toContain('press Ctrl+C again to force')
    expect((await project.compose('ps', '-a', '--format', '{{.State}} {{.ExitCode}}')).stdout).toBe(
      'exited 0\n',
    )
  })

  it('offers keys below the output, and "d" leaves the containers running', async () => {
    await using project = await Project.create('gantry-test-menu', obedient)
    await using terminal = project.terminal('up')
    await terminal.shows(/web-1 {2}\| \S*ready[\s\S]*Detach/u)
    terminal.type('xv')
    await terminal.shows(/no Docker Desktop[^\n]*\n[^\n]*Detach/u)
    terminal.type('d')
    expect((await terminal.exit).code).toBe(0)
    // The last thing on the screen is output, not the menu.
    expect(terminal.text.slice(terminal.text.lastIndexOf('Detach'))).toContain('\r\u001B[2K')
    expect((await project.compose('ps', '--format', '{{.State}}')).stdout).toBe('running\n')
  })

  it('offers no keys with --menu=false', async () => {
    await using project = await Project.create('gantry-test-no-menu', obedient)
    await using terminal = project.terminal('up', '--menu=false')
    await terminal.shows(/web-1 {2}\| \S*ready/u)
    terminal.press('Ctrl-C')
    expect((await terminal.exit).code).toBe(130)
    expect(terminal.text).not.toContain('Detach')
  })

  it('leaves nothing running on Ctrl-C while the engine starts a container', async () => {
    await using project = await Project.create('gantry-test-ctrl-c-early', obedient)
    await using terminal = project.terminal('up')
    await terminal.shows(/web-1 \S*Starting/u)
    terminal.press('Ctrl-C')
    expect((await terminal.exit).code).toBe(130)
    expect((await project.compose('ps', '-a', '--format', '{{.State}}')).stdout).toBe('exited\n')
  })

  it('kills them on the second Ctrl-C', async () => {
    await using project = await Project.create('gantry-test-ctrl-c-twice', stubborn)
    await using terminal = project.terminal('up')
    await terminal.shows(/web-1 {2}\| \S*ready/u)
    terminal.press('Ctrl-C')
    await terminal.shows(/Stopping/u)
    terminal.press('Ctrl-C')
    expect((await terminal.exit).code).toBe(130)
    expect((await project.compose('ps', '-a', '--format', '{{.State}} {{.ExitCode}}')).stdout).toBe(
      'exited 137\n',
    )
  })

  it('leaves within a second on the third Ctrl-C', async () => {
    await using project = await Project.create('gantry-test-ctrl-c-thrice', stubborn)
    await using terminal = project.terminal('up')
    await terminal.shows(/web-1 {2}\| \S*ready/u)
    terminal.press('Ctrl-C')
    await terminal.shows(/Stopping/u)
    terminal.press('Ctrl-C')
    await terminal.shows(/Kill/u)
    terminal.press('Ctrl-C')
    const pressedAtMs = performance.now()
    const { code, atMs } = await terminal.exit
    expect(code).toBe(130)
    expect(atMs - pressedAtMs).toBeLessThan(1000)
  })

  it('stops its containers on SIGTERM and exits with 143', async () => {
    await using project = await Project.create('gantry-test-sigterm', obedient)
    await using terminal = project.terminal('up')
    await terminal.shows(/web-1 {2}\| \S*ready/u)
    terminal.send('SIGTERM')
    expect((await terminal.exit).code).toBe(143)
    expect((await project.compose('ps', '-a', '--format', '{{.State}} {{.ExitCode}}')).stdout).toBe(
      'exited 0\n',
    )
  })
})

const hideCursor = '\u001B[?25l'
const showCursor = '\u001B[?25h'

describe('a detached up in a terminal', () => {
  it('leaves the finished tree standing and the cursor visible', async () => {
    await using project = await Project.create('gantry-test-tree', obedient)
    await using terminal = project.terminal('--ansi', 'auto', 'up', '-d')
    expect((await terminal.exit).code).toBe(0)
    expect(terminal.text.lastIndexOf(showCursor)).toBeGreaterThan(terminal.text.lastIndexOf(hideCursor))
    const shown = stripVTControlCharacters(terminal.text)
    const tree = shown.slice(shown.lastIndexOf('[+]')).replaceAll(/ +\d+\.\ds/gu, ' TIME')
    expect(tree.split('\r\n')).toEqual([
      '[+] up 2/2',
      ' ✔ Network gantry-test-tree_default Created TIME',
      ' ✔ Container gantry-test-tree-web-1 Started TIME',
      '',
    ])
  })
})

describe('a process with a terminal', () => {
  it('has its output on the screen as it wrote it', async () => {
    await using project = await Project.create('gantry-test-raw', obedient)
    await project.compose('up', '-d')
    const script = String.raw`printf "one\ntwo\n"; stty -opost; printf "up\ndown\n"; read key; echo over`
    await using terminal = project.terminal('exec', 'web', 'sh', '-c', script)
    await terminal.shows(/down/u)
    terminal.type('\r')
    expect((await terminal.exit).code).toBe(0)
    expect(terminal.text).toMatch(/^one\r\ntwo\r\nup\ndown\n/u)
  })

  it('leaves the screen as it was to what is said when it is detached from', async () => {
    await using project = await Project.create('gantry-test-detach', obedient)
    await project.compose('up', '-d')
    await using terminal = project.terminal('exec', 'web', 'sh', '-c', 'echo in; cat')
    await terminal.shows(/in/u)
    terminal.type('\u0010\u0011')
    expect((await terminal.exit).code).toBe(0)
    expect(terminal.text).toBe('in\r\nDetached; it goes on running\r\n')
  })
})
