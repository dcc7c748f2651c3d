import { describe, expect, it } from 'vitest'
import { remarksOn } from './loading.ts'

const files = {
  'compose.yaml': 'services: { web: { image: x, env_file: app.env } }',
  'app.env': 'PLAIN=1\nHASH=a#b\n',
}

describe('lint', () => {
  it('warns about env file values that programs with dotenv read differently', async () => {
    expect(await remarksOn(files, { options: { lint: true } })).toEqual([
      'CMP121 app.env:2:6 "HASH" has another value for programs that read this file with dotenv',
    ])
  })

  it('is silent unless asked for', async () => {
    expect(await remarksOn(files)).toEqual([])
  })
})
