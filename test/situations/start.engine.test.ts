import { describe, it } from 'vitest'
import { expectSituation, type Situation } from '../support/situation.ts'

const runs = 'image: busybox, init: true, command: sleep 1000'

const programs: readonly Situation[] = [
  {
    name: 'a program that the image lacks',
    yaml: 'services:\n  a:\n    image: busybox\n    command: nope # here\n',
    code: 'CMP407',
    says: /cannot start: "nope" was not found in the image/,
    cure: /check "command" and "entrypoint"/,
  },
  {
    name: 'a program that is not executable',
    yaml: 'services:\n  a:\n    image: busybox\n    entrypoint: /etc/passwd # here\n',
    code: 'CMP407',
    says: /cannot start: "\/etc\/passwd" is not executable/,
    cure: /check "command" and "entrypoint"/,
  },
  {
    name: 'a script without its first line',
    yaml: 'services:\n  a:\n    image: busybox\n    command: /x # here\n    volumes: ["./script:/x"]\n',
    files: { script: 'echo hello\n' },
    run: ['up', '-d', '--wait'],
    code: 'CMP407',
    says: /exited \(\d+\)|cannot start/,
    cure: /begin the script with "#!\/bin\/sh"|check "command"/,
  },
  {
    name: 'a file mounted onto a folder',
    yaml: 'services:\n  a:\n    image: busybox\n    command: "true"\n    volumes: ["./compose.yaml:/bin"] # here\n',
    code: 'CMP431',
    says: /folder is mounted onto a file, or a file onto a folder/,
    cure: /compare both sides/,
  },
  {
    name: 'a mount at a path that is not absolute',
    yaml: 'services:\n  a:\n    image: busybox\n    volumes: [{ type: volume, source: vol, target: nope }] # here\nvolumes: { vol: {} }\n',
    code: 'CMP431',
    says: /target of a mount is not an absolute path/,
    cure: /begin the path in the container with "\/"/,
  },
  {
    name: 'a volume whose device is not there',
    yaml: 'services:\n  a:\n    image: busybox\n    volumes: ["vol:/v"] # here\nvolumes: { vol: { driver_opts: { type: none, o: bind, device: /nope/there } } }\n',
    code: 'CMP431',
    says: /device of a volume cannot be mounted/,
    cure: /driver_opts of the volume/,
  },
  {
    name: 'the network of a container that is not there',
    yaml: 'services:\n  a:\n    image: busybox\n    network_mode: container:nope-not # here\n',
    code: 'CMP406',
    says: /container that it shares something with is not there/,
    cure: /start that container first/,
  },
  {
    name: 'the volumes of a container that is not there',
    yaml: 'services:\n  a:\n    image: busybox\n    volumes_from: ["container:nope-not"] # here\n',
    code: 'CMP406',
    says: /container that it shares something with is not there/,
    cure: /service:NAME/,
  },
]

const ends: readonly Situation[] = [
  {
    name: 'a container that fails at its start',
    yaml: 'services:\n  a:\n    image: busybox\n    command: sh -c "echo bad flag; exit 7" # here\n',
    run: ['up', '-d', '--wait'],
    code: 'CMP407',
    says: /exited \(7\)[\s\S]*code 7 after[\s\S]*bad flag/,
    cure: /"compose logs" shows all/,
  },
  {
    name: 'a dependency that fails, with those that need it',
    yaml: `services:
  web: { ${runs}, depends_on: [api] }
  api: { ${runs}, depends_on: { job: { condition: service_completed_successfully } } }
  job:
    image: busybox
    command: sh -c "echo no table; exit 3" # here
`,
    code: 'CMP407',
    says: /exited \(3\)[\s\S]*web → api → job[\s\S]*no table/,
    cure: /"compose logs" shows all/,
  },
  {
    name: 'a dependency that is unhealthy, with its probes',
    yaml: `services:
  web: { ${runs}, depends_on: { db: { condition: service_healthy } } }
  db:
    image: busybox
    init: true
    command: sleep 1000
    healthcheck: { test: "echo not yet; exit 1", interval: 1s, retries: 1 } # here
`,
    code: 'CMP408',
    says: /is unhealthy[\s\S]*web → db[\s\S]*not yet/,
    cure: /mend the service, or the healthcheck/,
  },
  {
    name: 'a container that runs out of memory',
    yaml: `services:
  a:
    image: busybox
    command: sh -c 'sleep 1; x=a; while true; do x=$$x$$x; done'
    mem_limit: 8m # here
  b: { ${runs}, depends_on: { a: { condition: service_completed_successfully } } }
`,
    code: 'CMP407',
    says: /exited \(137\)[\s\S]*out of memory/,
    cure: /raise its memory limit/,
  },
  {
    name: 'a command that its shell does not find',
    yaml: 'services:\n  a:\n    image: busybox\n    command: sh -c "nope; exit $$?" # here\n',
    run: ['up', '-d', '--wait'],
    code: 'CMP407',
    says: /code 127 after .*: the command was not found in the image/,
    cure: /check "command" and "entrypoint"/,
  },
  {
    name: 'a command that its shell cannot execute',
    yaml: 'services:\n  a:\n    image: busybox\n    command: sh -c "/etc/passwd; exit $$?" # here\n',
    run: ['up', '-d', '--wait'],
    code: 'CMP407',
    says: /code 126 after .*: the command was found but cannot be executed/,
    cure: /chmod \+x/,
  },
  {
    name: 'a crash',
    yaml: 'services:\n  a:\n    image: busybox\n    command: sh -c "kill -SEGV $$$$" # here\n    init: true\n',
    run: ['up', '-d', '--wait'],
    code: 'CMP407',
    says: /code 139 after .*: it crashed \(SIGSEGV\)/,
    cure: /newer version of the program/,
  },
  {
    name: 'a wait that takes too long',
    yaml: `services:\n  a: { ${runs}, healthcheck: { test: "echo slow; exit 1", interval: 1s, start_period: 60s } }\n`,
    run: ['up', '-d', '--wait', '--wait-timeout', '2'],
    code: 'CMP410',
    says: /not healthy after 2s/,
    cure: /--wait-timeout gives more time/,
  },
  {
    name: 'a hook that fails',
    yaml: `services:
  a:
    image: busybox
    init: true
    command: sleep 1000
    post_start: [{ command: [sh, -c, "echo no rights; exit 4"] }] # here
`,
    code: 'CMP417',
    says: /no rights/,
    cure: /hook/,
  },
  {
    name: 'a container that ignores its stop signal',
    yaml: `services:
  a:
    image: busybox
    command: sh -c 'trap "" TERM; while true; do sleep 1; done'
    stop_grace_period: 1s
`,
    before: [['up', '-d']],
    run: ['stop'],
    code: 'CMP426',
    says: /ignored its stop signal for 1 s and was killed/,
    cure: /init: true/,
    exit: 0,
  },
]

describe.concurrent.each(Object.entries({ programs, ends }))('what does not start: %s', (_, situations) => {
  it.each(situations)('$name', expectSituation)
})
