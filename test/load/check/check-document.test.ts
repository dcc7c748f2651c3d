import { describe, expect, it } from 'vitest'
import { canonicalise } from '../../../src/load/canonical/canonicalise.ts'
import { checkDocument } from '../../../src/load/check-document.ts'
import { documentOf } from '../document-of.ts'

function check(text: string): readonly { readonly message: string; readonly at: string }[] {
  return checkDocument(canonicalise(documentOf(text)).node).map(({ message, span }) => ({
    message,
    at: span === undefined ? '' : text.slice(span.start, span.end),
  }))
}

describe('checkDocument', () => {
  it.each([
    ['volumes: {v: {external: true, driver: x}}', 'an external volume cannot have "driver"', 'driver'],
    [
      'secrets: {s: {file: a, environment: b}}',
      'secret "s" has more than one source: file and environment',
      'environment',
    ],
    ['secrets: {s: {labels: {a: b}}}', 'secret "s" has no source', 's'],
    ['secrets: {s: {driver: d}}', 'secret "s" has no source', 's'],
    [
      'configs: {c: {content: a, file: b}}',
      'config "c" has more than one source: file and content',
      'content',
    ],
    ['services: {w: {ports: [{target: 80, host_ip: local}]}}', '"local" is not an IP address', 'local'],
    [
      'services: {w: {volumes: [{type: bind, target: /x}]}}',
      'a bind mount has no source',
      '{type: bind, target: /x}',
    ],
    [
      'services: {w: {volumes: [{type: volume, source: x}]}}',
      'a mount has no target',
      '{type: volume, source: x}',
    ],
    ['configs: {c: {external: false}}', 'config "c" has no source, so that no container gets it', 'c'],
    ['services: {w: {group_add: ["1000", 1, 1000]}}', '"1000" is given twice', '1000'],
    ['services: {w: {devices: [{source: /dev/a}]}}', 'a device has no target', '{source: /dev/a}'],
    [
      'services: {w: {gpus: [{count: 1, device_ids: [a]}]}}',
      'a device request has both "count" and "device_ids"',
      'device_ids',
    ],
    [
      'services: {w: {develop: {watch: [{path: "", action: rebuild}]}}}',
      'a watch rule has an empty path',
      '""',
    ],
  ])('finds what is wrong with %s', (text, message, at) => {
    expect(check(text)).toEqual([{ message, at }])
  })

  it.each([
    'volumes: {v: {external: true, name: x, x-note: 1}, w: {driver: local}}',
    'secrets: {s: {external: true}, t: {environment: A}}',
    'configs: {c: {driver: d}, d: {content: ""}}',
    'services: {w: {ports: ["[::1]:80:80"], volumes: ["./a:/a"], gpus: all}}',
  ])('finds nothing wrong with %s', (text) => {
    expect(check(text)).toEqual([])
  })
})
