import { describe, expect, it } from 'vitest'
import {
  containerLabels,
  containerName,
  isOneOff,
  numberOf,
  serviceOf,
} from '../../../src/targets/engine/labels.ts'
import { makeProject, makeService } from '../../support/models.ts'

const web = makeService()

describe('containerLabels', () => {
  it('marks a container the way Docker Compose does', () => {
    const project = makeProject([web], { files: ['/proj/shop/a.yaml', '/proj/shop/b.yaml'] })
    expect(
      containerLabels({ project, service: web, number: 2, configHash: 'c0ffee', imageDigest: 'sha256:1' }),
    ).toEqual({
      'com.docker.compose.config-hash': 'c0ffee',
      'com.docker.compose.container-number': '2',
      'com.docker.compose.depends_on': '',
      'com.docker.compose.image': 'sha256:1',
      'com.docker.compose.oneoff': 'False',
      'com.docker.compose.project': 'shop',
      'com.docker.compose.project.config_files': '/proj/shop/a.yaml,/proj/shop/b.yaml',
      'com.docker.compose.project.working_dir': '/proj/shop',
      'com.docker.compose.service': 'web',
      'com.docker.compose.version': '2.40.3',
    })
  })

  it('lists dependencies by name, with condition and restart', () => {
    const service = makeService({
      depends_on: {
        db: { condition: 'service_healthy', required: true, restart: true },
        cache: { condition: 'service_completed_successfully', required: false },
      },
    })
    const labels = containerLabels({ project: makeProject(), service, number: 1, configHash: '' })
    expect(labels['com.docker.compose.depends_on']).toBe(
      'cache:service_completed_successfully:false,db:service_healthy:true',
    )
  })

  it('lists no dependency that may be missing and is', () => {
    const service = makeService({
      depends_on: { db: { condition: 'service_started', required: false } },
    })
    const project = makeProject([service], { disabledServices: { db: makeService({ name: 'db' }) } })
    const labels = containerLabels({ project, service, number: 1, configHash: '' })
    expect(labels['com.docker.compose.depends_on']).toBe('')
  })

  it('lets no label of the user stand for one of its own', () => {
    const service = makeService({ labels: { 'com.docker.compose.service': 'other', mine: '' } })
    const labels = containerLabels({ project: makeProject(), service, number: 1, configHash: '' })
    expect(labels).toMatchObject({ 'com.docker.compose.service': 'web', mine: '' })
  })

  it('names the env files that were asked for', () => {
    const project = makeProject([web], { envFiles: ['/a.env', '/b.env'] })
    const labels = containerLabels({ project, service: web, number: 1, configHash: '' })
    expect(labels['com.docker.compose.project.environment_file']).toBe('/a.env,/b.env')
  })

  it('knows a container of run by its slug', () => {
    const slug = 'b2ff6493b6d5'
    const labels = containerLabels({ project: makeProject(), service: web, number: 1, configHash: '', slug })
    expect(labels).toMatchObject({ 'com.docker.compose.oneoff': 'True', 'com.docker.compose.slug': slug })
    expect(labels).not.toHaveProperty('com.docker.compose.container-number')
  })

  it.each([
    ['web-3', {}],
    ['the-web', { container_name: 'the-web' }],
  ])('says that it replaces %s', (replaced, fields) => {
    const context = { project: makeProject(), service: makeService(fields), number: 3, configHash: '' }
    expect(containerLabels({ ...context, isReplacement: true })).toMatchObject({
      'com.docker.compose.replace': replaced,
    })
  })
})

describe('containerName', () => {
  it('is made of project, service and number', () => {
    expect(containerName(makeProject(), web, 2)).toBe('shop-web-2')
  })

  it('is the one the service gives', () => {
    expect(containerName(makeProject(), makeService({ container_name: 'my.web' }), 1)).toBe('my.web')
  })
})

describe('reading labels', () => {
  it('finds service and number', () => {
    const labels = { 'com.docker.compose.service': 'web', 'com.docker.compose.container-number': '2' }
    expect([serviceOf(labels), numberOf(labels)]).toEqual(['web', 2])
  })

  it.each([[{}], [{ 'com.docker.compose.container-number': 'two' }]])('finds no number in %j', (labels) => {
    expect(numberOf(labels)).toBeUndefined()
  })

  it.each([
    ['True', true],
    ['False', false],
    [undefined, false],
  ])('takes oneoff %s for %s', (value, expected) => {
    expect(isOneOff(value === undefined ? {} : { 'com.docker.compose.oneoff': value })).toBe(expected)
  })
})
