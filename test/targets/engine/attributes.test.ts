import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planOnly } from '../../../src/app/plan.ts'
import type { EngineAction } from '../../../src/targets/engine/actions.ts'
import { Scenario } from '../../support/scenario.ts'

/** Every attribute of a service, and every field of what it uses, from the file to the engine's request. Sections 2.2 to 2.8. */
async function actionsFor(yaml: string): Promise<readonly EngineAction[]> {
  const scenario = new Scenario(yaml)
  scenario.files['/proj/shop/web.env'] = 'FROM_FILE=1'
  scenario.files['/proj/shop/web.labels'] = 'from.file=1'
  scenario.files['/proj/shop/base.yaml'] = 'services: { base: { image: nginx } }'
  const { plan } = await planOnly(
    scenario.surroundings,
    scenario.upRequest({ load: scenario.load({ environment: { TOKEN: 't', PATH_OF: '/p' } }) }),
  )
  expect(scenario.messages.filter((text) => !text.startsWith('CMP118'))).toEqual([])
  return plan?.actions ?? []
}

const around = `
  db:
    image: busybox
networks:
  default:
  front: { name: front-net }
volumes:
  data:
secrets:
  file-secret: { file: ./s.txt }
  env-secret: { environment: TOKEN }
configs:
  file-config: { file: ./c.txt }
  text-config: { content: hello }
`

async function createFor(
  attribute: string,
): Promise<Extract<EngineAction, { do: 'container.create' }>['create']> {
  const image = /^(image|extends):/u.test(attribute) ? '' : 'image: busybox'
  const lines = [image, ...attribute.split('\n')].map((line) => `    ${line}`).join('\n')
  const actions = await actionsFor(`services:\n  web:\n${lines}\n${around.slice(1)}`)
  const action = actions.find(({ id }) => id.startsWith('container.create web/1'))
  if (action?.do !== 'container.create') throw new Error('no container was planned')
  return action.create
}

const host = (fields: object): object => ({ HostConfig: fields })
const endpoint = (fields: object): object => ({
  NetworkingConfig: { EndpointsConfig: { shop_default: fields } },
})

const attributes: readonly (readonly [attribute: string, body: object])[] = [
  ['annotations: { a: b }', host({ Annotations: { a: 'b' } })],
  [
    `blkio_config:
  weight: 300
  weight_device: [{ path: /dev/sda, weight: 400 }]
  device_read_bps: [{ path: /dev/sda, rate: 12mb }]
  device_read_iops: [{ path: /dev/sda, rate: 120 }]
  device_write_bps: [{ path: /dev/sda, rate: 1024 }]
  device_write_iops: [{ path: /dev/sda, rate: 30 }]`,
    host({
      BlkioWeight: 300,
      BlkioWeightDevice: [{ Path: '/dev/sda', Weight: 400 }],
      BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 12_582_912 }],
      BlkioDeviceReadIOps: [{ Path: '/dev/sda', Rate: 120 }],
      BlkioDeviceWriteBps: [{ Path: '/dev/sda', Rate: 1024 }],
      BlkioDeviceWriteIOps: [{ Path: '/dev/sda', Rate: 30 }],
    }),
  ],
  ['cap_add: [NET_ADMIN]', host({ CapAdd: ['CAP_NET_ADMIN'] })],
  ['cap_drop: [ALL]', host({ CapDrop: ['ALL'] })],
  ['cgroup: private', host({ CgroupnsMode: 'private' })],
  ['cgroup_parent: /group', host({ CgroupParent: '/group' })],
  ['command: sh -c "sleep 1"', { Cmd: ['sh', '-c', 'sleep 1'] }],
  ['command: []', { Cmd: [] }],
  [
    'configs: [file-config]',
    host({ Mounts: [{ Type: 'bind', Source: '/proj/shop/c.txt', Target: '/file-config', ReadOnly: true }] }),
  ],
  ['cpu_count: 2', host({ CpuCount: 2 })],
  ['cpu_percent: 50', host({ CpuPercent: 5000 })],
  ['cpu_period: 50000', host({ CpuPeriod: 50_000 })],
  ['cpu_quota: 25000', host({ CpuQuota: 25_000 })],
  ['cpu_rt_period: 1000', host({ CpuRealtimePeriod: 1000 })],
  ['cpu_rt_runtime: 500', host({ CpuRealtimeRuntime: 500 })],
  ['cpu_shares: 512', host({ CpuShares: 512 })],
  ['cpus: 0.75', host({ NanoCpus: 750_000_000 })],
  ['cpuset: 0,1', host({ CpusetCpus: '0,1' })],
  [
    `deploy:
  resources:
    limits: { cpus: "0.5", memory: 64M, pids: 50 }
    reservations: { memory: 32M, devices: [{ capabilities: [gpu], count: 1, driver: nvidia }] }
  restart_policy: { condition: on-failure, max_attempts: 4 }`,
    host({
      NanoCpus: 500_000_000,
      Memory: 67_108_864,
      PidsLimit: 50,
      MemoryReservation: 33_554_432,
      DeviceRequests: [{ Driver: 'nvidia', Count: 1, Capabilities: [['gpu']] }],
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 4 },
    }),
  ],
  ["device_cgroup_rules: ['c 1:3 mr']", host({ DeviceCgroupRules: ['c 1:3 mr'] })],
  [
    'devices: ["/dev/null:/dev/x:r", "vendor.com/class=gpu"]',
    host({
      Devices: [{ PathOnHost: '/dev/null', PathInContainer: '/dev/x', CgroupPermissions: 'r' }],
      DeviceRequests: [{ Driver: 'cdi', DeviceIDs: ['vendor.com/class=gpu'] }],
    }),
  ],
  ['dns: 1.1.1.1', host({ Dns: ['1.1.1.1'] })],
  ['dns_opt: ["ndots:2"]', host({ DnsOptions: ['ndots:2'] })],
  ['dns_search: example.com', host({ DnsSearch: ['example.com'] })],
  ['domainname: example.com', { Domainname: 'example.com' }],
  ['entrypoint: /run.sh now', { Entrypoint: ['/run.sh', 'now'] }],
  ['env_file: web.env', { Env: ['FROM_FILE=1'] }],
  ['environment: { A: b, TOKEN: , GONE: }', { Env: ['A=b', 'TOKEN=t', 'GONE'] }],
  ['expose: ["3000", "53/udp"]', { ExposedPorts: { '3000': {}, '53/udp': {} } }],
  ['extends: { file: base.yaml, service: base }', { Image: 'nginx' }],
  ['external_links: ["other:alias"]', endpoint({ Links: ['other:alias'] })],
  ['extra_hosts: ["far=10.0.0.9"]', host({ ExtraHosts: ['far:10.0.0.9'] })],
  ['gpus: all', host({ DeviceRequests: [{ Count: -1, Capabilities: [['gpu']] }] })],
  ['group_add: [mail]', host({ GroupAdd: ['mail'] })],
  [
    'healthcheck: { test: x, interval: 1m, timeout: 10s, retries: 3, start_period: 4s, start_interval: 1s }',
    {
      Healthcheck: {
        Test: ['CMD-SHELL', 'x'],
        Interval: 60_000_000_000,
        Timeout: 10_000_000_000,
        Retries: 3,
        StartPeriod: 4_000_000_000,
        StartInterval: 1_000_000_000,
      },
    },
  ],
  ['healthcheck: { disable: true }', { Healthcheck: { Test: ['NONE'] } }],
  ['hostname: here', { Hostname: 'here' }],
  ['image: nginx', { Image: 'nginx' }],
  ['init: false', host({ Init: false })],
  ['ipc: shareable', host({ IpcMode: 'shareable' })],
  ['isolation: default', host({ Isolation: 'default' })],
  ['label_file: web.labels', { Labels: { 'from.file': '1' } }],
  ['labels: { n: 5, none: }', { Labels: { n: '5', none: '' } }],
  ['links: ["db:store"]', endpoint({ Links: ['shop-db-1:store', 'shop-db-1:db-1', 'shop-db-1:shop-db-1'] })],
  [
    'logging: { driver: json-file, options: { max-size: 10m } }',
    host({ LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } } }),
  ],
  ['mac_address: 02:42:ac:11:00:03', endpoint({ MacAddress: '02:42:ac:11:00:03' })],
  ['mem_limit: 64m', host({ Memory: 67_108_864 })],
  ['mem_reservation: 32m', host({ MemoryReservation: 33_554_432 })],
  ['mem_swappiness: 10', host({ MemorySwappiness: 10 })],
  ['memswap_limit: -1', host({ MemorySwap: -1 })],
  ['network_mode: host', host({ NetworkMode: 'host' })],
  [
    `networks:
  default:
    aliases: [www]
    ipv4_address: 172.30.0.9
    ipv6_address: fd00::9
    link_local_ips: [169.254.0.9]
    mac_address: 02:42:ac:11:00:04
    driver_opts: { o: v }
    gw_priority: 3
    interface_name: eth9
    priority: 1`,
    {
      HostConfig: { NetworkMode: 'shop_default' },
      NetworkingConfig: {
        EndpointsConfig: {
          shop_default: {
            Aliases: ['shop-web-1', 'web', 'www'],
            MacAddress: '02:42:ac:11:00:04',
            DriverOpts: { o: 'v', 'com.docker.network.endpoint.ifname': 'eth9' },
            GwPriority: 3,
            IPAMConfig: {
              IPv4Address: '172.30.0.9',
              IPv6Address: 'fd00::9',
              LinkLocalIPs: ['169.254.0.9'],
            },
          },
        },
      },
    },
  ],
  ['oom_kill_disable: true', host({ OomKillDisable: true })],
  ['oom_score_adj: 500', host({ OomScoreAdj: 500 })],
  ['pid: host', host({ PidMode: 'host' })],
  ['pids_limit: 50', host({ PidsLimit: 50 })],
  [
    'ports: ["127.0.0.1:8080:80/udp", "9000"]',
    {
      ExposedPorts: { '80/udp': {}, '9000/tcp': {} },
      HostConfig: {
        PortBindings: {
          '80/udp': [{ HostIp: '127.0.0.1', HostPort: '8080' }],
          '9000/tcp': [{ HostIp: '', HostPort: '' }],
        },
      },
    },
  ],
  ['privileged: true', host({ Privileged: true })],
  ['read_only: true', host({ ReadonlyRootfs: true })],
  ['restart: on-failure:3', host({ RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } })],
  ['runtime: runc', host({ Runtime: 'runc' })],
  [
    'secrets: [{ source: file-secret, target: /x }]',
    host({ Mounts: [{ Type: 'bind', Source: '/proj/shop/s.txt', Target: '/x', ReadOnly: true }] }),
  ],
  [
    'security_opt: ["label=disable", "systempaths=unconfined"]',
    host({ SecurityOpt: ['label=disable'], MaskedPaths: [], ReadonlyPaths: [] }),
  ],
  ['shm_size: 32m', host({ ShmSize: 33_554_432 })],
  ['stdin_open: true', { OpenStdin: true }],
  ['stop_grace_period: 1m30s', { StopTimeout: 90 }],
  ['stop_signal: SIGUSR1', { StopSignal: 'SIGUSR1' }],
  ['storage_opt: { size: 1G }', host({ StorageOpt: { size: '1G' } })],
  ['sysctls: { net.core.somaxconn: 1024 }', host({ Sysctls: { 'net.core.somaxconn': '1024' } })],
  ['tmpfs: "/run:size=1m"', host({ Tmpfs: { '/run': 'size=1m' } })],
  ['tty: true', { Tty: true }],
  [
    'ulimits: { nproc: 65, nofile: { soft: 1, hard: 2 } }',
    host({
      Ulimits: [
        { Name: 'nproc', Soft: 65, Hard: 65 },
        { Name: 'nofile', Soft: 1, Hard: 2 },
      ],
    }),
  ],
  ['use_api_socket: true', host({ Binds: ['/var/run/docker.sock:/var/run/docker.sock:rw'] })],
  ['user: "1:2"', { User: '1:2' }],
  ['userns_mode: host', host({ UsernsMode: 'host' })],
  ['uts: host', host({ UTSMode: 'host' })],
  [
    `volumes:
  - data:/data
  - ./src:/src:ro,z
  - /anonymous
  - { type: volume, source: data, target: /sub, volume: { nocopy: true, subpath: s, labels: { a: b } } }
  - { type: bind, source: /h, target: /b, bind: { create_host_path: false, propagation: rslave } }
  - { type: bind, source: /h, target: /r, read_only: true, bind: { recursive: readonly } }
  - { type: tmpfs, target: /t, tmpfs: { size: 1m, mode: 0755 } }
  - { type: image, source: nginx, target: /i, image: { subpath: etc } }`,
    host({
      Binds: ['shop_data:/data:rw', '/proj/shop/src:/src:ro,z'],
      Mounts: [
        { Type: 'volume', Target: '/anonymous' },
        {
          Type: 'volume',
          Source: 'shop_data',
          Target: '/sub',
          VolumeOptions: { NoCopy: true, Subpath: 's', Labels: { a: 'b' } },
        },
        { Type: 'bind', Source: '/h', Target: '/b', BindOptions: { Propagation: 'rslave' } },
        {
          Type: 'bind',
          Source: '/h',
          Target: '/r',
          ReadOnly: true,
          BindOptions: { CreateMountpoint: true, ReadOnlyForceRecursive: true },
        },
        { Type: 'tmpfs', Target: '/t', TmpfsOptions: { SizeBytes: 1_048_576, Mode: 0o755 } },
        { Type: 'image', Source: 'nginx', Target: '/i', ImageOptions: { Subpath: 'etc' } },
      ],
    }),
  ],
  ['volumes_from: [db]', host({ VolumesFrom: ['service:db'] })],
  ['working_dir: /w', { WorkingDir: '/w' }],
]

/** Attributes that are no field of the request for a container, and the test of what they do instead. */
const elsewhere: Readonly<Record<string, string>> = {
  attach: 'test/scenarios/attached.test.ts',
  build: 'test/build',
  container_name: 'below: the name of the container',
  credential_spec: 'only Windows has it, and Docker Compose asks for nothing there',
  depends_on: 'test/scenarios/up.test.ts',
  develop: 'read by the command that watches files',
  models: 'test/scenarios/models.test.ts',
  platform: 'below: asked for beside the body',
  post_start: 'test/scenarios/hooks.test.ts',
  pre_start: 'test/scenarios/pre-start.test.ts',
  pre_stop: 'test/scenarios/hooks.test.ts',
  profiles: 'test/scenarios/selection.test.ts',
  provider: 'test/scenarios/providers.test.ts',
  pull_policy: 'test/scenarios/up.test.ts',
  pull_refresh_after: 'nothing reads it, as in Docker Compose',
  scale: 'test/scenarios/up.test.ts',
}

interface Schema {
  readonly $defs: { readonly service: { readonly properties: Readonly<Record<string, unknown>> } }
}

describe('attributes of a service', () => {
  it.each(attributes)('%s', async (attribute, body) => {
    expect((await createFor(attribute)).body).toMatchObject(body)
  })

  it('are all here, or have a test elsewhere', () => {
    const schema: Schema = JSON.parse(readFileSync('schemas/compose.schema.json', 'utf8'))
    const here = attributes.map(([attribute]) => attribute.split(':')[0] ?? '')
    const known = new Set([...here, ...Object.keys(elsewhere)])
    expect(Object.keys(schema.$defs.service.properties).filter((name) => !known.has(name))).toEqual([])
  })

  it('container_name is the name of the container', async () => {
    expect((await createFor('container_name: mine')).name).toBe('mine')
  })

  it('platform is asked for beside the body', async () => {
    expect((await createFor('platform: linux/amd64')).platform).toBe('linux/amd64')
  })

  it('secrets and configs that are no files are copied before the start', async () => {
    const actions = await actionsFor(`services:
  web:
    image: busybox
    secrets: [{ source: env-secret, uid: "7", gid: "8", mode: 0400 }]
    configs: [{ source: text-config, target: /etc/x }]
${around.slice(1)}`)
    expect(actions.find(({ id }) => id === 'container.start web/1')).toMatchObject({
      files: [
        { kind: 'config', key: 'text-config', target: '/etc/x', mode: 0o444 },
        { kind: 'secret', key: 'env-secret', target: '/run/secrets/env-secret', mode: 0o400, uid: 7, gid: 8 },
      ],
    })
  })
})

describe('fields of networks and volumes', () => {
  it('of a network reach the request that creates it', async () => {
    const actions = await actionsFor(`services: { web: { image: busybox, networks: [front] } }
networks:
  front:
    name: other
    driver: macvlan
    driver_opts: { parent: eth0 }
    internal: true
    attachable: true
    enable_ipv4: false
    enable_ipv6: true
    labels: { a: b }
    ipam:
      driver: own
      options: { o: v }
      config:
        - { subnet: 10.9.0.0/16, gateway: 10.9.0.1, ip_range: 10.9.5.0/24, aux_addresses: { h: 10.9.0.5 } }
`)
    expect(actions.find(({ id }) => id === 'network.create front')).toMatchObject({
      spec: {
        name: 'other',
        driver: 'macvlan',
        options: { parent: 'eth0' },
        internal: true,
        attachable: true,
        enableIPv4: false,
        enableIPv6: true,
        labels: { a: 'b' },
        ipam: {
          driver: 'own',
          options: { o: 'v' },
          config: [
            {
              subnet: '10.9.0.0/16',
              gateway: '10.9.0.1',
              ipRange: '10.9.5.0/24',
              auxAddresses: { h: '10.9.0.5' },
            },
          ],
        },
      },
    })
  })

  it('of a volume reach the request that creates it', async () => {
    const actions = await actionsFor(`services: { web: { image: busybox, volumes: ["data:/data"] } }
volumes:
  data: { name: other, driver: local, driver_opts: { type: none, o: bind, device: ./here }, labels: { a: b } }
`)
    expect(actions.find(({ id }) => id === 'volume.create data')).toMatchObject({
      spec: {
        name: 'other',
        driver: 'local',
        driverOptions: { type: 'none', o: 'bind', device: '/proj/shop/here' },
        labels: { a: 'b' },
      },
    })
  })
})
