import type { ArchiveGateway, PathStat } from '../archive.ts'
import { EngineError } from '../errors.ts'
import { commitContainer } from './commit.ts'
import { segment } from './dockerode.ts'
import type { GatewayContext } from './gateway-context.ts'
import { fieldsOf, numberOf, someText, textOf } from './json-fields.ts'

export function archiveGateway(context: GatewayContext): ArchiveGateway {
  const { api } = context
  const archive = (container: string) => `/containers/${segment(container)}/archive`
  return {
    stat: async (container, path, signal) => {
      try {
        const header = await api.head({ path: archive(container), query: { path } }, signal)
        return decodeStat(header('x-docker-container-path-stat') ?? '')
      } catch (error) {
        if (!(error instanceof EngineError) || error.kind !== 'not-found') throw error
        // The answer to HEAD does not say which of the two is missing.
        await api.call({ method: 'GET', path: `/containers/${segment(container)}/json` }, signal)
        return undefined
      }
    },
    get: (container, path, signal) => download(api, { path: archive(container), query: { path } }, signal),
    put: async (container, { directory, tar, toContainerUser = false }, signal) => {
      const query = { path: directory, noOverwriteDirNonDir: true, copyUIDGID: toContainerUser }
      const headers = { 'Content-Type': 'application/x-tar' }
      await api.upload({ method: 'PUT', path: archive(container), query, headers }, tar, signal)
    },
    commit: (container, options, signal) => commitContainer(context, container, options, signal),
    export: (container, signal) =>
      download(api, { path: `/containers/${segment(container)}/export` }, signal),
  }
}

async function* download(
  api: GatewayContext['api'],
  request: { readonly path: string; readonly query?: { readonly path: string } },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const answer = await api.stream({ ...request, method: 'GET' }, signal)
  yield* answer.body
}

/** Go's bits of a file's mode, beyond the permissions. */
const goDirectory = 2 ** 31
const goLink = 2 ** 27
const goSpecial = [2 ** 26, 2 ** 25, 2 ** 24, 2 ** 19]

function decodeStat(header: string): PathStat {
  const fields = fieldsOf(JSON.parse(Buffer.from(header, 'base64').toString('utf8')))
  const mode = numberOf(fields.mode)
  const linkTarget = someText(fields.linkTarget)
  return {
    name: textOf(fields.name),
    sizeBytes: numberOf(fields.size),
    kind: kindOf(mode),
    mode: mode % 0o1000,
    ...(linkTarget === undefined ? {} : { linkTarget }),
  }
}

function kindOf(mode: number): PathStat['kind'] {
  const has = (bit: number): boolean => Math.floor(mode / bit) % 2 === 1
  if (has(goDirectory)) return 'directory'
  if (has(goLink)) return 'link'
  return goSpecial.some(has) ? 'other' : 'file'
}
