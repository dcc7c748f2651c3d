import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'

const files = {
  'compose.yaml': `
name: shop
services:
  web:
    image: nginx
    ports: ['127.0.0.1:8080:80', '53/udp']
    networks: { front: , back: { priority: 9 } }
    depends_on: [db, cache]
  db: { build: . }
  cache: { image: redis }
networks: { front: , back: }`,
}

describe('compose viz', () => {
  it('draws services and what they depend on', async () => {
    const { stdout } = await compose(['viz'], { files })
    expect(stdout).toMatchInlineSnapshot(`
      "digraph "shop" {
      	layout=dot;
      	"cache" [style="filled" label=<<font point-size="15">cache</font>>];
      	"db" [style="filled" label=<<font point-size="15">db</font>>];
      	"web" [style="filled" label=<<font point-size="15">web</font>>];

      	"web" -> "cache";
      	"web" -> "db";
      }
      "
    `)
  })

  it('writes networks, ports and images into the boxes', async () => {
    const flags = ['--networks', '--ports', '--image', '--spaces', '--indentation-size', '2']
    const { stdout } = await compose(['alpha', 'viz', ...flags], { files })
    expect(stdout.split('\n').find((line) => line.startsWith('  "web" ['))).toMatchInlineSnapshot(
      `"  "web" [style="filled" label=<<font point-size="15">web</font><font point-size="10"><br/><br/><b>Networks:</b><br/>back<br/>front</font><font point-size="10"><br/><br/><b>Ports:</b><br/>127.0.0.1:8080:80 (tcp, ingress)<br/>:53 (udp, ingress)</font><font point-size="10"><br/><br/><b>Image:</b><br/>nginx</font>>];"`,
    )
  })
})
