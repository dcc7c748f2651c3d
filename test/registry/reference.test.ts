import { describe, expect, it } from 'vitest'
import { isLoopback, parseReference, referenceText } from '../../src/registry/reference.ts'

const digest = `sha256:${'a'.repeat(64)}`

describe('parseReference', () => {
  it.each([
    ['app', 'docker.io/library/app:latest'],
    ['team/app:1', 'docker.io/team/app:1'],
    ['index.docker.io/app', 'docker.io/library/app:latest'],
    ['localhost/app', 'localhost/app:latest'],
    ['registry.test:5000/a/b_c/d--e:v1.0', 'registry.test:5000/a/b_c/d--e:v1.0'],
    ['[::1]:5000/app', '[::1]:5000/app:latest'],
    [`registry.test/app@${digest}`, `registry.test/app@${digest}`],
    [`registry.test/app:1@${digest}`, `registry.test/app:1@${digest}`],
  ])('reads %s', (text, whole) => {
    expect(referenceText(parseReference(text))).toBe(whole)
  })

  it.each([
    '',
    'App',
    'a//b',
    'a:',
    'a b',
    'app@sha256:1',
    '../a',
    'host.test/../x',
    'a/b:-1',
    'host.test:x/a',
  ])('refuses "%s"', (text) => {
    expect(() => parseReference(text)).toThrow('is not a valid name of an image or artifact')
  })
})

describe('isLoopback', () => {
  it.each(['localhost', 'localhost:5000', '127.0.0.1:5000', '127.1.2.3', '[::1]:80'])(
    'is true of %s',
    (host) => {
      expect(isLoopback(host)).toBe(true)
    },
  )

  it.each(['localhost.test', '128.0.0.1', '127.0.0.1.test', 'registry'])('is false of %s', (host) => {
    expect(isLoopback(host)).toBe(false)
  })
})
