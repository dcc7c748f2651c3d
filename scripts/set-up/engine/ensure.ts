import { userInfo } from 'node:os'
import { findProgram } from '../command.ts'
import { say, SetUpError } from '../print.ts'
import { howToGetAnEngine } from './advice.ts'
import { describeEngine } from './api.ts'
import { startDockerd } from './dockerd.ts'
import { findEngine } from './find.ts'
import type { FoundEngine } from './find.ts'
import { canInstallDocker, installDocker } from './install.ts'
import { startPodman } from './podman.ts'

/** An engine that answers: one that is there, else one that is started, else one that is installed and started. */
export async function ensureEngine(): Promise<FoundEngine> {
  const found = (await findEngine()) ?? (await startEngine())
  say(`Engine: ${await describeEngine(found.connection)} at ${found.address}, because ${found.why}`)
  return found
}

async function startEngine(): Promise<FoundEngine> {
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
