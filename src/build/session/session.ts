import type { AgentSource } from '../agents.ts'
import type { FileTree } from '../context/file-tree.ts'
import type { ContentStore } from '../content/content-store.ts'
import { followLinks } from '../context/follow-links.ts'
import type { GrpcCall, GrpcMethod, GrpcMethods } from '../grpc/server.ts'
import { GrpcError, statusCodes } from '../grpc/status.ts'
import { MessageWriter, readFields, textOf } from '../grpc/wire.ts'
import { sendFiles } from './send-files.ts'
import { contentMethods } from './content-service.ts'
import { forwardAgent } from './forward-agent.ts'
import { unary } from './unary.ts'

export interface RegistryLogin {
  readonly username: string
  readonly secret: string
}

/** What a build may ask of us while it runs. */
export interface SessionOffer {
  /** Directories by the name the build knows them under: "context", "dockerfile". */
  readonly trees: ReadonlyMap<string, FileTree>
  /** Contents by id, read when they are asked for. */
  readonly secrets: ReadonlyMap<string, () => Promise<Uint8Array>>
  readonly agents: ReadonlyMap<string, AgentSource>
  /** Directories of caches and images: "local:DIRECTORY", "oci:NAME". */
  readonly stores: ReadonlyMap<string, ContentStore>
  /** Undefined where nothing is stored for the host. */
  readonly login: (host: string) => Promise<RegistryLogin | undefined>
}

/** The services of a session: only what is on offer is among them, which the engine is told beforehand. */
export function sessionMethods(offer: SessionOffer): GrpcMethods {
  return new Map<string, GrpcMethod>([
    ['/grpc.health.v1.Health/Check', unary(() => Promise.resolve(new MessageWriter().integer(1, 1)))],
    ['/moby.filesync.v1.Auth/Credentials', unary((request) => credentials(offer, request))],
    ['/moby.filesync.v1.FileSync/DiffCopy', (call) => diffCopy(offer, call)],
    ['/moby.buildkit.secrets.v1.Secrets/GetSecret', unary((request) => secret(offer, request))],
    ...(offer.agents.size === 0 ? [] : agentMethods(offer)),
    ...(offer.stores.size === 0 ? [] : contentMethods(offer.stores)),
  ])
}

function agentMethods({ agents }: SessionOffer): readonly (readonly [string, GrpcMethod])[] {
  const agentOf = (id: string): AgentSource => {
    const agent = agents.get(id === '' ? 'default' : id)
    if (agent === undefined) throw new GrpcError(statusCodes.notFound, `no ssh agent is lent as "${id}"`)
    return agent
  }
  return [
    [
      '/moby.sshforward.v1.SSH/CheckAgent',
      unary((request) => {
        agentOf(firstText(request))
        return Promise.resolve(new MessageWriter())
      }),
    ],
    [
      '/moby.sshforward.v1.SSH/ForwardAgent',
      (call) => forwardAgent(call, agentOf(call.metadata('buildkit.ssh.id')[0] ?? '')),
    ],
  ]
}

function firstText(message: Uint8Array): string {
  for (const field of readFields(message)) if (field.number === 1) return textOf(field)
  return ''
}

async function credentials({ login }: SessionOffer, request: Uint8Array): Promise<MessageWriter> {
  const found = await login(firstText(request))
  return new MessageWriter().text(1, found?.username).text(2, found?.secret)
}

async function secret({ secrets }: SessionOffer, request: Uint8Array): Promise<MessageWriter> {
  const id = firstText(request)
  const read = secrets.get(id)
  if (read === undefined) throw new GrpcError(statusCodes.notFound, `the build has no secret "${id}"`)
  return new MessageWriter().bytes(1, await read())
}

async function diffCopy({ trees }: SessionOffer, call: GrpcCall): Promise<void> {
  const [name = ''] = valuesOf(call, 'dir-name')
  const tree = trees.get(name)
  if (tree === undefined) throw new GrpcError(statusCodes.notFound, `no directory is lent as "${name}"`)
  const followed = valuesOf(call, 'followpaths')
  const links = followed.length === 0 ? [] : await followLinks(tree, followed)
  const includes = links === undefined ? [] : [...valuesOf(call, 'include-patterns'), ...links]
  await sendFiles(call, tree, { includes, excludes: valuesOf(call, 'exclude-patterns') })
}

/** Values beyond ASCII are told to be encoded as in an address. */
function valuesOf(call: GrpcCall, name: string): readonly string[] {
  const values = call.metadata(name)
  const isEncoded = ['1', 'true'].includes(call.metadata(`${name}-encoded`)[0] ?? '')
  return isEncoded ? values.map((value) => decodeURIComponent(value.replaceAll('+', ' '))) : values
}
