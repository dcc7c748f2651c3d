import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { directoryTree } from '../context/directory-tree.ts'
import type { FileTree } from '../context/file-tree.ts'
import { memoryTree } from '../context/memory-tree.ts'
import { contextLocation, dockerfileLocation } from '../context-location.ts'
import { GrpcError } from '../grpc/status.ts'
import type { BuildContext, BuildSurroundings, BuiltImage, ImageBuild } from '../image-build.ts'
import type { SessionOffer } from '../session/session.ts'
import { buildFailure } from './build-failure.ts'
import { BuildProgress } from './build-progress.ts'
import { frontendAttributes, isLocalDirectory, treeName } from './frontend-attributes.ts'
import { openStores, tagCaches } from './open-stores.ts'
import type { OpenStores } from './open-stores.ts'
import type { SolveRequest } from './solve-request.ts'
import { solve } from './solve.ts'

/** Makes an image with the engine's own BuildKit and gives it its names. Rejects with `OperationError`. */
export async function buildWithBuildKit(image: ImageBuild, context: BuildContext): Promise<BuiltImage> {
  const { gateway, surroundings, tell, signal } = context
  const progress = new BuildProgress(tell)
  const open = openStores(image)
  const logins = new Map<string, boolean>()
  const login: SessionOffer['login'] = async (host) => {
    const found = await surroundings.login(host)
    logins.set(host, found !== undefined)
    return found
  }
  try {
    const told = await solve(
      gateway,
      {
        request: solveRequest(image, open, surroundings),
        offer: { ...offerOf(image, { login }), stores: open.stores },
        sharedKey: sharedKeyOf(image),
        onStatus: (status) => progress.on(status),
      },
      signal,
    )
    progress.end()
    tagCaches(image, told)
    const id = told['containerimage.config.digest'] ?? told['containerimage.digest']
    return id === undefined ? {} : { id }
  } catch (error) {
    if (!(error instanceof GrpcError)) throw error
    throw buildFailure(error, { service: image.service, failure: progress.failure, logins })
  }
}

/** What BuildKit is asked for an image. */
export function solveRequest(
  image: ImageBuild,
  open: Pick<OpenStores, 'cacheFrom' | 'contexts'>,
  { makeId }: BuildSurroundings,
): SolveRequest {
  const { cacheFrom, contexts } = open
  const imports = cacheFrom.map(({ type, attributes }) => ({ Type: type, Attrs: attributes }))
  return {
    ref: makeId(),
    session: makeId(),
    frontend: 'dockerfile.v0',
    frontendAttributes: {
      ...frontendAttributes(image),
      ...contexts,
      // The frontend looks for the cache of each stage by itself.
      ...(imports.length === 0 ? {} : { 'cache-imports': JSON.stringify(imports) }),
    },
    exporter: { type: 'moby', attributes: { name: image.names.join(',') } },
    cacheFrom,
    cacheTo: image.cacheTo,
    entitlements: entitlementsOf(image),
  }
}

/** What a build asks for beyond the usual is allowed because the Compose file says so. */
function entitlementsOf({ build }: ImageBuild): readonly string[] {
  return [
    ...new Set([
      ...(build.entitlements ?? []),
      ...(build.privileged === true ? ['security.insecure'] : []),
      ...(build.network === 'host' ? ['network.host'] : []),
    ]),
  ]
}

/** What is lent to a build. */
export function offerOf(image: ImageBuild, { login }: Pick<BuildSurroundings, 'login'>): SessionOffer {
  return {
    trees: treesOf(image),
    secrets: new Map(
      image.secrets.map((secret) => [
        secret.id,
        () => ('file' in secret ? readFile(secret.file) : Promise.resolve(Buffer.from(secret.value, 'utf8'))),
      ]),
    ),
    agents: new Map(Object.entries(image.agents)),
    stores: new Map(),
    login,
  }
}

function treesOf({ build, contexts }: ImageBuild): ReadonlyMap<string, FileTree> {
  const trees = new Map<string, FileTree>()
  const context = contextLocation(build)
  const dockerfile = dockerfileLocation(build)
  if (context.kind === 'directory') trees.set('context', directoryTree(context.path))
  if (dockerfile.kind === 'inline') trees.set('dockerfile', memoryTree({ Dockerfile: dockerfile.text }))
  if (dockerfile.kind === 'file') trees.set('dockerfile', directoryTree(dockerfile.directory))
  for (const [name, source] of Object.entries(contexts))
    if (isLocalDirectory(source)) trees.set(treeName(name), directoryTree(source))
  return trees
}

/** The engine keeps the files of a context for the next build from the same directory of the same machine. */
export function sharedKeyOf({ build }: ImageBuild): string {
  const context = contextLocation(build)
  const place = context.kind === 'directory' ? context.path : context.address
  return createHash('sha256').update(`${hostname()}\0${place}`).digest('hex')
}
