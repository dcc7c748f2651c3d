import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'

export interface DockerLink {
  /** A signal has come, by the terminal or from elsewhere. */
  readonly wasSignalled: () => boolean
  readonly end: () => void
}

/** For a second signal that is on its way by the terminal. */
const patienceMs = 100

/**
 * A docker CLI that is told to end closes the socket that it keeps for its plugin, and sends no signal; where both have a terminal, the
 * terminal sends one to either. Calls `end` when the socket closes and no signal came.
 */
export function followDocker(address: string, { wasSignalled, end }: DockerLink): void {
  const onClosed = (): void => {
    setTimeout(() => {
      if (!wasSignalled()) end()
    }, patienceMs).unref()
  }
  // An abstract socket of Linux is written with "@" in front.
  const isAbstract = address.startsWith('@')
  const socket = connect(isAbstract ? `\0${address.slice(1)}` : address)
  socket.unref()
  // A docker CLI without a socket, or one that has ended already, is no reason to end.
  socket.once('error', () => isAbstract && watchList(address, onClosed))
  socket.once('connect', () => {
    socket.resume()
    socket.once('close', onClosed)
  })
}

const list = '/proc/net/unix'
const everyMs = 250

/** Node 20 cannot connect to an abstract socket (its libuv adds zeros to the name), but sees in the list whether it is there. */
function watchList(address: string, onClosed: () => void): void {
  const isThere = async (): Promise<boolean> => {
    const text = await readFile(list, 'utf8').catch(() => '')
    return text.split('\n').some((line) => line.endsWith(` ${address}`))
  }
  const look = async (wasThere: boolean): Promise<void> => {
    const isStill = await isThere()
    if (isStill) setTimeout(() => void look(true), everyMs).unref()
    else if (wasThere) onClosed()
  }
  void look(false)
}
