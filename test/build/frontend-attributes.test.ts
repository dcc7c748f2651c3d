import { describe, expect, it } from 'vitest'
import { parseCacheOption } from '../../src/build/buildkit/cache-options.ts'
import { frontendAttributes } from '../../src/build/buildkit/frontend-attributes.ts'
import type { ImageBuild } from '../../src/build/image-build.ts'
import { prepareBuild, usualBuild, type BuildOptions } from '../../src/build/prepare-build.ts'
import type { Build } from '../../src/model/build.ts'
import type { Project } from '../../src/model/project.ts'
import { makeProject, makeService } from '../support/models.ts'

function prepared(
  build: Build,
  options: Partial<BuildOptions> = {},
  project: Partial<Project> = {},
): ImageBuild {
  const service = makeService({ build })
  return prepareBuild(service, {
    project: makeProject([service, makeService({ name: 'base', image: 'base:1' })], project),
    options: { ...usualBuild, ...options },
    imageOf: ({ name, image = name }) => image,
    labels: {},
    proxies: {},
  })
}

describe('what the Dockerfile frontend is told', () => {
  it.each<[string, Build, Readonly<Record<string, string>>]>([
    ['a directory', { context: '/c' }, { filename: 'Dockerfile' }],
    ['a Dockerfile below', { context: '/c', dockerfile: 'd/My.Dockerfile' }, { filename: 'My.Dockerfile' }],
    ['a Dockerfile inline', { context: '/c', dockerfile_inline: 'FROM x' }, { filename: 'Dockerfile' }],
    [
      'a repository',
      { context: 'https://example.com/a.git#main:sub', dockerfile: 'x/Dockerfile' },
      { context: 'https://example.com/a.git#main:sub', filename: 'x/Dockerfile' },
    ],
    [
      'a repository with a Dockerfile from here',
      { context: 'git@example.com:a.git', dockerfile_inline: 'FROM x' },
      { context: 'git@example.com:a.git', dockerfilekey: 'dockerfile', filename: 'Dockerfile' },
    ],
    [
      'named contexts',
      {
        context: '/c',
        additional_contexts: { dir: '/d', context: '/e', img: 'docker-image://x', svc: 'service:base' },
      },
      {
        filename: 'Dockerfile',
        'context:dir': 'local:dir',
        'context:context': 'local:_context',
        'context:img': 'docker-image://x',
        'context:svc': 'docker-image://base:1',
      },
    ],
    [
      'arguments, labels, target and platforms',
      {
        context: '/c',
        args: { A: '1', B: null },
        labels: { l: 'v' },
        target: 't',
        platforms: ['linux/arm64'],
      },
      { filename: 'Dockerfile', 'build-arg:A': '1', 'label:l': 'v', target: 't', platform: 'linux/arm64' },
    ],
    [
      'the surroundings of steps',
      {
        context: '/c',
        network: 'none',
        shm_size: '1024',
        ulimits: { nofile: { soft: 1, hard: 2 }, nproc: 3 },
        extra_hosts: { h: ['1.2.3.4', '::1'] },
      },
      {
        filename: 'Dockerfile',
        'force-network-mode': 'none',
        'shm-size': '1024',
        ulimit: 'nofile=1:2,nproc=3:3',
        'add-hosts': 'h=1.2.3.4,h=::1',
      },
    ],
    ['no cache', { context: '/c', no_cache: true }, { filename: 'Dockerfile', 'no-cache': '' }],
    [
      'no cache for stages',
      { context: '/c', no_cache_filter: ['a', 'b'] },
      { filename: 'Dockerfile', 'no-cache': 'a,b' },
    ],
    [
      'pulling beside an image that is built here',
      { context: '/c', pull: true, additional_contexts: { b: 'service:base' } },
      { filename: 'Dockerfile', 'context:b': 'docker-image://base:1' },
    ],
    ['pulling', { context: '/c', pull: true }, { filename: 'Dockerfile', 'image-resolve-mode': 'pull' }],
    [
      'statements about the image',
      { context: '/c', provenance: 'mode=max', sbom: 'true' },
      { filename: 'Dockerfile', 'attest:provenance': 'mode=max', 'attest:sbom': '' },
    ],
    ['no statements', { context: '/c', provenance: 'false' }, { filename: 'Dockerfile' }],
    ['the usual network', { context: '/c', network: 'default' }, { filename: 'Dockerfile' }],
  ])('of %s', (_what, build, expected) => {
    expect(frontendAttributes(prepared(build))).toEqual(expected)
  })
})

describe('prepareBuild', () => {
  it('prefers arguments of the command line, and takes values from the project', () => {
    const options = { args: { A: 'flag', C: null } }
    const image = prepared({ args: { A: 'file', B: null } }, options, { environment: { B: 'b', C: 'c' } })
    expect(image.args).toEqual({ A: 'flag', B: 'b', C: 'c' })
  })

  it('gives the image its tags', () => {
    expect(prepared({ tags: ['x:1', 'busybox'] }).names).toEqual(['busybox', 'x:1'])
  })

  it.each([
    [{ platforms: ['linux/amd64', 'linux/arm64'] }, true, []],
    [{ platforms: ['linux/amd64', 'linux/arm64'] }, false, ['linux/amd64', 'linux/arm64']],
    [{ platforms: ['linux/arm64'] }, true, ['linux/arm64']],
    [{}, true, []],
  ])('of %j to run here: %s, is for %j', (build, onePlatform, expected) => {
    expect(prepared(build, { onePlatform }).platforms).toEqual(expected)
  })

  it('finds the contents of secrets', () => {
    const secrets = {
      file: { name: 'file', file: '/s' },
      variable: { name: 'variable', environment: 'V' },
      unset: { name: 'unset', environment: 'U' },
    }
    const build: Build = {
      secrets: [{ source: 'file', target: 'id' }, { source: 'variable' }, { source: 'unset' }],
    }
    expect(prepared(build, {}, { secrets, environment: { V: 'v' } }).secrets).toEqual([
      { id: 'id', file: '/s' },
      { id: 'variable', value: 'v' },
    ])
  })

  it('lends the agent of the shell', () => {
    const environment = { SSH_AUTH_SOCK: '/run/agent' }
    expect(prepared({ ssh: ['default'] }, { ssh: ['other'] }, { environment }).agents).toEqual({
      default: { kind: 'socket', path: '/run/agent' },
      other: { kind: 'socket', path: '/run/agent' },
    })
  })

  it('says that there is no agent', () => {
    expect(() => prepared({ ssh: ['default'] })).toThrow('SSH_AUTH_SOCK is not set')
  })

  it.each([
    ['k=/etc/hostname', 'the private key of the ssh entry "k" is no private key: /etc/hostname'],
    ['k=/not/there', 'the ssh entry "k" names what is not there: /not/there'],
  ])('refuses what is no key: %s', (entry, sentence) => {
    expect(() => prepared({ ssh: [entry] })).toThrow(sentence)
  })
})

describe('parseCacheOption', () => {
  it.each([
    ['name:tag', { type: 'registry', attributes: { ref: 'name:tag' } }],
    ['type=inline', { type: 'inline', attributes: {} }],
    ['type=registry,ref=a/b,mode=max', { type: 'registry', attributes: { ref: 'a/b', mode: 'max' } }],
    ['type=gha,"url=x,y"', { type: 'gha', attributes: { url: 'x,y' } }],
  ])('of %j', (text, expected) => {
    expect(parseCacheOption(text)).toEqual(expected)
  })
})
