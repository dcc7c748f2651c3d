import type { Scenario } from '../scenario.ts'

const talking = `services:
  a: {image: busybox, command: sh -c "for i in 1 2 3 4 5; do echo line $$i; done; sleep 0.2; echo oops >&2"}
  much-longer-name:
    image: busybox
    command: [printf, "hello\\na\\tb\\r\\nwörld ✓\\n\\n  indented\\n"]
    scale: 2
  terminal: {image: busybox, command: echo on a terminal, tty: true}
  quiet: {image: busybox, command: "true"}
`

export const logsScenarios: readonly Scenario[] = [
  {
    name: 'logs: forms and filters',
    project: talking,
    steps: [
      'logs',
      'up -d --wait',
      'logs',
      'logs a',
      'logs --no-log-prefix a',
      'logs --no-color a',
      'logs --tail 2 a',
      'logs -n 0',
      'logs -t a',
      'logs --since 1h a',
      'logs --until 1h a',
      'logs --since 2001-01-01 a',
      'logs --since nonsense a',
      'logs --index 2 much-longer-name',
      'logs --index 2',
      'logs -f',
      'logs terminal',
      'logs nobody',
    ],
  },
  {
    name: 'logs: a last line without an end',
    project: `services:\n  a: {image: busybox, command: printf unterminated}\n`,
    steps: ['up -d', 'logs'],
  },
]
