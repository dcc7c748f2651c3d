import { existsSync } from 'node:fs'
import { readdir, readFile, readlink, realpath, stat, statfs } from 'node:fs/promises'
import { platform } from 'node:os'
import type { Machine, PortListener } from '../events/machine.ts'

/**
 * The machine the command runs on, where its files are the engine's too: an engine behind a socket of this machine that was not lent to
 * a container. Undefined elsewhere.
 */
export async function thisMachine(engineAddress: string): Promise<Machine | undefined> {
  const socket = /^unix:\/\/(.+)$/u.exec(engineAddress)?.[1]
  if (socket === undefined || platform() !== 'linux' || (await isLent(socket))) return undefined
  const behind = await whoListens(socket)
  if (behind === 'a tunnel') return undefined
  return {
    kindOf,
    spaceOf,
    listenersOn: async (ports) => (behind === 'an engine' ? listenersOn(ports) : []),
  }
}

/** Who sits in a container has the socket of an engine outside mounted, or the folder that it is in. */
async function isLent(socket: string): Promise<boolean> {
  if (!existsSync('/.dockerenv') && !existsSync('/run/.containerenv')) return false
  const path = await realpath(socket).catch(() => socket)
  return (await lines('/proc/self/mountinfo')).some((line) => {
    const [, , , , point = ''] = line.split(' ')
    const isTemporary = line.split(' - ')[1]?.startsWith('tmpfs ') === true
    return point === path || (point !== '/' && path.startsWith(`${point}/`) && !isTemporary)
  })
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'missing' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOENT' ? 'missing' : undefined
  }
}

async function spaceOf(folder: string): ReturnType<Machine['spaceOf']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch {
    return undefined
  }
}

/**
 * The kernel lists the sockets of one's own network only: an engine whose listening socket is not among them publishes its ports
 * elsewhere.
 */
async function whoListens(socket: string): Promise<'an engine' | 'a tunnel' | 'somebody elsewhere'> {
  const names = new Set([socket, await realpath(socket).catch(() => socket)].map(underRun))
  const sockets = (await lines('/proc/net/unix')).map((line) => line.split(/ +/u))
  const found = sockets.find(
    ([, , , flags, , , , path = '']) => flags === acceptsConnections && names.has(underRun(path)),
  )
  if (found === undefined) return 'somebody elsewhere'
  if (usualSocket.test(underRun(socket))) return 'an engine'
  const inode = found[6] ?? ''
  const owner = (await ownersOf(new Set([inode]))).get(inode)
  // Tunnels are the user's own, and an engine that cannot be seen is that of the system.
  return owner === undefined || engines.has(owner.name) ? 'an engine' : 'a tunnel'
}

const acceptsConnections = '00010000'
/** Who opens the sockets of engines; systemd does so for them. */
const engines: ReadonlySet<string> = new Set(['dockerd', 'podman', 'systemd'])
/** Where nobody else opens one. */
const usualSocket = /^\/run\/(?:docker|podman\/podman)\.sock$/u

/** It may have been opened under the other name of its folder. */
function underRun(path: string): string {
  return path.replace(/^\/var\/run\//u, '/run/')
}

interface OpenSocket extends Omit<PortListener, 'program'> {
  readonly inode: string
}

async function listenersOn(ports: ReadonlySet<number>): Promise<readonly PortListener[]> {
  const tables = await Promise.all([
    openSockets('tcp', ''),
    openSockets('tcp', '6'),
    openSockets('udp', ''),
    openSockets('udp', '6'),
  ])
  const found = tables.flat().filter(({ port }) => ports.has(port))
  if (found.length === 0) return []
  const owners = await ownersOf(new Set(found.map(({ inode }) => inode)))
  return found.map(({ inode, ...listener }) => {
    const program = owners.get(inode)
    return program === undefined ? listener : { ...listener, program }
  })
}

/** The states "listening" of TCP and "unconnected" of UDP. */
const open = { tcp: '0A', udp: '07' } as const

async function openSockets(protocol: 'tcp' | 'udp', version: '' | '6'): Promise<readonly OpenSocket[]> {
  const [, ...rows] = await lines(`/proc/net/${protocol}${version}`)
  return rows.flatMap((row): readonly OpenSocket[] => {
    const fields = row.trim().split(/\s+/u)
    const [, local = '', , state] = fields
    const [address = '', port = ''] = local.split(':')
    if (state !== open[protocol]) return []
    return [
      { protocol, address: addressText(address), port: Number.parseInt(port, 16), inode: fields[9] ?? '' },
    ]
  })
}

/** As the kernel writes it: words of four bytes, each in the order of the machine. */
function addressText(hex: string): string {
  const bytes = (hex.match(/.{8}/gu) ?? []).flatMap((word) => (word.match(/../gu) ?? []).toReversed())
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
  const isMapped = /^(?:0{20}f{4})/u.test(bytes.join('').toLowerCase())
  if (isMapped) return addressText(hex.slice(24))
  if (bytes.every((byte) => byte === '00')) return '::'
  return bytes
    .join('')
    .toLowerCase()
    .replace(/(.{4})(?=.)/gu, '$1:')
}

/** By inode of the socket. Processes of others can only be seen by root. */
async function ownersOf(
  inodes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, NonNullable<PortListener['program']>>> {
  const owners = new Map<string, NonNullable<PortListener['program']>>()
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/u.test(name))
  for (const id of ids) {
    const descriptors = await readdir(`/proc/${id}/fd`).catch(() => [])
    const links = await Promise.all(
      descriptors.map((descriptor) => readlink(`/proc/${id}/fd/${descriptor}`).catch(() => '')),
    )
    for (const link of links) {
      const inode = /^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? ''
      if (!inodes.has(inode) || owners.has(inode)) continue
      const name = (await readFile(`/proc/${id}/comm`, 'utf8').catch(() => '')).trim()
      owners.set(inode, { id: Number(id), name: name === '' ? 'unknown' : name })
    }
    if (owners.size === inodes.size) return owners
  }
  return owners
}

async function lines(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}
