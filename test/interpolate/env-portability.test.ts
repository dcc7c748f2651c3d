import { describe, expect, it } from 'vitest'
import { findPortabilityDifferences } from '../../src/interpolate/env-portability.ts'
import { parseEnvFile } from '../../src/interpolate/env-file.ts'
import { describe as placed } from '../document/read.ts'

function differencesIn(text: string): readonly string[] {
  return placed(text, findPortabilityDifferences(text, parseEnvFile('.env', text, () => 'host').entries))
}

describe('findPortabilityDifferences', () => {
  it('has nothing to say about plain files', () => {
    expect(differencesIn('A=1\nexport B=\'x # y\'\nC="l1\nl2"\n# c\nD=a b # c\n')).toEqual([])
  })

  it('names the keys that dotenv reads otherwise, without their values', () => {
    expect(differencesIn('A=a#b\nB=${A}\nC="\\$x"\nINHERITED\nD=`x`\nE=1\n')).toEqual([
      'CMP121 1:3 "A" has another value for programs that read this file with dotenv',
      'CMP121 2:3 "B" has another value for programs that read this file with dotenv',
      'CMP121 3:3 "C" has another value for programs that read this file with dotenv',
      'CMP121 4:1 "INHERITED" is not set for programs that read this file with dotenv',
      'CMP121 5:3 "D" has another value for programs that read this file with dotenv',
    ])
  })
})
