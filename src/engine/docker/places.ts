import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { homedir, platform, userInfo } from 'node:os'

/** What a socket says to one who connects. */
export type SocketState = 'accepts' | 'no such file' | 'connection refused' | 'permission denied'

/** The machine, as far as looking for an engine needs it. */
export interface Places {
  readonly home: string
  readonly isWindows: boolean
  userId(): number
  /** Undefined when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>
  /** Connects and hangs up: no request is made. */
  probe(path: string): Promise<SocketState>
}

export function systemPlaces(): Places {
  return { home: homedir(), isWindows: platform() === 'win32', userId, read, probe }
}

/** A user without an entry in the system's list has no name; who starts a container with any number is one. */
function userId(): number {
  try {
    return userInfo().uid
  } catch {
    return 0
  }
}

async function read(path: string): Promise<Uint8Array | undefined> {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined ? undefined : await readFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

function probe(path: string): Promise<SocketState> {
  if (isAbsent(path)) return Promise.resolve('no such file')
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.on('connect', () => {
      socket.destroy()
      resolve('accepts')
    })
    socket.on('error', (error) => resolve(stateFor(codeOf(error))))
  })
}

/** Trying to connect to nothing takes longer than this does. */
function isAbsent(path: string): boolean {
  try {
    return platform() !== 'win32' && statSync(path, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}

function stateFor(code: string): SocketState {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file'
  return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : 'connection refused'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
