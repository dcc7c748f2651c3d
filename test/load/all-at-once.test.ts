import { expect, it } from 'vitest'
import { remarksOn } from './loading.ts'

it('reports mistakes of every kind in one run, and not what only follows from one', async () => {
  const yaml = `
services:
  a: { image: busybox, depends_on: [b] }
  b: { image: busybox, depends_on: [a] }
  c: { image: busybox, networks: [nowhere] }
  d: { command: top }
  e: { image: busybox, env_file: missing.env }
  f: { imge: busybox }
`
  expect(await remarksOn({ 'compose.yaml': yaml })).toEqual([
    'CMP205 compose.yaml:3:37 services depend on each other in a cycle: a -> b -> a',
    'CMP204 compose.yaml:5:35 service "c" refers to the undefined network "nowhere"',
    'CMP203 compose.yaml:6:3 service "d" has neither an image nor a build section',
    'CMP201 compose.yaml:7:34 env file "/proj/app/missing.env" not found',
    'CMP107 compose.yaml:8:8 unknown field "imge" in "services.f"',
  ])
})

it('goes on after a key that is given twice and an alias of nothing', async () => {
  const yaml = `
services:
  a:
    image: busybox
    ports: ["80"]
    ports: ["81"]
    labels: *none
    imge: busybox
  b: { image: "x\${A:?is needed}" }
`
  expect(await remarksOn({ 'compose.yaml': yaml })).toEqual([
    'CMP105 compose.yaml:6:5 the key "ports" is given twice in "services.a"',
    'CMP111 compose.yaml:7:13 there is no anchor "&none" before this alias',
    'CMP107 compose.yaml:8:5 unknown field "imge" in "services.a"',
    'CMP114 compose.yaml:9:17 the required variable "A" is missing a value: is needed',
  ])
})
