import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { canonicalise } from '../../../src/load/canonical/canonicalise.ts'
import { checkConsistency } from '../../../src/load/check.ts'
import { decodeProject } from '../../../src/load/decode.ts'
import { normalise } from '../../../src/load/normalise.ts'
import { documentOf } from '../document-of.ts'

/** Checks every service that is not named in `disabled`. */
function check(text: string, disabled: readonly string[] = []): readonly Diagnostic[] {
  const document = normalise(canonicalise(documentOf(text)).node, 'p')
  const decoded = decodeProject(document)
  const pick = (wanted: boolean) =>
    Object.fromEntries(
      Object.entries(decoded.services).filter(([name]) => disabled.includes(name) !== wanted),
    )
  return checkConsistency({ ...decoded, services: pick(true), disabledServices: pick(false) }, document)
}

/** What is pointed at, in the text. */
function pointed(text: string): readonly string[] {
  return check(text).map(({ span }) => (span === undefined ? '' : text.slice(span.start, span.end)))
}

function service(written: string): string {
  return `services: {web: {image: x, ${written}}, db: {image: y}, built: {build: .}}\nvolumes: {data: }\nnetworks: {front: }`
}

describe('checkConsistency', () => {
  it('finds nothing in a project that makes sense', () => {
    const text = `
services:
  web: {image: x, depends_on: [db], networks: [front], volumes: ["data:/d", "/anon", "./a:/a"], secrets: [s], configs: [c]}
  db: {build: {context: ., additional_contexts: [base=service:base], secrets: [s]}, scale: 2}
  base: {build: .}
  ext: {provider: {type: x}}
networks: {front: }
volumes: {data: }
secrets: {s: {file: s}}
configs: {c: {file: c}}
`
    expect(check(text)).toEqual([])
  })

  it.each([
    [
      'networks: [fornt]',
      'CMP204',
      'service "web" refers to the undefined network "fornt"',
      'did you mean "front"?',
    ],
    [
      'networks: [other]',
      'CMP204',
      'service "web" refers to the undefined network "other"',
      'declare it under "networks:" at the top level',
    ],
    [
      'volumes: ["date:/d"]',
      'CMP204',
      'service "web" refers to the undefined volume "date"',
      'did you mean "data"?',
    ],
    [
      'secrets: [s]',
      'CMP204',
      'service "web" refers to the undefined secret "s"',
      'declare it under "secrets:" at the top level',
    ],
    [
      'configs: [c]',
      'CMP204',
      'service "web" refers to the undefined config "c"',
      'declare it under "configs:" at the top level',
    ],
    [
      'models: [m]',
      'CMP204',
      'service "web" refers to the undefined model "m"',
      'declare it under "models:" at the top level',
    ],
    [
      'build: {secrets: [s]}',
      'CMP204',
      'service "web" refers to the undefined secret "s"',
      'declare it under "secrets:" at the top level',
    ],
    [
      'build: {additional_contexts: [a=service:builtt]}',
      'CMP204',
      'the build context "a" of service "web" refers to the undefined service "builtt"',
      'did you mean "built"?',
    ],
    [
      'build: {additional_contexts: [a=service:db]}',
      'CMP204',
      'the build context "a" of service "web" refers to service "db", which is not built',
      'use "docker-image://y" for an image',
    ],
    [
      'depends_on: [dbb]',
      'CMP204',
      'service "web" depends on the undefined service "dbb"',
      'did you mean "db"?',
    ],
    [
      'depends_on: {x: {condition: service_started, required: false}}',
      'CMP204',
      'service "web" depends on the undefined service "x"',
      'declare it under "services:"',
    ],
    [
      'links: [x]',
      'CMP204',
      'service "web" depends on the undefined service "x"',
      'declare it under "services:"',
    ],
    [
      'network_mode: service:x',
      'CMP204',
      'service "web" depends on the undefined service "x"',
      'declare it under "services:"',
    ],
    [
      'network_mode: host, networks: [front]',
      'CMP206',
      'service "web" has both "network_mode" and "networks"',
      'keep one of them',
    ],
    [
      'build: {dockerfile: a, dockerfile_inline: b}',
      'CMP206',
      'the build of service "web" has both "dockerfile" and "dockerfile_inline"',
      'keep one of them',
    ],
    [
      'platform: linux/arm64, build: {platforms: [linux/amd64]}',
      'CMP207',
      'service "web" runs on "linux/arm64", which its build does not make',
      'add "linux/arm64" to build.platforms',
    ],
    [
      'healthcheck: {test: [curl]}',
      'CMP109',
      'a health test must start with CMD, CMD-SHELL or NONE, not with "curl"',
      'write ["CMD", ...], or one string for the shell',
    ],
    ['scale: -1', 'CMP109', 'service "web" cannot run -1 containers', 'use 0 to 10000'],
    [
      'deploy: {replicas: 2}, container_name: abc',
      'CMP206',
      'service "web" has a container name and 2 containers, which cannot share it',
      'remove "container_name"',
    ],
    [
      'scale: 2, deploy: {replicas: 3}',
      'CMP207',
      '"scale" of service "web" is 2, but deploy.replicas is 3',
      'give the same value, or only one',
    ],
    [
      'mem_limit: 1g, deploy: {resources: {limits: {memory: 2g}}}',
      'CMP207',
      '"mem_limit" of service "web" is 1g, but deploy.resources.limits.memory is 2g',
      'give the same value, or only one',
    ],
    [
      'cpus: 0.5, deploy: {resources: {limits: {memory: 2g}}}',
      'CMP207',
      '"cpus" of service "web" is 0.5, and deploy.resources.limits does not repeat it',
      'add the same value as deploy.resources.limits.cpus, or remove "cpus"',
    ],
    [
      'develop: {watch: [{path: ., action: sync}]}',
      'CMP110',
      'the watch rule "sync" of service "web" has no target',
      'add "target: PATH", the place in the container',
    ],
    [
      'volumes: ["data:/d"], tmpfs: ["/d:size=1m"]',
      'CMP206',
      '"/d" is mounted twice in service "web"',
      'give each mount its own target',
    ],
  ])('finds what is wrong with %s', (...[written, code, message, hint]) => {
    const found = check(service(written)).map((diagnostic) => ({
      code: diagnostic.code,
      message: diagnostic.message,
      hint: diagnostic.hint,
    }))
    expect(found).toEqual([{ code, message, hint }])
  })

  it('finds a service with nothing to run, and points at its name', () => {
    expect(pointed('services: {web: {command: x}}')).toEqual(['web'])
  })

  it.each([
    ['networks: [nope]', 'nope'],
    ['volumes: ["nope:/d"]', '"nope:/d"'],
    ['depends_on: {nope: {condition: service_started}}', 'nope'],
    ['links: ["nope:alias"]', '"nope:alias"'],
    ['scale: 2, container_name: abc', 'abc'],
  ])('points at the cause of %s', (written, wanted) => {
    expect(pointed(service(written))).toEqual([wanted])
  })

  it('reports every mistake of every service', () => {
    const text = 'services: {a: {networks: [x]}, b: {image: i, volumes: ["yy:/y"], depends_on: [c]}}'
    expect(check(text).map(({ code }) => code)).toEqual(['CMP203', 'CMP204', 'CMP204', 'CMP204'])
  })

  it('names the whole cycle, and where each step is', () => {
    const text =
      'services: {a: {image: x, depends_on: [b]}, b: {image: x, links: [c]}, c: {image: x, depends_on: [a]}}'
    const [found, ...others] = check(text)
    expect([others, found?.message, found?.related?.map(({ message }) => message)]).toEqual([
      [],
      'services depend on each other in a cycle: a -> b -> c -> a',
      ['"b" depends on "c"', '"c" depends on "a"'],
    ])
  })

  it('says which profile enables a dependency that is off', () => {
    const text = 'services: {web: {image: x, depends_on: [db]}, db: {image: x, profiles: [data]}}'
    expect(check(text, ['db']).map(({ code, message, hint }) => ({ code, message, hint }))).toEqual([
      {
        code: 'CMP209',
        message: 'service "web" depends on service "db", which is disabled by its profiles',
        hint: 'enable it with "--profile data", or mark the dependency "required: false"',
      },
    ])
  })

  it('lets an optional dependency be off', () => {
    const text =
      'services: {web: {image: x, depends_on: {db: {condition: service_started, required: false}}}, db: {image: x, profiles: [data]}}'
    expect(check(text, ['db'])).toEqual([])
  })

  it('does not check services that are off', () => {
    expect(check('services: {web: {networks: [nope]}}', ['web'])).toEqual([])
  })

  it('finds one container name for two services', () => {
    const text = 'services: {a: {image: x, container_name: same}, b: {image: x, container_name: same}}'
    expect(check(text).map(({ message }) => message)).toEqual([
      'services "a" and "b" have the same container name "same"',
    ])
  })
})
