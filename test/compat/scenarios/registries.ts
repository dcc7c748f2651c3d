import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

/** What has to do with registries, and needs none: the one that is named here does not answer. */
export const registryScenarios: readonly Scenario[] = [
  {
    name: 'registries: push to one that is not there',
    project: `services:
  a: {image: "127.0.0.1:1/gantry-compat-a:1", build: {dockerfile_inline: "FROM busybox\\nENV X=1\\n"}, depends_on: [b]}
  b: {image: "127.0.0.1:1/gantry-compat-b:1", build: {dockerfile_inline: "FROM busybox\\nENV X=2\\n"}}
  c: {image: busybox}
  d: {build: {dockerfile_inline: "FROM busybox\\nENV X=3\\n"}}
`,
    steps: [
      'push c',
      'push d',
      'push a',
      'build a b',
      'push a',
      'push -q a',
      'push --ignore-push-failures a',
      'push --include-deps --ignore-push-failures a',
      'push nobody',
      'push --nonsense',
      'build --push b',
      'down --rmi local',
    ],
  },
  {
    name: 'registries: pull from one that is not there',
    project: `services:
  a: {image: "127.0.0.1:1/gantry-compat-absent:1", depends_on: [b], command: sleep 600}
  b: {image: busybox, pull_policy: missing, command: sleep 600, stop_signal: KILL}
  c: {build: {dockerfile_inline: "FROM busybox\\n"}}
`,
    steps: [
      'pull a',
      'pull --ignore-pull-failures a',
      'pull --include-deps --ignore-pull-failures a',
      'pull --quiet b',
      'pull --policy=missing b',
      'pull --ignore-buildable c',
      'pull --no-parallel b',
      'pull --parallel b',
      'up -d --pull always b',
      'up -d --no-deps a',
      'up -d',
      'run --rm --pull always b true',
      'create --pull always b',
      'ps -a',
    ],
  },
  {
    name: 'registries: publish',
    project: `${sleeping({ a: 'environment: {TOKEN: secret}\n    volumes: ["./x:/x"]', b: '' })}  c: {build: {dockerfile_inline: "FROM busybox\\n"}}\n`,
    steps: [
      'publish',
      'publish 127.0.0.1:1/gantry-compat-app:1',
      'publish -y 127.0.0.1:1/gantry-compat-app:1',
      'publish -y --with-env 127.0.0.1:1/gantry-compat-app:1',
      'publish --oci-version 9 -y 127.0.0.1:1/gantry-compat-app:1',
      'publish Bad:Name:x -y',
      'publish one two',
      '-f oci://127.0.0.1:1/gantry-compat-app:1 config -q',
      'config --resolve-image-digests',
    ],
  },
]
