import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'

const yaml = (label: string) => `
services:
  web: { image: busybox, init: true, command: sleep 1000, volumes: ["data:/data"], stop_grace_period: 1s }
volumes: { data: { labels: { colour: ${label} } } }
`

describe('I13: where nobody is there, nobody is asked', () => {
  it('and what needs consent ends with 3 and names the flag', async () => {
    await using project = await RealProject.create(yaml('red'))
    await project.compose(['up', '-d'])
    await project.compose(['exec', 'web', 'sh', '-c', 'echo kept > /data/file'])
    const before = await project.ids()
    await project.write('compose.yaml', yaml('blue'))
    const refused = await project.compose(['up', '-d'])
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('--yes')
    expect(await project.ids()).toEqual(before)
    expect((await project.compose(['exec', 'web', 'cat', '/data/file'])).stdout).toBe('kept\n')
    expect((await project.compose(['up', '-d', '--yes'])).code).toBe(0)
    expect((await project.compose(['exec', 'web', 'ls', '/data'])).stdout).toBe('')
  })

  it.each([
    ['create'],
    ['start'],
    ['up', '-d'],
    ['ps'],
    ['pause'],
    ['unpause'],
    ['restart'],
    ['stop'],
    ['rm', '-f'],
    ['down', '-v'],
  ])('%s ends by itself and asks nothing', async (...args) => {
    await using project = await RealProject.create(yaml('red'))
    await project.compose(['up', '-d'])
    if (args[0] === 'unpause') await project.compose(['pause'])
    const { code, stdout, stderr } = await project.compose(args)
    expect({ code, isAsked: /\[y\/n\]/iu.test(stdout + stderr) }).toEqual({ code: 0, isAsked: false })
    if (args[0] === 'pause') await project.compose(['unpause'])
  })
})
