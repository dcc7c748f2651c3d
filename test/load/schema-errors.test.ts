import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { validateCompose } from '../../src/load/generated/validate-compose.js'
import { explainViolation } from '../../src/load/schema-errors.ts'
import { toPlain } from '../../src/document/to-plain.ts'
import { documentOf } from './document-of.ts'

/** Each mistake as "code token: message (hint)", where the token is the text that would be underlined. */
function mistakesOf(text: string): readonly string[] {
  const document = documentOf(text)
  const diagnostics = validateCompose(toPlain(document)).map((violation) =>
    explainViolation(document, violation),
  )
  return diagnostics.map((diagnostic) => shown(diagnostic, text))
}

function shown({ code, message, span, hint }: Diagnostic, text: string): string {
  const token = text.slice(span?.start, span?.end)
  return `${code} ${token}: ${message}${hint === undefined ? '' : ` (${hint})`}`
}

const service = (lines: string): string =>
  `services:\n  web:\n    image: nginx\n${lines.replaceAll(/^/gm, '    ')}\n`

describe('explainViolation', () => {
  it.each([
    [
      'a misspelt field of a service',
      service('enviroment: {}'),
      'CMP107 enviroment: unknown field "enviroment" in "services.web" (did you mean "environment"?)',
    ],
    [
      'a misspelt field of the form that is used',
      service('ports:\n- target: 80\n  publish: 8080'),
      'CMP107 publish: unknown field "publish" in "services.web.ports[0]" (did you mean "published"?)',
    ],
    [
      'an unknown field without a likely meaning',
      service('credential_spec: { zzz: 1 }'),
      'CMP107 zzz: unknown field "zzz" in "services.web.credential_spec" (known here: config, file, registry)',
    ],
    [
      'an unknown section',
      'servces: {}',
      'CMP107 servces: unknown field "servces" at the top level (did you mean "services"?)',
    ],
    [
      'a name with a space',
      'volumes: { my data: {} }',
      'CMP109 my data: "my data" is not a valid name in "volumes" (names have letters, digits, ".", "_" and "-")',
    ],
    [
      'text where a list is wanted',
      service('ports: 80:80'),
      'CMP108 80:80: "services.web.ports" must be a list, but is text',
    ],
    [
      'a pair without its space',
      service('labels:\n  part:built'),
      'CMP108 part:built: "services.web.labels" must be a mapping or a list, but is text (write "part: built", with a space)',
    ],
    [
      'a list where one value is wanted',
      service('hostname: [a]'),
      'CMP108 [a]: "services.web.hostname" must be text, but is a list',
    ],
    [
      'a number where text is wanted',
      service('user: 1000'),
      'CMP108 1000: "services.web.user" must be text, but is a whole number (put it in quotes: "1000")',
    ],
    [
      'several forms, none of which fits',
      service('env_file: { a: b }'),
      'CMP108 { a: b }: "services.web.env_file" must be text or a list, but is a mapping',
    ],
    [
      'an empty value',
      service('environment:'),
      'CMP108 environment: "services.web.environment" must be a mapping or a list, but is empty',
    ],
    [
      'an item of the wrong kind',
      service('cap_add: [A, [B]]'),
      'CMP108 [B]: "services.web.cap_add[1]" must be text, but is a list',
    ],
    [
      'a service that is null',
      'services:\n  web:\n',
      'CMP108 web: "services.web" must be a mapping, but is empty',
    ],
    [
      'a missing field',
      service('depends_on: { db: { restart: true } }'),
      'CMP110 db: "services.web.depends_on.db" needs the field "condition"',
    ],
    [
      'a device request without purpose',
      service('deploy: { resources: { reservations: { devices: [{ count: 1 }] } } }'),
      'CMP110 { count: 1 }: "services.web.deploy.resources.reservations.devices[0]" needs the field "capabilities"',
    ],
    [
      'one of a few words',
      service('cgroup: hosts'),
      'CMP109 hosts: "services.web.cgroup" cannot be "hosts" (did you mean "host"?)',
    ],
    [
      'one of a few words, far from all',
      service('volumes: [{ type: x, target: /a }]'),
      'CMP109 x: "services.web.volumes[0].type" cannot be "x" (allowed: bind, volume, tmpfs, cluster, npipe, image)',
    ],
    [
      'a number below its range',
      service('oom_score_adj: -2000'),
      'CMP109 -2000: "services.web.oom_score_adj" must be at least -1000, but is -2000',
    ],
    [
      'a count below zero',
      service('healthcheck: { retries: -1 }'),
      'CMP109 -1: "services.web.healthcheck.retries" must be at least 0, but is -1',
    ],
    [
      'a number above its range',
      service('cpu_percent: 101'),
      'CMP109 101: "services.web.cpu_percent" must be at most 100, but is 101',
    ],
    [
      'text of another shape',
      service('pull_policy: sometimes'),
      'CMP109 sometimes: "services.web.pull_policy" cannot be "sometimes"',
    ],
    [
      'an entry given twice',
      service('group_add: [a, b, a]'),
      'CMP109 a: "a" is given twice in "services.web.group_add"',
    ],
  ])('says what is wrong with %s', (_, text, mistake) => {
    expect(mistakesOf(text)).toEqual([mistake])
  })

  it('finds every mistake of a document', () => {
    expect(mistakesOf('services:\n  a: { imag: x }\n  b: { tty: [], init: 3 }\n')).toEqual([
      'CMP107 imag: unknown field "imag" in "services.a" (did you mean "image"?)',
      'CMP108 3: "services.b.init" must be true or false or text, but is a whole number (put it in quotes: "3")',
      'CMP108 []: "services.b.tty" must be true or false or text, but is a list',
    ])
  })
})

describe('validateCompose', () => {
  it('accepts every short and long form in one file', () => {
    expect(mistakesOf(everyForm)).toEqual([])
  })
})

const everyForm = `
name: all
x-note: anything
services:
  web:
    build: ./web
    command: null
    entrypoint: a b
    depends_on: [db]
    env_file: [a.env, { path: b.env, required: "false", format: raw }]
    environment: { A: 1, B: true, C: null, D: x }
    extra_hosts: { a: 1.1.1.1, b: [1.1.1.1, "::1"] }
    ports: [80, "81:81", { target: "82", published: 8082, host_ip: 127.0.0.1 }]
    volumes: [/data, "data:/x:ro", { type: tmpfs, target: /t, tmpfs: { size: 10, mode: 0777 } }]
    networks: { front: null, back: { aliases: [a], priority: 1 } }
    secrets: [s, { source: s, target: t, mode: 0400 }]
    ulimits: { nproc: 1, nofile: { soft: 1, hard: "2" } }
    gpus: all
    tmpfs: /run
    cpus: "0.5"
    mem_limit: 512m
    expose: [80, "81"]
    x-note: anything
  db:
    extends: { service: web, file: other.yaml }
    provider: { type: model, options: { a: 1, b: [x] } }
    develop: { watch: [{ path: ., action: sync+exec, target: /x, exec: { command: a } }] }
networks: { front: null, back: { external: { name: x } } }
volumes: { data: null }
secrets: { s: { environment: S } }
configs: { c: { content: x } }
models: { m: { model: ai/x } }
include: [a.yaml, { path: [b.yaml, c.yaml], env_file: .env }]
`
