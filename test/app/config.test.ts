import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { config } from '../../src/app/config.ts'
import type { ConfigRequest, ConfigView } from '../../src/app/config.ts'
import type { Surroundings } from '../../src/app/surroundings.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { LoadOptions } from '../../src/load/load-request.ts'
import { memoryReader } from '../support/memory-reader.ts'

const shop = `
name: shop
services:
  web:
    image: nginx:\${TAG:-1}
    command: ["echo", "$$HOME", "a<b"]
    environment: { B: "\${NEEDED?}", A: "\${EXTRA+more}" }
    depends_on: [db]
    volumes: ["data:/data"]
  db:
    build: ./db
    profiles: []
  debug: { image: busybox, profiles: [tools, debug], networks: [side] }
volumes: { data: }
networks: { side: }
`

interface Asked {
  readonly files?: Readonly<Record<string, string>>
  readonly services?: readonly string[]
  readonly options?: LoadOptions
  readonly environment?: Readonly<Record<string, string>>
}

async function show(view: ConfigView, asked: Asked = {}) {
  const said: Diagnostic[] = []
  const surroundings: Surroundings = {
    engine: () => Promise.reject(new Error('config needs no engine')),
    host: {
      emit: (event) => {
        if (event.type === 'diagnostic') said.push(event.diagnostic)
      },
      confirm: () => Promise.resolve(false),
    },
    reader: memoryReader(asked.files ?? { '/shop/compose.yaml': shop }),
    now: () => 0,
    takeTurn: async () => ({ [Symbol.dispose]: () => undefined }),
    delay: () => Promise.resolve(),
    signal: new AbortController().signal,
    force: new AbortController().signal,
  }
  const request: ConfigRequest = {
    load: {
      files: [],
      currentDirectory: '/shop',
      profiles: [],
      envFiles: [],
      environment: { NEEDED: 'yes', ...asked.environment },
      ...(asked.options === undefined ? {} : { options: asked.options }),
    },
    services: asked.services ?? [],
    view,
  }
  const result = await config(surroundings, request)
  return {
    text: 'text' in result ? result.text : undefined,
    ending: result.ending,
    said: said.map(({ code, message }) => `${code} ${message}`),
  }
}

describe('config', () => {
  it('prints the whole project as YAML that can be loaded again', async () => {
    expect((await show({ show: 'project', format: 'yaml' })).text).toMatchInlineSnapshot(`
      "name: shop
      services:
        db:
          build:
            context: /shop/db
            dockerfile: Dockerfile
          networks:
            default: null
        web:
          command:
            - echo
            - $$HOME
            - a<b
          depends_on:
            db:
              condition: service_started
              required: true
          environment:
            A: ""
            B: "yes"
          image: nginx:1
          networks:
            default: null
          volumes:
            - type: volume
              source: data
              target: /data
              volume: {}
      networks:
        default:
          name: shop_default
      volumes:
        data:
          name: shop_data
      "
    `)
  })

  it('prints JSON with the characters escaped that Docker Compose escapes', async () => {
    const { text = '' } = await show({ show: 'project', format: 'json' })
    expect(text).toContain('"a\\u003cb"')
    expect(JSON.parse(text).services.web.command).toEqual(['echo', '$$HOME', 'a<b'])
  })

  it('prints only the services that are named, and what they need', async () => {
    const { text = '' } = await show({ show: 'project', format: 'json' }, { services: ['debug'] })
    expect(Object.keys(JSON.parse(text).services)).toEqual(['debug'])
  })

  it('leaves variables in place when it does not interpolate', async () => {
    const options = { interpolate: false }
    const { text, said } = await show({ show: 'project', format: 'yaml' }, { options, services: ['web'] })
    expect(text).toContain('image: nginx:${TAG:-1}\n')
    expect(text).toContain('- $$HOME\n')
    expect(said).toEqual(['CMP118 naming services has no effect together with --no-interpolate'])
  })

  it.each([
    ['services', 'db\nweb\n'],
    ['volumes', 'data\n'],
    ['networks', 'default\n'],
    ['profiles', 'debug\ntools\n'],
    ['images', 'nginx:1\nshop-db\n'],
    ['models', ''],
  ] as const)('lists %s', async (part, text) => {
    expect((await show({ show: part })).text).toBe(text)
  })

  it('lists the variables that the files mention', async () => {
    expect((await show({ show: 'variables', format: 'table' })).text).toBe(
      [
        'NAME                REQUIRED            DEFAULT VALUE       ALTERNATE VALUE\n',
        'EXTRA               false                                   more\n',
        'NEEDED              true                                    \n',
        'TAG                 false               1                   \n',
      ].join(''),
    )
  })

  it('lists the variables as JSON', async () => {
    const { text = '' } = await show({ show: 'variables', format: 'json' })
    expect(JSON.parse(text).TAG).toEqual({
      Name: 'TAG',
      DefaultValue: '1',
      PresenceValue: '',
      Required: false,
    })
  })

  it('prints what interpolation sees', async () => {
    const files = { '/shop/compose.yaml': shop, '/shop/.env': 'TAG=2\n' }
    expect((await show({ show: 'environment' }, { files })).text).toBe(
      'COMPOSE_PROJECT_NAME=shop\nNEEDED=yes\nPWD=/shop\nTAG=2\n',
    )
  })

  it('prints hashes of services', async () => {
    const files = { '/shop/compose.yaml': 'services: { a: { image: bb, network_mode: none } }\n' }
    expect((await show({ show: 'hash', services: '*' }, { files })).text).toBe(
      'a 35e2c43eb1a9ed74c9d32202ea556050ebe86675b0f5650ee0beb3f9dda58538\n',
    )
  })

  it('prints hashes as Docker Compose 2.40 does: env files as they are listed, and only the labels of label files', async () => {
    const files = {
      '/shop/compose.yaml': `
name: app
services:
  a: { image: x, env_file: missing.env }
  b: { image: x, env_file: [{ path: e.env, required: false }] }
  c: { image: x, env_file: [{ path: e.env, required: false, format: raw }] }
  e: { image: x, label_file: [l.env], labels: { z: "1" } }
`,
      '/shop/e.env': 'A=1\n',
      '/shop/l.env': 'l=1\n',
    }
    const hashes = {
      a: '{"command":null,"entrypoint":null,"env_file":["/shop/missing.env"],"image":"x","networks":{"default":null}}',
      b: '{"command":null,"entrypoint":null,"env_file":[{"path":"/shop/e.env","required":false}],"image":"x","networks":{"default":null}}',
      c: '{"command":null,"entrypoint":null,"env_file":[{"path":"/shop/e.env","required":false,"format":"raw"}],"image":"x","networks":{"default":null}}',
      e: '{"command":null,"entrypoint":null,"image":"x","labels":{"l":"1","z":"1"},"networks":{"default":null}}',
    }
    const lines = Object.entries(hashes).map(
      ([name, text]) => `${name} ${createHash('sha256').update(text).digest('hex')}\n`,
    )
    const environment = { GANTRY_CONFIG_HASH: '2.40' }
    expect((await show({ show: 'hash', services: '*' }, { files, environment })).text).toBe(lines.join(''))
  })

  it('refuses to hash a service that is not there', async () => {
    expect(await show({ show: 'hash', services: 'wbe' })).toEqual({
      text: undefined,
      ending: { kind: 'failed' },
      said: ['CMP208 no such service: wbe'],
    })
  })

  it('ends as invalid when the project is', async () => {
    const files = { '/shop/compose.yaml': 'services: { a: { imge: x } }\n' }
    expect((await show({ show: 'services' }, { files })).ending).toEqual({ kind: 'invalid' })
  })
})
