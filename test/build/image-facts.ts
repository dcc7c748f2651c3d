import { EngineApi } from '../../src/engine/docker/api.ts'
import { createConnection } from '../../src/engine/docker/connection.ts'
import { fieldsOf, textMapOf, textOf, type Fields } from '../../src/engine/docker/json-fields.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'

export interface ImageFacts {
  readonly id: string
  readonly labels: Readonly<Record<string, string>>
  readonly config: Fields
}

const never = new AbortController().signal

/** What the engine says of an image. */
export async function imageFacts(name: string): Promise<ImageFacts> {
  return withApi(async (api) => {
    const fields = fieldsOf(await api.call({ method: 'GET', path: `/images/${name}/json` }, never))
    const config = fieldsOf(fields['Config'])
    return { id: textOf(fields['Id']), labels: textMapOf(config['Labels']), config }
  })
}

/** Those that are not there are none. */
export async function removeImages(names: readonly string[]): Promise<void> {
  await withApi(async (api) => {
    for (const name of names)
      await api
        .call({ method: 'DELETE', path: `/images/${name}`, query: { force: true } }, never)
        .catch(() => undefined)
  })
}

async function withApi<T>(work: (api: EngineApi) => Promise<T>): Promise<T> {
  const location = await locateEngine({ environment: process.env })
  const api = new EngineApi(await createConnection(location), { apiVersion: undefined, now: Date.now })
  try {
    return await work(api)
  } finally {
    api.close()
  }
}
