import { describe, expect, it } from 'vitest'
import { loadFiles } from './loading.ts'

function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('')
}

async function codesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const result = await loadFiles(files)
  return [...new Set((result.ok ? result.warnings : result.diagnostics).map(({ code }) => code))]
}

describe('small inputs that stand for very much', () => {
  it('are refused when variables double each other', async () => {
    const doubling = times(60, (index) => `A${index + 1}=$A${index}$A${index}\n`)
    const files = { 'compose.yaml': 'services: { web: { image: "$A60" } }\n', '.env': `A0=x\n${doubling}` }
    expect(await codesOf(files)).toEqual(['CMP112'])
  })

  it('are refused when a value repeats a long variable', async () => {
    const text = `services: { web: { image: "${'$A'.repeat(10_000)}" } }\n`
    expect(await codesOf({ 'compose.yaml': text, '.env': `A=${'x'.repeat(10_000)}\n` })).toEqual(['CMP112'])
  })

  it('are refused when ranges of ports follow each other', async () => {
    const text = times(10, (index) => `  s${index}: { image: x, ports: ["1-65535:1-65535"] }\n`)
    expect(await codesOf({ 'compose.yaml': `services:\n${text}` })).toEqual(['CMP112'])
  })

  it('are refused when files include others twice', async () => {
    const including = Array.from({ length: 20 }, (_, index) => [
      index === 0 ? 'compose.yaml' : `${index}.yaml`,
      `include: [${index + 1}.yaml, ${index + 1}.yaml]\n`,
    ])
    const files = { ...Object.fromEntries(including), '20.yaml': 'services: { web: { image: x } }\n' }
    expect(await codesOf(files)).toEqual(['CMP112'])
  })

  it.each([
    ['downwards', times(5_000, (index) => `  s${index}: { extends: s${index + 1} }\n`), 's5000'],
    ['upwards', times(5_000, (index) => `  s${index + 1}: { extends: s${index} }\n`), 's0'],
  ])('are refused when services extend each other in a long row %s', async (_, row, last) => {
    const text = `services:\n  ${last}: { image: x }\n${row}`
    expect(await codesOf({ 'compose.yaml': text })).toEqual(['CMP112'])
  })
})

describe('large inputs', () => {
  it('are accepted when services depend on each other in a long row', async () => {
    const chain = times(5_000, (index) => `  s${index}: { image: x, depends_on: [s${index + 1}] }\n`)
    expect(await codesOf({ 'compose.yaml': `services:\n${chain}  s5000: { image: x }\n` })).toEqual([])
  })
})
