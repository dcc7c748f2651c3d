import { describe, expect, it } from 'vitest'
import type { StopSignal } from '../../src/cli/exit-codes.ts'
import { Interrupts } from '../../src/cli/signals.ts'

function interrupts() {
  const told: string[] = []
  let listener: (signal: StopSignal) => void = () => undefined
  const shell = {
    onSignal: (added: (signal: StopSignal) => void) => {
      listener = added
      return () => {
        listener = () => undefined
      }
    },
    leave: (code: number) => told.push(`left with ${code}`),
  }
  const all = new Interrupts(shell, () => told.push('restored the terminal'))
  return { all, told, send: (signal: StopSignal) => listener(signal) }
}

describe('Interrupts', () => {
  it('asks for the end at the first signal', () => {
    const { all, send } = interrupts()
    send('SIGINT')
    expect([all.signal.aborted, all.force.aborted, all.stoppedBy]).toEqual([true, false, 'SIGINT'])
  })

  it('asks for force at the second', () => {
    const { all, send, told } = interrupts()
    send('SIGINT')
    send('SIGINT')
    expect([all.force.aborted, told]).toEqual([true, []])
  })

  it('leaves at the third, with the code of the first', () => {
    const { send, told } = interrupts()
    send('SIGTERM')
    send('SIGINT')
    send('SIGINT')
    expect(told).toEqual(['restored the terminal', 'left with 143'])
  })

  it('does nothing once the command is over', () => {
    const { all, send } = interrupts()
    all[Symbol.dispose]()
    send('SIGINT')
    expect(all.signal.aborted).toBe(false)
  })
})
