import { describe, expect, it } from 'vitest'
import { valuesOf } from '../../src/cli/flag-spec.ts'
import type { GivenFlags } from '../../src/cli/flag-spec.ts'
import { chooseRenderer, hasColor, outputChoice } from '../../src/cli/choose-renderer.ts'
import { globalFlags } from '../../src/cli/flags/global.ts'
import { memorySink } from '../support/memory-sink.ts'
import { quietShell } from '../support/fake-shell.ts'

const none: GivenFlags = new Map()

async function rendererName(
  given: Readonly<Record<string, string>>,
  {
    environment = {},
    isTTY = true,
    title = 'up',
  }: { environment?: Record<string, string>; isTTY?: boolean; title?: string } = {},
): Promise<string> {
  const choice = outputChoice(valuesOf(globalFlags, new Map(Object.entries(given))), environment)
  const shell = { ...quietShell, stderr: memorySink({ isTTY }) }
  const renderer = await chooseRenderer(shell, {
    choice,
    environment,
    writeDiagnostic: () => '',
    ...(title === '' ? {} : { title }),
  })
  return renderer.constructor.name
}

describe('chooseRenderer', () => {
  it('draws a tree on a terminal', async () => {
    expect(await rendererName({})).toBe('TtyRenderer')
  })

  it('draws none for a command that carries nothing out', async () => {
    expect(await rendererName({}, { title: '' })).toBe('PlainRenderer')
  })

  it.each([
    [{ isTTY: false }, {}],
    [{ environment: { TERM: 'dumb' } }, {}],
    [{ environment: { COMPOSE_ANSI: 'never' } }, {}],
    [{}, { progress: 'plain' }],
    [{}, { ansi: 'never' }],
  ])('writes lines with %j and %j', async (surroundings, given) => {
    expect(await rendererName(given, surroundings)).toBe('PlainRenderer')
  })

  it.each([
    ['json', 'JsonRenderer'],
    ['quiet', 'QuietRenderer'],
    ['none', 'QuietRenderer'],
  ])('follows --progress %s', async (progress, name) => {
    expect(await rendererName({ progress })).toBe(name)
  })

  it('lets the flag win over the variable', async () => {
    expect(await rendererName({ progress: 'json' }, { environment: { COMPOSE_PROGRESS: 'plain' } })).toBe(
      'JsonRenderer',
    )
  })
})

describe('hasColor', () => {
  const choice = outputChoice(valuesOf(globalFlags, none), {})

  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
  ])('on a terminal: %j, with %j: %j', (isTTY, environment, expected) => {
    expect(hasColor(memorySink({ isTTY }), choice, environment)).toBe(expected)
  })

  it('colours anything with --ansi always', () => {
    expect(hasColor(memorySink(), { ...choice, ansi: 'always' }, {})).toBe(true)
  })
})
