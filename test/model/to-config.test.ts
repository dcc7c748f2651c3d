import { describe, expect, it } from 'vitest'
import { printYaml } from '../../src/document/print-yaml.ts'
import type { Project } from '../../src/model/project.ts'
import { toJson } from '../../src/model/arrange.ts'
import { toConfigJson, toConfigYaml } from '../../src/model/to-config.ts'

const project: Project = {
  name: 'shop',
  workingDirectory: '/shop',
  files: ['/shop/compose.yaml'],
  envFiles: [],
  environment: {},
  services: {
    web: {
      name: 'web',
      image: 'nginx',
      entrypoint: null,
      command: ['a'],
      ports: [{ target: 80, mode: 'ingress', protocol: 'tcp' }],
      environment: { HTTPS_PROXY: 's', HTTP_PROXY: null, A10: 'x', A9: 'y' },
      deploy: { resources: {}, placement: {}, replicas: 0 },
      blkio_config: { device_read_bps: [{ path: '/dev/a', rate: '10' }] },
      ulimits: { nofile: 0, nproc: { soft: 0, hard: 5 } },
      volumes: [{ type: 'bind', source: '/a', target: '/b', bind: { create_host_path: true } }],
      extra_hosts: { b: ['1.1.1.1'], a: ['::1'] },
      privileged: false,
      extensions: { 'x-note': { b: 1, a: 2 } },
    },
  },
  disabledServices: { off: { name: 'off', command: null, entrypoint: null } },
  networks: { default: { name: 'shop_default', ipam: {} } },
  volumes: {},
  secrets: {},
  configs: {},
  models: { llm: { model: 'ai/small' } },
  extensions: { 'x-top': true },
}

describe('toConfigJson', () => {
  it('prints the enabled services in the order of their struct, unset commands included', () => {
    expect(JSON.stringify(toJson(toConfigJson(project)), null, 1)).toMatchInlineSnapshot(`
      "{
       "models": {
        "llm": {
         "model": "ai/small"
        }
       },
       "name": "shop",
       "networks": {
        "default": {
         "name": "shop_default",
         "ipam": {}
        }
       },
       "services": {
        "web": {
         "blkio_config": {
          "device_read_bps": [
           {
            "Path": "/dev/a",
            "Rate": "10"
           }
          ]
         },
         "command": [
          "a"
         ],
         "deploy": {
          "replicas": 0,
          "resources": {},
          "placement": {}
         },
         "entrypoint": null,
         "environment": {
          "A10": "x",
          "A9": "y",
          "HTTPS_PROXY": "s",
          "HTTP_PROXY": null
         },
         "extra_hosts": [
          "a=::1",
          "b=1.1.1.1"
         ],
         "image": "nginx",
         "ports": [
          {
           "mode": "ingress",
           "target": 80,
           "protocol": "tcp"
          }
         ],
         "ulimits": {
          "nofile": {},
          "nproc": {
           "hard": 5
          }
         },
         "volumes": [
          {
           "type": "bind",
           "source": "/a",
           "target": "/b",
           "bind": {
            "create_host_path": true
           }
          }
         ]
        }
       },
       "x-top": true
      }"
    `)
  })
})

describe('toConfigYaml', () => {
  it('leaves out what is unset and keeps extension fields', () => {
    expect(printYaml(toConfigYaml(project))).toMatchInlineSnapshot(`
      "name: shop
      services:
        web:
          blkio_config:
            device_read_bps:
              - path: /dev/a
                rate: "10"
          command:
            - a
          deploy:
            replicas: 0
          environment:
            A9: "y"
            A10: x
            HTTP_PROXY: null
            HTTPS_PROXY: s
          extra_hosts:
            - a=::1
            - b=1.1.1.1
          image: nginx
          ports:
            - mode: ingress
              target: 80
              protocol: tcp
          ulimits:
            nofile:
              soft: 0
              hard: 0
            nproc:
              soft: 0
              hard: 5
          volumes:
            - type: bind
              source: /a
              target: /b
              bind:
                create_host_path: true
          x-note:
            a: 2
            b: 1
      networks:
        default:
          name: shop_default
      models:
        llm:
          model: ai/small
      x-top: true
      "
    `)
  })
})
