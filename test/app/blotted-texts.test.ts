import { expect, it } from 'vitest'
import { blottedTexts } from '../../src/app/blotted-texts.ts'
import { loadFiles } from '../load/loading.ts'

const yaml = `
services:
  web:
    image: nginx
    environment: { PASSWORD: hunter2, EMPTY: , QUOTED: "hun\\"ter", NAMED: "\${HOME}", LINES: "hunter
      2" }
    build: { context: ., args: [ARGUMENT=hunter2] }
    logging: { driver: json-file, options: { tag: hunter2 } }
    post_start: [{ command: ["true"], environment: { HOOK: hunter2 } }]
    labels: { open: shown }
  worker:
    image: nginx
    profiles: [other]
    environment: [TOKEN=hunter2, HOME]
volumes: { nfs: { driver_opts: { o: hunter2 } } }
configs: { inline: { content: hunter2 } }
`

const expected = `
services:
  web:
    image: nginx
    environment: { PASSWORD: *******, EMPTY: , QUOTED: **********, NAMED: "\${HOME}", LINES: *******
******** }
    build: { context: ., args: [ARGUMENT=*******] }
    logging: { driver: json-file, options: { tag: ******* } }
    post_start: [{ command: ["true"], environment: { HOOK: ******* } }]
    labels: { open: shown }
  worker:
    image: nginx
    profiles: [other]
    environment: [TOKEN=*******, HOME]
volumes: { nfs: { driver_opts: { o: ******* } } }
configs: { inline: { content: ******* } }
`

it('lines of files in reports are without values that may be secret, and of the same length', async () => {
  const result = await loadFiles({ 'compose.yaml': yaml }, { options: { allResources: true } })
  if (!result.ok) throw new Error('it must load')
  const texts = blottedTexts(result.sources, result.project, result.origins)
  expect(texts.get('/proj/app/compose.yaml')).toBe(expected)
  expect([texts.has('/proj/app/compose.yaml'), texts.get('/elsewhere')]).toEqual([true, undefined])
})
