import { describe, expect, it } from 'vitest'
import { prepareBuild, usualBuild } from '../../src/build/prepare-build.ts'
import { printBuilds } from '../../src/build/print-builds.ts'
import type { Build } from '../../src/model/build.ts'
import { makeProject, makeService } from '../support/models.ts'

function printed(builds: Readonly<Record<string, Build>>, wanted: readonly string[]): unknown {
  const services = Object.entries(builds).map(([name, build]) =>
    makeService({ name, image: `${name}:1`, build }),
  )
  const secrets = { s: { name: 's', environment: 'SECRET' }, f: { name: 'f', file: '/f' } }
  const project = makeProject(services, { secrets, environment: { SECRET: 'hush' } })
  const images = services.map((service) =>
    prepareBuild(service, {
      project,
      options: { ...usualBuild, noCache: true },
      imageOf: ({ image = '' }) => image,
      labels: {},
      proxies: {},
    }),
  )
  return JSON.parse(printBuilds(images, wanted))
}

describe('printBuilds', () => {
  it('is what bake reads, without the contents of secrets', () => {
    const web: Build = {
      context: '/c',
      dockerfile_inline: 'FROM ${X}',
      args: { A: '1' },
      additional_contexts: { base: 'service:base.image', other: '/o' },
      secrets: [{ source: 's' }, { source: 'f' }],
      ulimits: { nofile: { soft: 1, hard: 2 }, nproc: 3 },
      extra_hosts: { h: ['1.2.3.4', '::1'] },
    }
    expect(printed({ 'base.image': { context: 'https://example.com/x.git' }, web }, ['web'])).toEqual({
      group: { default: { targets: ['web'] } },
      target: {
        base_image: {
          context: 'https://example.com/x.git',
          dockerfile: 'Dockerfile',
          'no-cache': true,
          output: ['type=docker'],
          tags: ['base.image:1'],
        },
        web: {
          args: { A: '1' },
          context: '/c',
          contexts: { base: 'target:base_image', other: '/o' },
          'dockerfile-inline': 'FROM $${X}',
          'no-cache': true,
          output: ['type=docker'],
          secret: ['id=s,type=env', 'id=f,type=file,src=/f'],
          tags: ['web:1'],
          ulimits: ['nofile=1:2', 'nproc=3'],
          'extra-hosts': { h: '1.2.3.4,::1' },
        },
      },
    })
  })
})
