import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'

const files = {
  'compose.yaml': `name: shop
include: [more.yaml]
x-logging: &logging
  logging: { driver: json-file }
services:
  web:
    <<: *logging
    extends: { file: common.yaml, service: base }
    image: nginx:\${TAG:-1}
    env_file: web.env
    environment:
      LEVEL: \${LEVEL}
      TOKEN:
      UNSET:
    depends_on: [db]
`,
  'compose.override.yaml': 'services:\n  web:\n    image: nginx:2\n',
  'common.yaml':
    'services:\n  base:\n    image: busybox\n    environment: { LEVEL: info, MODE: slow }\n    extra_hosts: ["b=10.0.0.2", "a=10.0.0.1"]\n',
  'more.yaml': 'services:\n  db:\n    image: postgres:${VERSION}\n',
  '.env': 'LEVEL=debug\nTOKEN=a\nVERSION=16\n',
  'web.env': 'LEVEL=warn\nONLY="x"\n',
}

describe('compose config --explain', () => {
  it('says behind each value where it comes from', async () => {
    const { code, stdout, stderr } = await compose(['config', '--explain'], { files })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatchInlineSnapshot(`
      "name: shop                          # compose.yaml:1:7
      services:
        db:
          image: postgres:16              # more.yaml:3:12, from \${VERSION}, by include at compose.yaml:2:11
          networks:
            default: null                 # default for more.yaml:3:5, by include at compose.yaml:2:11
        web:
          depends_on:
            db:
              condition: service_started  # default for compose.yaml:15:18
              required: true              # default for compose.yaml:15:18
          environment:
            LEVEL: debug                  # compose.yaml:12:14, from \${LEVEL}, over common.yaml:4:27
            MODE: slow                    # common.yaml:4:39, by extends at compose.yaml:8:44
            ONLY: x                       # web.env:2:6
            TOKEN: a                      # compose.yaml:13:13, from the variable of that name
            UNSET: null                   # compose.yaml:14:13
          extra_hosts:
            - a=10.0.0.1                  # common.yaml:5:18, by extends at compose.yaml:8:44
            - b=10.0.0.2                  # common.yaml:5:18, by extends at compose.yaml:8:44
          image: nginx:2                  # compose.override.yaml:3:12, over common.yaml:3:12, over compose.yaml:9:12
          logging:
            driver: json-file             # compose.yaml:4:22, by alias at compose.yaml:7:9
          networks:
            default: null                 # default for compose.yaml:7:5
      networks:
        default:
          name: shop_default              # default for more.yaml:3:5, by include at compose.yaml:2:11
      x-logging:
        logging:
          driver: json-file               # compose.yaml:4:22
      "
    `)
  })

  it('is still the same YAML', async () => {
    const explained = await compose(['config', '--explain'], { files })
    const plain = await compose(['config'], { files })
    expect(explained.stdout.replaceAll(/ +# .*$/gm, '')).toBe(plain.stdout)
  })

  it('tells programs the same', async () => {
    const { stdout } = await compose(['config', '--explain', '--format', 'json', 'db'], { files })
    const values: unknown = JSON.parse(stdout)
    expect(values).toContainEqual({
      path: 'services.db.image',
      value: 'postgres:16',
      place: 'more.yaml:3:12',
      how: [
        { how: 'variable', place: 'more.yaml:3:21', expression: '${VERSION}' },
        { how: 'include', place: 'compose.yaml:2:11' },
      ],
    })
  })

  it('needs values', async () => {
    const { code, stderr } = await compose(['config', '--explain', '--no-interpolate'], { files })
    expect([code, stderr.split('\n')[0]]).toEqual([2, '--explain and --no-interpolate exclude each other'])
  })
})

describe('compose env explain', () => {
  it('shows the whole chain, and what wins', async () => {
    const run = await compose(['env', 'explain', 'LEVEL'], { files, environment: { LEVEL: 'shell' } })
    expect(run.stdout).toMatchInlineSnapshot(`
      "LEVEL in service "web" is "shell"
        wins   environment  compose.yaml:12:14  "shell"  from \${LEVEL}
        loses  environment  common.yaml:4:27    "info"
        loses  web.env      web.env:1:7         "warn"

      LEVEL in the files is "shell"
        wins   shell            "shell"
        loses  .env   .env:1:7  "debug"
      "
    `)
  })

  it.each([
    [
      'a name without a value',
      'TOKEN',
      [
        'TOKEN in service "web" is "a"',
        '  wins   environment  compose.yaml:13:13  "a"  from the files (below)',
        '         web.env      not set',
        '',
        'TOKEN in the files is "a"',
        '         shell  not set',
        '  wins   .env   .env:2:7  "a"',
      ],
    ],
    [
      'a variable of a file alone',
      'ONLY',
      [
        'ONLY in service "web" is "x"',
        '         environment  not set',
        '  wins   web.env      web.env:2:6  "x"',
        '',
        'ONLY in the files is not set',
        '         shell  not set',
        '         .env   not set',
      ],
    ],
    [
      'a variable of an extended service',
      'MODE',
      [
        'MODE in service "web" is "slow"',
        '  wins   environment  common.yaml:4:39  "slow"',
        '         web.env      not set',
        '',
        'MODE in the files is not set',
        '         shell  not set',
        '         .env   not set',
      ],
    ],
  ])('explains %s in a service', async (_, name, lines) => {
    const { code, stdout } = await compose(['env', 'explain', name, 'web'], { files })
    expect([code, stdout.split('\n')]).toEqual([0, [...lines, '']])
  })

  it('ends with 1 when the variable has no value', async () => {
    const { code, stdout } = await compose(['env', 'explain', 'UNSET', 'web'], { files })
    expect([code, stdout.split('\n')[1]]).toEqual([
      1,
      '  wins   environment  compose.yaml:14:13    named without a value, and nothing else has one',
    ])
  })

  it('knows files named on the command line, the later one first', async () => {
    const named = { ...files, 'one.env': 'LEVEL=1\n', 'two.env': 'LEVEL=2\nLEVEL=3\n' }
    const argv = ['--env-file', 'one.env', '--env-file', 'two.env', 'env', 'explain', 'LEVEL', 'db']
    const { stdout } = await compose(argv, { files: named })
    expect(stdout).toMatchInlineSnapshot(`
      "LEVEL in service "db" is not set
               environment  not set

      LEVEL in the files of the include "more.yaml" is "3"
               shell    not set
        wins   two.env  two.env:2:7  "3"
        loses  one.env  one.env:1:7  "1"
        loses  .env     .env:1:7     "debug"

      LEVEL in the files is "3"
               shell    not set
        wins   two.env  two.env:2:7  "3"
        loses  one.env  one.env:1:7  "1"
      "
    `)
  })

  it('shows what an included project sees otherwise', async () => {
    const included = {
      'compose.yaml':
        'name: shop\ninclude:\n  - { path: [db.yaml], env_file: [one.env, two.env] }\n  - more.yaml\n',
      'db.yaml':
        'include: [{ path: x.yaml, env_file: x.env }]\nservices: { db: { image: "db:${LEVEL}-${TAG}" } }\n',
      'x.yaml': 'services: { x: { image: "x:${LEVEL}-${TAG}" } }\n',
      'x.env': 'TAG=x\n',
      'more.yaml': 'services: { more: { image: more } }\n',
      'one.env': 'LEVEL=1\nTAG=1\n',
      'two.env': 'LEVEL=2\n',
      '.env': 'LEVEL=0\n',
    }
    const tag = await compose(['env', 'explain', 'TAG'], { files: included })
    expect(tag.stdout).toMatchInlineSnapshot(`
      "TAG in the files of the include "db.yaml" is "1"
               shell    not set
               .env     not set
               two.env  not set
        wins   one.env  one.env:2:5  "1"

      TAG in the files of the include "x.yaml" is "1"
               shell    not set
               .env     not set
               two.env  not set
        wins   one.env  one.env:2:5  "1"
        loses  x.env    x.env:1:5    "x"

      TAG in the files is not set
               shell  not set
               .env   not set
      "
    `)
    const level = await compose(['env', 'explain', 'LEVEL'], { files: included })
    expect(level.stdout).toMatchInlineSnapshot(`
      "LEVEL in the files of the include "db.yaml" is "0"
               shell    not set
        wins   .env     .env:1:7     "0"
        loses  two.env  two.env:1:7  "2"
        loses  one.env  one.env:1:7  "1"

      LEVEL in the files of the include "x.yaml" is "0"
               shell    not set
        wins   .env     .env:1:7     "0"
        loses  two.env  two.env:1:7  "2"
        loses  one.env  one.env:1:7  "1"
               x.env    not set

      LEVEL in the files is "0"
               shell  not set
        wins   .env   .env:1:7  "0"
      "
    `)
    const json = await compose(['env', 'explain', 'TAG', '--format', 'json'], { files: included })
    expect(JSON.parse(json.stdout)[0]).toMatchObject({ name: 'TAG', included: 'db.yaml', value: '1' })
    const { stdout } = await compose(['config', '--images'], { files: included })
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['db:0-1', 'x:0-1']))
  })

  it('shows what the value in an env file was made from', async () => {
    const made = {
      'compose.yaml': 'services: { web: { image: x, env_file: web.env } }',
      'web.env': 'A="${LEVEL}-x"\nLEVEL\nC=$$5\nD=\'${LEVEL}\'\n',
      '.env': 'LEVEL=debug\n',
    }
    const lineOf = async (name: string): Promise<string | undefined> =>
      (await compose(['env', 'explain', name, 'web'], { files: made })).stdout
        .split('\n')
        .find((line) => line.startsWith('  wins'))
    expect(await Promise.all(['A', 'LEVEL', 'D'].map(lineOf))).toEqual([
      '  wins   web.env      web.env:1:3  "debug-x"  from "${LEVEL}-x"',
      '  wins   web.env      web.env:2:1  "debug"  from the files (below)',
      '  wins   web.env      web.env:4:3  "${LEVEL}"',
    ])
  })

  it('tells programs the same', async () => {
    const { stdout } = await compose(['env', 'explain', 'ONLY', 'web', '--format', 'json'], { files })
    expect(JSON.parse(stdout)).toEqual([
      {
        name: 'ONLY',
        service: 'web',
        value: 'x',
        links: [
          { source: 'environment', wins: false },
          { source: 'env-file', file: 'web.env', place: 'web.env:2:6', value: 'x', wins: true },
        ],
      },
      {
        name: 'ONLY',
        value: null,
        links: [
          { source: 'shell', wins: false },
          { source: 'env-file', file: '.env', wins: false },
        ],
      },
    ])
  })

  it('refuses a service that is not there', async () => {
    const { code, stderr } = await compose(['env', 'explain', 'LEVEL', 'wbe'], { files })
    expect([code, stderr]).toEqual([1, 'error CMP208: no such service: wbe. Did you mean "web"?\n'])
  })

  it.each([[['env']], [['env', 'explain']], [['env', 'show', 'A']]])(
    'says how to use it instead of %j',
    async (argv) => {
      const { code, stderr } = await compose(argv, { files })
      expect([code, stderr.split('\n')[1]]).toEqual([2, 'It is "compose env explain NAME [SERVICE]".'])
    },
  )
})
