import { describe, expect, it } from 'vitest'
import { exitCause, type ExitFacts } from '../../../src/targets/engine/exit-causes.ts'

const plain: ExitFacts = { exitCode: 0, oomKilled: false, error: '' }

describe('exitCause', () => {
  it.each<[string, Partial<ExitFacts>, RegExp, RegExp]>([
    ['out of memory', { exitCode: 137, oomKilled: true }, /out of memory/, /mem_limit/],
    [
      'a full disk',
      { exitCode: 1, lines: ['write error: No space left on device'] },
      /no space left/,
      /system prune/,
    ],
    ['an ignored stop signal', { exitCode: 137, signals: ['15', '9'] }, /ignored its stop/, /init: true/],
    ['a kill', { exitCode: 137, signals: ['9'] }, /was killed/, /dmesg/],
    [
      'another processor',
      { exitCode: 1, lines: ['exec /app: exec format error'] },
      /not for this processor/,
      /platform/,
    ],
    ['what cannot be executed', { exitCode: 126 }, /cannot be executed/, /chmod/],
    ['what is not there', { exitCode: 127 }, /was not found/, /entrypoint/],
    ['an interrupt', { exitCode: 130 }, /SIGINT/, /compose start/],
    ['a crash', { exitCode: 139 }, /SIGSEGV/, /newer version/],
    ['a stop', { exitCode: 143 }, /SIGTERM/, /compose start/],
  ])('knows %s, and the cure', (_, facts, because, cure) => {
    const found = exitCause({ ...plain, ...facts })
    expect(found?.because).toMatch(because)
    expect(found?.cure).toMatch(cure)
  })

  it('leaves the codes of programs to them', () => {
    expect(exitCause({ ...plain, exitCode: 3 })).toBeUndefined()
  })
})
