import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

export const volumeScenarios: readonly Scenario[] = [
  {
    name: 'volumes: kept by new containers',
    project: sleeping({ a: 'volumes: ["data:/data", /anonymous]' }) + 'volumes: {data: {}}\n',
    steps: [
      'up -d',
      'exec -T a sh -c "echo 1 > /data/x; echo 2 > /anonymous/x"',
      'up -d --force-recreate',
      'exec -T a cat /data/x /anonymous/x',
      'up -d -V',
      'exec -T a cat /data/x',
      'exec -T a cat /anonymous/x',
      'down',
      'up -d',
      'exec -T a cat /data/x',
      'exec -T a cat /anonymous/x',
      'down -v',
      'up -d',
      'exec -T a cat /data/x',
    ],
  },
  {
    name: 'volumes: drivers, options, labels and names',
    project: {
      'compose.yaml': `${sleeping({ a: 'volumes: ["one:/one", "two:/two", "three:/three", "four:/four"]' })}volumes:
  one: {driver: local, driver_opts: {type: tmpfs, device: tmpfs, o: "size=1m"}}
  two: {labels: [a=1, b]}
  three: {name: gantry-compat-three}
  four: {driver: local, driver_opts: {type: none, o: bind, device: ./four}}
`,
      'four/x': 'four\n',
    },
    steps: ['up -d', 'exec -T a cat /four/x', 'volumes', 'volumes -q', 'up -d', 'down -v'],
  },
  {
    name: 'volumes: external',
    project: `${sleeping({ a: 'volumes: ["vol:/v"]' })}volumes: {vol: {external: true, name: "\${VOLUME}"}}\n`,
    steps: [
      { run: 'up -d', env: { VOLUME: 'gantry-compat-nowhere' } },
      {
        engine: 'POST /volumes/create',
        body: {
          Name: 'gantry-compat-outside',
          Labels: { 'com.docker.compose.project': 'gantry-compat-somebody' },
        },
      },
      { run: 'up -d', env: { VOLUME: 'gantry-compat-outside' } },
      { run: 'volumes -q', env: { VOLUME: 'gantry-compat-outside' } },
      { run: 'down -v', env: { VOLUME: 'gantry-compat-outside' } },
    ],
  },
  {
    name: 'volumes: another declaration than before',
    project: `${sleeping({ a: 'volumes: ["vol:/v"]' })}volumes: {vol: {labels: {n: "1"}}}\n`,
    steps: [
      'up -d',
      {
        write: {
          'compose.yaml': `${sleeping({ a: 'volumes: ["vol:/v"]' })}volumes: {vol: {labels: {n: "2"}}}\n`,
        },
      },
      'up -d',
      { run: 'up -d', stdin: 'n\n' },
      'up -d -y',
    ],
  },
  {
    name: 'volumes: one that somebody else made',
    project: `${sleeping({ a: 'volumes: ["vol:/v"]' })}volumes: {vol: {}}\n`,
    steps: [
      { shell: 'docker volume rm -f gantry-compat-volumes-one-that-somebody-else-made_vol' },
      {
        engine: 'POST /volumes/create',
        body: { Name: 'gantry-compat-volumes-one-that-somebody-else-made_vol' },
      },
      'up -d',
      'down -v',
      { shell: 'docker volume rm -f gantry-compat-volumes-one-that-somebody-else-made_vol' },
    ],
  },
  {
    name: 'volumes: long forms',
    project: {
      'compose.yaml':
        sleeping({
          a: `volumes:
      - {type: volume, source: vol, target: /v, volume: {nocopy: true}}
      - {type: volume, source: vol, target: /sub, volume: {subpath: sub}, read_only: true}
      - {type: volume, target: /anonymous}
      - {type: bind, source: ./here, target: /here, bind: {create_host_path: true}}
      - {type: bind, source: ./here, target: /shared, bind: {propagation: rslave}, read_only: true}
      - {type: tmpfs, target: /tmp/t, tmpfs: {size: 2m, mode: 0o1770}}`,
          b: 'volumes: ["vol:/v"]\n    command: sh -c "mkdir -p /v/sub; sleep 600"\n    healthcheck: {test: "test -d /v/sub", interval: 200ms}',
        }).replace('    volumes:\n', '    depends_on: {b: {condition: service_healthy}}\n    volumes:\n') +
        'volumes: {vol: {}}\n',
      'here/x': 'x\n',
    },
    steps: ['config -q', 'up -d', 'up -d', 'exec -T a cat /here/x', 'exec -T a touch /shared/y'],
  },
  {
    name: 'volumes: bind mounts in all forms',
    project: {
      'compose.yaml': sleeping({
        a: `volumes:
      - ./here:/a
      - ./here/x:/x:ro
      - "\${PWD}/here:/b:rw"
      - ../{project}/here:/c
      - ./made/by/engine:/d
      - ./here:/e:ro,rslave`,
      }).replace('{project}', 'gantry-compat-volumes-bind-mounts-in-all-forms'),
      'here/x': 'x\n',
    },
    steps: ['up -d', 'exec -T a cat /x /a/x /b/x /c/x', { shell: 'find . -type d | sort' }, 'up -d'],
  },
  {
    name: 'volumes: a folder that must be there',
    project: sleeping({
      a: 'volumes: [{type: bind, source: ./missing, target: /x, bind: {create_host_path: false}}]',
    }),
    steps: ['up -d', 'ps -a', { shell: 'mkdir missing' }, 'up -d', 'down'],
  },
  {
    name: 'volumes: a file that is not there',
    project: sleeping({ a: 'volumes: ["./site.conf:/etc/site.conf:ro"]', b: '' }),
    steps: ['create', 'ps -a', 'down', { write: { 'other.conf': '' } }],
  },
  {
    name: 'volumes: of other services and containers',
    project:
      sleeping({
        a: 'volumes: ["vol:/v", /anonymous]',
        b: 'volumes_from: [a]',
        c: 'volumes_from: ["a:ro"]\n    volumes: ["vol:/again"]',
      }) + 'volumes: {vol: {}}\n',
    steps: [
      'up -d',
      'up -d',
      'exec -T b ls -d /v /anonymous',
      'exec -T c touch /v/x',
      'volumes',
      'volumes b',
      'down -v',
    ],
  },
  {
    name: 'volumes: tmpfs and shared memory',
    project: sleeping({ a: 'tmpfs: [/one, "/two:size=1m,mode=700"]\n    shm_size: 8m', b: 'tmpfs: /one' }),
    steps: ['up -d', 'up -d', 'exec -T a stat -c %a /two'],
  },
  {
    name: 'volumes: the same mount twice',
    project: sleeping({ a: 'volumes: ["one:/x", "two:/x"]' }) + 'volumes: {one: {}, two: {}}\n',
    steps: ['config', 'up -d'],
  },
  {
    name: 'secrets: from the environment and content',
    project: {
      'compose.yaml': `${sleeping({
        a: `secrets: [{source: s, target: renamed, uid: "1000", gid: "1001", mode: 0440}, t]
    configs: [{source: c, target: /etc/c.conf, mode: 0644}, e, {source: f, target: /f}]`,
      })}secrets: {s: {environment: TOKEN}, t: {file: ./t.txt}}
configs: {c: {content: "x = \${TOKEN}\\n"}, e: {environment: TOKEN}, f: {file: ./t.txt}}
`,
      't.txt': 'from a file\n',
      '.env': 'TOKEN=secret\n',
    },
    steps: [
      'up -d',
      'exec -T a sh -c "cat /run/secrets/renamed /run/secrets/t /etc/c.conf /e /f"',
      'exec -T a stat -c "%a %u %g" /run/secrets/renamed /etc/c.conf /e',
      'up -d',
      { run: 'up -d', env: { TOKEN: 'changed' } },
      { run: 'exec -T a cat /run/secrets/renamed', env: { TOKEN: 'changed' } },
      'config',
    ],
  },
  {
    name: 'secrets: missing ones',
    project: `${sleeping({ a: 'secrets: [s]' })}secrets: {s: {environment: NOT_SET_ANYWHERE}}\n`,
    steps: ['config -q', 'up -d', 'ps -a'],
  },
  {
    name: 'secrets: a missing file',
    project: `${sleeping({ a: 'secrets: [s]' })}secrets: {s: {file: ./missing.txt}}\n`,
    steps: ['config -q', 'up -d', 'ps -a'],
  },
  {
    name: 'secrets: external',
    project: `${sleeping({ a: 'secrets: [s]' })}secrets: {s: {external: true}}\n`,
    steps: ['config', 'up -d', 'ps -a'],
  },
  {
    name: 'secrets: that change',
    project: {
      'compose.yaml': `${sleeping({ a: 'secrets: [s]\n    configs: [c]' })}secrets: {s: {file: s.txt}}\nconfigs: {c: {content: one}}\n`,
      's.txt': 'one\n',
    },
    steps: [
      'up -d',
      { write: { 's.txt': 'two\n' } },
      'up -d',
      {
        write: {
          'compose.yaml': `${sleeping({ a: 'secrets: [s]\n    configs: [c]' })}secrets: {s: {file: s.txt}}\nconfigs: {c: {content: two}}\n`,
        },
      },
      'up -d',
      'exec -T a cat /c',
    ],
  },
  {
    name: 'secrets: for a read-only service',
    project: {
      'compose.yaml': `${sleeping({ a: 'read_only: true\n    secrets: [s]' })}secrets: {s: {file: s.txt}}\n`,
      's.txt': 'one\n',
    },
    steps: ['up -d', 'exec -T a cat /run/secrets/s'],
  },
]
