import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { KeyMenu } from '../../src/cli/key-menu.ts'
import type { LogBatch, LogView } from '../../src/events/host.ts'
import { createStyle } from '../../src/render/style.ts'
import { quietShell } from '../support/fake-shell.ts'
import { memorySink } from '../support/memory-sink.ts'

function withMenu() {
  const log: string[] = []
  const stdin = new PassThrough()
  const stdout = memorySink()
  const terminal = {
    setMode: (mode: string) => void log.push(mode),
    onResize: () => () => undefined,
    isOurs: () => true,
    suspend: () => void log.push('suspended'),
  }
  const menu = new KeyMenu({
    shell: { ...quietShell, stdin, stdout, terminal },
    style: createStyle(false),
    interrupt: () => void log.push('interrupted'),
  })
  const open = () =>
    menu.open([
      { key: 'd', label: 'Detach', press: () => void log.push('detached') },
      { key: 'v', press: () => answer(menu, stdout) },
    ])
  return { menu, open, log, stdin, screen: () => stdout.text().replaceAll('\r\u001B[2K', '<') }
}

/** As something that is told meanwhile: it makes room for itself. */
function answer(menu: KeyMenu, stdout: { write(text: string): unknown }): void {
  menu.clear()
  stdout.write('not here\n')
}

async function typed(stdin: PassThrough, text: string): Promise<void> {
  stdin.write(text)
  await new Promise((resolve) => void setImmediate(resolve))
}

const source = { service: 'web', number: 1, label: 'web-1' }

describe('KeyMenu', () => {
  it('is a line that goes away when it is closed', () => {
    const { open, log, screen } = withMenu()
    const close = open()
    expect(screen()).toBe('<d Detach')
    close()
    close()
    expect(screen()).toBe('<d Detach<')
    expect(log).toEqual(['keys', 'usual'])
  })

  it('presses keys, and takes Ctrl-C for an interrupt', async () => {
    const { open, log, stdin } = withMenu()
    open()
    await typed(stdin, 'xd\u0003')
    expect(log).toEqual(['keys', 'detached', 'interrupted'])
  })

  it('is below what a key answers that it does not offer', async () => {
    const { open, stdin, screen } = withMenu()
    open()
    await typed(stdin, 'v')
    expect(screen()).toBe('<d Detach<not here\n<d Detach')
  })

  it('hears nothing once it is closed', async () => {
    const { open, log, stdin } = withMenu()
    open()()
    await typed(stdin, 'd')
    expect(log).toEqual(['keys', 'usual'])
  })

  it('gives the terminal back while it is suspended', async () => {
    const { open, log, stdin } = withMenu()
    open()
    await typed(stdin, '\u001A')
    expect(log).toEqual(['keys', 'usual', 'suspended', 'keys'])
  })

  it('makes a new line on Enter', async () => {
    const { open, stdin, screen } = withMenu()
    open()
    await typed(stdin, '\r')
    expect(screen()).toBe('<d Detach<\n<d Detach')
  })

  it('stays below what is shown, but never in the middle of a line', async () => {
    const { menu, open, screen } = withMenu()
    const shown: string[] = []
    const view: LogView = {
      announce: () => undefined,
      show: async (batches) => {
        for await (const batch of batches) shown.push(`${batch.type} after ${screen()}`)
      },
    }
    open()
    async function* batches(): AsyncGenerator<LogBatch, void, undefined> {
      const line = { stream: 'stdout', bytes: Buffer.from('x') } as const
      yield await Promise.resolve({ type: 'lines', source, lines: [line] } as const)
      yield { type: 'lines', source, lines: [{ ...line, continues: true }] }
      yield { type: 'exited', source, code: 0, restarting: false }
    }
    await menu.below(view).show(batches())
    expect(shown).toEqual([
      'lines after <d Detach<',
      'lines after <d Detach<<d Detach<',
      'exited after <d Detach<<d Detach<',
    ])
    expect(screen()).toBe('<d Detach<<d Detach<<d Detach')
  })
})
