import type { Scenario } from '../scenario.ts'

const shop = `services:
  web: {image: "nginx:alpine", ports: ["18610:80", "18611:81/udp"], depends_on: [api], networks: [front]}
  api: {image: "busybox", command: sleep 600, stop_signal: KILL, depends_on: {db: {condition: service_started}}, networks: {front: {}, back: {}}}
  db: {image: "redis:7", networks: [back], ports: ["127.0.0.1::6379"]}
  alone: {build: ., network_mode: none}
networks: {front: {}, back: {}}
`

/** Pictures of a project, and projects of containers. */
export const drawingScenarios: readonly Scenario[] = [
  {
    name: 'viz: forms',
    project: shop,
    steps: [
      'alpha viz',
      'alpha viz --image',
      'alpha viz --networks',
      'alpha viz --ports',
      'alpha viz --image --networks --ports',
      'alpha viz --spaces',
      'alpha viz --spaces --indentation-size 4',
      'alpha viz --indentation-size 0',
      'alpha viz --indentation-size x',
      'alpha viz --nonsense',
      'alpha viz extra',
    ],
  },
  {
    name: 'generate: of containers',
    project: `services:
  a:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    environment: {A: one}
    ports: ["18615:80"]
    volumes: ["data:/data", "./files:/files:ro"]
    labels: {own: "1"}
    healthcheck: {test: "true", interval: 5s}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, scale: 2}
volumes: {data: {}}
`,
    steps: [
      'up -d',
      'alpha generate {project}-a-1',
      'alpha generate --format json {project}-a-1',
      'alpha generate --name other {project}-a-1 {project}-b-1 {project}-b-2',
      'alpha generate nobody',
      'alpha generate --format nonsense {project}-a-1',
      'alpha generate --project-dir /tmp {project}-b-1',
    ],
  },
]
