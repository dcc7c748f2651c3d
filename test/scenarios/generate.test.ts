import { describe, expect, it } from 'vitest'
import { generate } from '../../src/app/generate.ts'
import { Scenario } from '../support/scenario.ts'

const signal = new AbortController().signal

async function withContainers(): Promise<Scenario> {
  const scenario = new Scenario(`
services:
  web:
    image: nginx
    scale: 2
    environment: { PRICE: 5$$ }
    labels: { team: shop }
    volumes: ['data:/var/data', '/etc/hosts:/in/hosts:ro']
    networks: { default: { aliases: [www] } }
volumes: { data: }`)
  await scenario.up()
  const { engine } = scenario
  await engine.containers.create(
    {
      name: 'alone',
      body: {
        Image: 'busybox',
        Healthcheck: { Test: ['CMD', 'true'], Interval: 5e9, Retries: 2 },
        HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }] } },
      },
    },
    signal,
  )
  return scenario
}

describe('generate', () => {
  it('makes services of containers, and replicas of those of one service', async () => {
    const { surroundings } = await withContainers()
    const containers = ['shop-web-1', 'shop-web-2', 'alone']
    const { text } = await generateText(surroundings, { containers, name: 'copy', format: 'yaml' })
    expect(text).toMatchInlineSnapshot(`
      "name: copy
      services:
        alone:
          healthcheck:
            test:
              - CMD
              - "true"
            interval: 5s
            retries: 2
          image: busybox
          ports:
            - host_ip: 127.0.0.1
              target: 80
              published: "8080"
              protocol: tcp
          scale: 1
        web:
          environment:
            PRICE: 5$$
          image: nginx
          labels:
            team: shop
          networks:
            shop_default:
              aliases:
                - shop-web-2
                - web
                - www
          scale: 2
          volumes:
            - type: volume
              source: shop_data
              target: /var/data
            - type: bind
              source: /etc/hosts
              target: /in/hosts
              read_only: true
      networks:
        shop_default:
          name: shop_default
          external: true
      volumes:
        shop_data:
          name: shop_data
          external: true
      "
    `)
  })

  it('names every container that is not there', async () => {
    const scenario = await withContainers()
    const request = { containers: ['alone', 'nobody', 'none'], format: 'json' } as const
    expect(await generate(scenario.surroundings, request)).toEqual({ ending: { kind: 'failed' } })
    expect(scenario.messages).toEqual([
      'CMP415 there is no container "nobody"',
      'CMP415 there is no container "none"',
    ])
  })
})

async function generateText(...args: Parameters<typeof generate>): Promise<{ readonly text: string }> {
  const generated = await generate(...args)
  if (generated.ending !== undefined) throw new Error(generated.ending.kind)
  return generated
}
