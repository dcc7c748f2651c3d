import { userInfo } from 'node:os'
import { findProgram } from '../command.ts'
import { say, SetUpError } from '../print.ts'
import { howToGetAnEngine } from './advice.ts'
import { describeEngine } from './api.ts'
import { startDockerd } from './dockerd.ts'
import { engineCandidates, findEngine } from './find.ts'
import type { FoundEngine } from './find.ts'
import { canInstallDocker, installDocker } from './install.ts'
import { startPodman } from './podman.ts'

/** An engine that answers: one that is there, else one that is started, else one that is installed and started. */
export async function ensureEngine(): Promise<FoundEngine> {
  const found = (await findEngine()) ?? (await startEngine())
  say(`Engine: ${await describeEngine(found.address)} at ${found.address} (${found.because})`)
  return found
}

async function startEngine(): Promise<FoundEngine> {
  refuseToReplace(engineCandidates())
  const isRoot = userInfo().uid === 0
  if (process.platform !== 'linux') throw new SetUpError(howToGetAnEngine())
  if (isRoot && findProgram('dockerd')) return startDockerd()
  if (findProgram('podman')) return startPodman()
  if (isRoot && canInstallDocker()) {
    installDocker()
    return startDockerd()
  }
  throw new SetUpError(howToGetAnEngine())
}

// Where the person named an engine, starting another one beside it would be a surprise.
function refuseToReplace(candidates: readonly FoundEngine[]): void {
  const named = candidates.find(({ isChosen }) => isChosen)
  if (named)
    throw new SetUpError(
      `No engine answers at ${named.address} (${named.because}). Start it, or choose another.`,
    )
  const denied = candidates.find(({ isDenied }) => isDenied)
  if (denied) throw new SetUpError(deniedText(denied.address))
}

function deniedText(address: string): string {
  const { username } = userInfo()
  return [
    `There is an engine at ${address}, but the user "${username}" may not use it. Either:`,
    `  sudo usermod --append --groups docker ${username}    # then log out and in again (it gives as much power as root's)`,
    '  sudo npm run quickstart',
  ].join('\n')
}
