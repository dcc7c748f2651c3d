import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'

const yaml = (level: number) => `
services:
  web:
    image: busybox
    init: true
    command: sleep 1000
    stop_grace_period: 1s
    scale: 2
    environment: { LEVEL: "${level}" }
    networks: [default, back]
    volumes: ["data:/data"]
networks: { back: {} }
volumes: { data: {} }
`

const commands = 5

describe('I11: commands at once end as if one had run after the other', () => {
  it('and no one of them fails', async () => {
    await using project = await RealProject.create(yaml(0))
    for (const level of [0, 1, 2]) {
      await project.write('compose.yaml', yaml(level))
      const runs = await Promise.all(Array.from({ length: commands }, () => project.compose(['up', '-d'])))
      expect(runs.filter(({ code }) => code !== 0)).toEqual([])
      expect(await project.states()).toEqual(['web running', 'web running'])
    }
  })
})
