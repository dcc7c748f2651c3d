import { resolve } from 'node:path'
import { spawn } from '@lydell/node-pty'
import type { IPty } from '@lydell/node-pty'
import { TextWatch } from './text-watch.ts'

const program = resolve('dist/compose.js')

interface Exit {
  readonly code: number
  readonly atMs: number
}

/** The built command in a terminal of eighty columns and twenty-four rows, as a user sits before it. */
export class Terminal implements AsyncDisposable {
  readonly exit: Promise<Exit>
  readonly #pty: IPty
  readonly #text = new TextWatch()

  constructor(args: readonly string[], options: { readonly cwd: string }) {
    const env = { ...process.env, TERM: 'xterm-256color' }
    this.#pty = spawn(process.execPath, ['--', program, ...args], {
      cwd: options.cwd,
      cols: 80,
      rows: 24,
      env,
    })
    this.#pty.onData((data) => this.#text.add(data))
    this.exit = new Promise((done) => {
      this.#pty.onExit(({ exitCode }) => {
        this.#text.end()
        done({ code: exitCode, atMs: performance.now() })
      })
    })
  }

  /** Everything that was written, escape sequences included. */
  get text(): string {
    return this.#text.text
  }

  /** Resolves when the text has appeared; rejects when the command ends without it. */
  async shows(pattern: RegExp): Promise<void> {
    await this.#text.has(pattern)
  }

  press(key: 'Ctrl-C'): void {
    this.#pty.write({ 'Ctrl-C': '\u0003' }[key])
  }

  type(text: string): void {
    this.#pty.write(text)
  }

  resize(columns: number, rows: number): void {
    this.#pty.resize(columns, rows)
  }

  send(signal: 'SIGTERM'): void {
    this.#pty.kill(signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#pty.kill('SIGKILL')
    await this.exit
  }
}
