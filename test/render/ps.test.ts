import { describe, expect, it } from 'vitest'
import type { ContainerView } from '../../src/render/container-view.ts'
import { formatPsJson } from '../../src/render/ps-json.ts'
import { formatPsTable } from '../../src/render/ps-table.ts'
import { formatPsTemplate } from '../../src/render/ps-template.ts'

const options = { nowSeconds: 1_000_130, noTrunc: false }

function container(more: Partial<ContainerView> = {}): ContainerView {
  return {
    id: '0123456789abcdef',
    name: 'shop-web-1',
    names: ['shop-web-1'],
    image: 'nginx:1',
    command: 'nginx -g "daemon off;" -c /etc/nginx',
    createdAtSeconds: 1_000_000,
    state: 'running',
    status: 'Up 2 minutes (healthy)',
    health: 'healthy',
    exitCode: 0,
    service: 'web',
    project: 'shop',
    labels: { b: '2', a: '<1>' },
    ports: [{ hostIp: '127.0.0.1', target: 80, published: 8080, protocol: 'tcp' }],
    mounts: [{ type: 'volume', label: 'shop_data_with_a_long_name' }],
    networks: ['shop_default'],
    ...more,
  }
}

describe('formatPsTable', () => {
  it('shows the columns of Docker Compose with a shortened command', () => {
    expect(formatPsTable([container()], options)).toMatchInlineSnapshot(`
      "NAME         IMAGE     COMMAND                   SERVICE   CREATED         STATUS                   PORTS
      shop-web-1   nginx:1   "nginx -g \\"daemon of…"   web       2 minutes ago   Up 2 minutes (healthy)   127.0.0.1:8080->80/tcp
      "
    `)
  })

  it('shows whole commands on request', () => {
    expect(formatPsTable([container()], { ...options, noTrunc: true })).toContain(
      String.raw`"nginx -g \"daemon off;\" -c /etc/nginx"`,
    )
  })

  it('is headings alone when there is nothing', () => {
    expect(formatPsTable([], options)).toBe(
      'NAME      IMAGE     COMMAND   SERVICE   CREATED   STATUS    PORTS\n',
    )
  })

  it('keeps control characters of names away from the terminal', () => {
    expect(formatPsTable([container({ service: 'a\u001B[2Jb' })], options)).toContain('a\uFFFD[2Jb')
  })
})

describe('formatPsJson', () => {
  it('writes one object a line with every key, escaped as Go does', () => {
    const text = formatPsJson([container()], options).replace(/"CreatedAt":"[^"]*"/u, '"CreatedAt":"..."')
    expect(text).toMatchInlineSnapshot(`
      "{"Command":"\\"nginx -g \\\\\\"daemon of…\\"","CreatedAt":"...","ExitCode":0,"Health":"healthy","ID":"0123456789ab","Image":"nginx:1","Labels":"a=\\u003c1\\u003e,b=2","LocalVolumes":"1","Mounts":"shop_data_with…","Name":"shop-web-1","Names":"shop-web-1","Networks":"shop_default","Ports":"127.0.0.1:8080-\\u003e80/tcp","Project":"shop","Publishers":[{"URL":"127.0.0.1","TargetPort":80,"PublishedPort":8080,"Protocol":"tcp"}],"RunningFor":"2 minutes ago","Service":"web","Size":"0B","State":"running","Status":"Up 2 minutes (healthy)"}
      "
    `)
  })
})

describe('Publishers', () => {
  it('are in order of their ports, and for one port as the engine has them', () => {
    const port = (hostIp: string, published: number, target: number) =>
      ({ hostIp, published, target, protocol: 'tcp' }) as const
    const ports = [
      port('0.0.0.0', 8081, 81),
      port('0.0.0.0', 9080, 80),
      port('::', 9080, 80),
      port('0.0.0.0', 8080, 80),
      port('::', 8080, 80),
    ]
    expect(
      formatPsTemplate(
        [container({ ports })],
        '{{range .Publishers}}{{.URL}} {{.PublishedPort}};{{end}}',
        options,
      ),
    ).toBe('0.0.0.0 9080;:: 9080;0.0.0.0 8080;:: 8080;0.0.0.0 8081;\n')
  })
})

describe('formatPsTemplate', () => {
  it('fills in a template for each container', () => {
    const containers = [container(), container({ name: 'shop-db-1' })]
    expect(formatPsTemplate(containers, '{{.Name}}: {{.State}}', options)).toBe(
      'shop-web-1: running\nshop-db-1: running\n',
    )
  })

  it('writes the usual fields below each other for "raw"', () => {
    const raw = formatPsTemplate([container({ ports: [] })], 'raw', options)
    expect(raw.replace(/created_at: .*/u, 'created_at: (then)')).toMatchInlineSnapshot(`
      "container_id: 0123456789ab
      image: nginx:1
      command: "nginx -g \\"daemon of…"
      created_at: (then)
      state: running
      status: Up 2 minutes (healthy)
      names: shop-web-1
      labels: a=<1>,b=2
      ports:

      "
    `)
  })

  it('aligns the columns of a table template below headings', () => {
    const text = formatPsTemplate(
      [container()],
      String.raw`table {{.Name}}\t{{upper .State}}\t{{.Label "b"}}`,
      options,
    )
    expect(text).toBe('NAME         STATE     b\nshop-web-1   RUNNING   2\n')
  })

  it('refuses a field that does not exist', () => {
    expect(() => formatPsTemplate([container()], '{{.Nope}}', options)).toThrow('there is no field "Nope"')
  })
})
