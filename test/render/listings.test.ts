import { describe, expect, it } from 'vitest'
import type { ObservedImage } from '../../src/engine/observed.ts'
import { formatEvent, formatEventJson } from '../../src/render/event-text.ts'
import { formatImageIds, formatImagesJson, formatImagesTable } from '../../src/render/images-text.ts'
import { formatProjectsJson, formatProjectsTable } from '../../src/render/projects-text.ts'
import { binarySize, decimalSize } from '../../src/render/size-text.ts'
import { formatStats } from '../../src/render/stats-text.ts'
import { formatTop } from '../../src/render/top-table.ts'
import { formatVolumes } from '../../src/render/volumes-text.ts'

const id = 'a'.repeat(64)

describe('sizes', () => {
  it.each([
    [0, '0B', '0B'],
    [126, '126B', '126B'],
    [1450, '1.45kB', '1.416KiB'],
    [36_128_776, '36.1MB', '34.46MiB'],
    [25_275_850_000, '25.3GB', '23.54GiB'],
  ])('%d bytes are %s, or %s of memory', (bytes, decimal, binary) => {
    expect([decimalSize(bytes), binarySize(bytes)]).toEqual([decimal, binary])
  })
})

describe('the table of processes', () => {
  it('has the command last and a dash where an engine does not tell', () => {
    const text = formatTop([
      { service: 'db', number: '1', titles: ['PID', 'CMD', 'C'], rows: [['1', 'sleep', '0']] },
      { service: 'web', number: '', titles: ['PID', 'CMD', 'TTY'], rows: [['22222', 'nginx', '?']] },
    ])
    expect(text).toBe(
      'SERVICE  #   PID    C   TTY  CMD\ndb       1   1      0   -    sleep\nweb          22222  -   ?    nginx\n',
    )
    expect(formatTop([])).toBe('')
  })
})

describe('images', () => {
  const image: ObservedImage = {
    id: `sha256:${id}`,
    digest: `sha256:${id}`,
    os: 'linux',
    architecture: 'arm64',
    variant: 'v8',
    sizeBytes: 2_065_458,
    createdAt: '2023-11-14T22:13:20Z',
    taggedAt: '2026-11-20T16:52:04.146791181Z',
    volumes: [],
    hasHealthcheck: false,
  }
  const images = ['docker.io/library/busybox', 'localhost:5000/x/y:2', `sha256:${id}`].map(
    (reference, index) => ({ container: `c-${index}`, reference, image }),
  )

  it('are a table of columns twenty wide', () => {
    expect(formatImagesTable(images, Date.parse('2026-11-20T17:33:04Z') / 1000).split('\n'))
      .toMatchInlineSnapshot(`
      [
        "CONTAINER           REPOSITORY           TAG                 PLATFORM            IMAGE ID            SIZE                CREATED",
        "c-0                 busybox              latest              linux/arm64/v8      aaaaaaaaaaaa        2.07MB              40 minutes ago",
        "c-1                 localhost:5000/x/y   2                   linux/arm64/v8      aaaaaaaaaaaa        2.07MB              40 minutes ago",
        "c-2                 <none>               <none>              linux/arm64/v8      aaaaaaaaaaaa        2.07MB              40 minutes ago",
        "",
      ]
    `)
  })

  it('are one array of JSON, and each id once', () => {
    expect(JSON.parse(formatImagesJson(images.slice(0, 1)))).toEqual([
      {
        ID: `sha256:${id}`,
        ContainerName: 'c-0',
        Repository: 'busybox',
        Tag: 'latest',
        Platform: 'linux/arm64/v8',
        Size: 2_065_458,
        LastTagTime: '2026-11-20T16:52:04.146791181Z',
      },
    ])
    expect(formatImageIds(images)).toBe(`${id}\n`)
  })
})

describe('projects', () => {
  const projects = [{ name: 'shop', status: 'running(2)', configFiles: '/proj/a.yaml,/proj/b.yaml' }]

  it('are a table or one array', () => {
    expect(formatProjectsTable(projects)).toBe(
      'NAME                STATUS              CONFIG FILES\nshop                running(2)          /proj/a.yaml,/proj/b.yaml\n',
    )
    expect(formatProjectsJson(projects)).toBe(
      '[{"Name":"shop","Status":"running(2)","ConfigFiles":"/proj/a.yaml,/proj/b.yaml"}]\n',
    )
    expect(formatProjectsJson([])).toBe('[]\n')
  })
})

describe('volumes', () => {
  const volumes = [
    { name: 'shop_data', driver: 'local', scope: 'local', mountPoint: '/v', labels: { b: '2', a: '1' } },
  ]

  it('are a table, JSON or what a template says', () => {
    expect(formatVolumes(volumes, 'table')).toBe('DRIVER    VOLUME NAME\nlocal     shop_data\n')
    expect(formatVolumes(volumes, 'raw')).toBe('name: shop_data\ndriver: local\n\n')
    expect(formatVolumes([], '')).toBe('DRIVER    VOLUME NAME\n')
    expect(formatVolumes(volumes, '{{.Name}} {{.Label "b"}} {{.Size}}')).toBe('shop_data 2 N/A\n')
    expect(formatVolumes(volumes, 'table {{.Name}}\\t{{.Scope}}')).toBe(
      'VOLUME NAME   SCOPE\nshop_data     local\n',
    )
    expect(formatVolumes(volumes, 'table\\t{{.Name}}')).toBe('          VOLUME NAME\n          shop_data\n')
    expect(formatVolumes(volumes, ' {{.Name}} ')).toBe('shop_data\n')
    expect(JSON.parse(formatVolumes(volumes, 'json'))).toMatchObject({ Labels: 'a=1,b=2', Mountpoint: '/v' })
    expect(() => formatVolumes(volumes, '{{.Nope}}')).toThrow('Nope')
  })
})

describe('stats', () => {
  const usage = {
    cpuPercent: 12.345,
    memoryBytes: 344_064,
    memoryLimitBytes: 25_275_850_000,
    receivedBytes: 1450,
    sentBytes: 126,
    readBytes: 0,
    writtenBytes: 0,
    processes: 2,
  }

  it('have dashes for what is not known yet', () => {
    const rows = [
      { id, name: 'shop-web-1', usage },
      { id, name: 'db' },
    ]
    expect(formatStats(rows, { format: 'table', noTrunc: false }).split('\n')).toEqual([
      'CONTAINER ID   NAME         CPU %     MEM USAGE / LIMIT   MEM %     NET I/O         BLOCK I/O   PIDS',
      'aaaaaaaaaaaa   shop-web-1   12.35%    336KiB / 23.54GiB   0.00%     1.45kB / 126B   0B / 0B     2',
      'aaaaaaaaaaaa   db           --        -- / --             --        -- / --         -- / --     --',
      '',
    ])
    expect(formatStats(rows.slice(0, 1), { format: '{{.Name}} {{.ID}}', noTrunc: true })).toBe(
      `shop-web-1 ${id}\n`,
    )
    expect(JSON.parse(formatStats(rows.slice(1), { format: 'json', noTrunc: false }))).toMatchObject({
      Container: id,
      ID: 'aaaaaaaaaaaa',
      PIDs: '--',
    })
  })
})

describe('events', () => {
  const event = {
    action: 'die',
    id: 'abc',
    service: 'web',
    attributes: { exitCode: '137', name: 'shop-web-1' },
    timeNano: '1795196071015966110',
  }

  it('are a line and an empty one, or JSON with every digit of the time', () => {
    expect(formatEvent(event)).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:31\.015966 container die abc \(exitCode=137, name=shop-web-1\)\n\n$/,
    )
    expect(formatEventJson(event)).toMatch(
      /^\{"action":"die","attributes":\{"exitCode":"137","name":"shop-web-1"\},"id":"abc","service":"web","time":"\d{4}-\d\d-\d\dT\d\d:\d\d:31\.01596611(?:Z|[+-]\d\d:\d\d)","type":"container"\}\n$/,
    )
  })
})
