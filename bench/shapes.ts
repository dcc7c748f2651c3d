/** The Compose files of the benchmark. busybox is the one image, and its containers end at once when told to. */
const waiting = `    image: busybox
    command: ["sh", "-c", "trap 'exit 0' TERM; sleep 2147483647 & wait"]
`

/** Services that wait for the one before to be healthy. A check runs five times a second until the first success. */
export function chain(length: number): string {
  const services = numbers(length).map((n) =>
    [
      `  s${n}:`,
      waiting.trimEnd(),
      '    healthcheck: {test: "true", interval: 1s, start_period: 30s, start_interval: 200ms}',
      ...(n > 1 ? [`    depends_on: {s${n - 1}: {condition: service_healthy}}`] : []),
    ].join('\n'),
  )
  return `services:\n${services.join('\n')}\n`
}

/** Services that have nothing to do with each other. */
export function flat(count: number): string {
  return `services:\n${numbers(count)
    .map((n) => `  s${n}:\n${waiting}`)
    .join('')}`
}

/** Services that write `lines` lines of about 80 characters and end. */
export function writers(count: number, lines: number): string {
  const program = `BEGIN { for (i = 1; i <= ${lines}; i++) printf "%06d GET /items/%d HTTP/1.1 200 in %d ms, as seen by the first of many replicas\\n", i, i * 7, i % 250 }`
  return `services:\n${numbers(count)
    .map((n) => `  s${n}:\n    image: busybox\n    command: ${JSON.stringify(['awk', program])}\n`)
    .join('')}`
}

/** An image of all that is in `context/`. */
export const copying = `services:
  web: {build: {context: context, no_cache: true, dockerfile_inline: "FROM busybox\\nCOPY . /files"}}
`

/** Services as people write them, with short forms, variables, anchors, ports, volumes and dependencies. */
export function everyday(count: number): string {
  return `name: everyday
x-logging: &logging {driver: json-file, options: {max-size: 10m, max-file: "3"}}
services:
${numbers(count).map(everydayService).join('')}networks:
  front: {}
  back: {internal: true}
volumes:
  files: {}
`
}

function everydayService(n: number): string {
  return `  service-${n}:
    image: \${REGISTRY:-example.com}/service-${n}:\${TAG:-1.${n}}
    command: serve --port 80 --name "service ${n}"
    logging: *logging
    environment:
      LOG_LEVEL: \${LOG_LEVEL:-info}
      DATABASE_URL: postgres://app:secret@db-${n}:5432/app
      WORKERS: ${n % 8}
    labels: [com.example.team=team-${n % 5}, com.example.tier=backend]
    ports: ["${10_000 + n}:80", "127.0.0.1:${20_000 + n}:9090/udp"]
    volumes: [files:/var/lib/files, ./conf/${n}:/etc/service:ro]
    networks: [front, back]
    healthcheck: {test: [CMD, curl, -f, http://localhost/], interval: 10s, timeout: 3s, retries: 5}
    deploy: {resources: {limits: {cpus: "0.5", memory: 256M}}}
    restart: unless-stopped
${n > 1 ? `    depends_on: {service-${n - 1}: {condition: service_healthy}}\n` : ''}`
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
