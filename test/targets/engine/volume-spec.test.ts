import { describe, expect, it } from 'vitest'
import { volumeSpec } from '../../../src/targets/engine/volume-spec.ts'
import { makeProject } from '../../support/models.ts'

describe('volumeSpec', () => {
  it('asks for what is declared, under labels of its own', () => {
    const data = {
      name: 'gspec_data',
      driver_opts: { device: 'tmpfs', o: 'size=1m', type: 'tmpfs' },
      labels: { q: 'r' },
    }
    const project = makeProject([], { name: 'gspec', volumes: { data } })
    expect(volumeSpec(project, 'data')).toEqual({
      name: 'gspec_data',
      driverOptions: { device: 'tmpfs', o: 'size=1m', type: 'tmpfs' },
      labels: {
        'com.docker.compose.config-hash': '01f2f1de1e935a03296b3683d4cdcc796c18d04de493fc6be4e4a43ea01b2f8c',
        'com.docker.compose.project': 'gspec',
        'com.docker.compose.version': '2.40.3',
        'com.docker.compose.volume': 'data',
        q: 'r',
      },
    })
  })

  it('names the driver', () => {
    const project = makeProject([], { volumes: { data: { name: 'other', driver: 'local' } } })
    expect(volumeSpec(project, 'data')).toMatchObject({ name: 'other', driver: 'local' })
  })
})
