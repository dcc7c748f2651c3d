import type { DiskSpace, EngineFacts } from '../../engine/facts.ts'
import { fine, problem, warning, type Finding } from './finding.ts'
import { poolUse } from './subnets.ts'

const gigabyte = 1e9
const leastFreeBytes = gigabyte
const fewFreeBytes = 5 * gigabyte

/** `disk`: of the folder that the engine keeps everything in; undefined where it cannot be seen. */
export function diskFinding({ rootDirectory }: EngineFacts, disk: DiskSpace | undefined): Finding {
  if (disk === undefined) {
    return fine(
      'disk',
      'the disk of the engine cannot be seen from here; "docker system df" says what is on it',
    )
  }
  const free = `${gigabytes(disk.freeBytes)} of ${gigabytes(disk.totalBytes)} are free in ${rootDirectory}`
  if (disk.freeBytes >= fewFreeBytes) return fine('disk', free)
  const cure =
    'docker system df says what takes the space; docker system prune removes stopped containers and images without a name, docker builder prune what builds have kept'
  return disk.freeBytes < leastFreeBytes
    ? problem('disk', `only ${free}`, cure)
    : warning('disk', `only ${free}`, cure)
}

function gigabytes(bytes: number): string {
  return `${(bytes / gigabyte).toFixed(1)} GB`
}

const fewNetworks = 5

export function subnetFinding({ addressPools, subnets, product }: EngineFacts): Finding {
  const { taken, total } = poolUse(addressPools, subnets)
  const text = `${taken} of the ${total} subnets that the engine gives to networks are taken`
  const free = total - taken
  if (free >= fewNetworks) return fine('subnets', text)
  const more =
    product === 'podman'
      ? 'or give it more with default_subnet_pools in containers.conf'
      : 'or give it more: "default-address-pools": [{ "base": "10.128.0.0/12", "size": 24 }] in daemon.json'
  const cure = `remove networks that nobody uses (docker network prune), ${more}`
  return free <= 0
    ? problem('subnets', `${text}, so that no network can be made without a subnet of its own`, cure)
    : warning('subnets', text, cure)
}

const noticeableMs = 2000
const seriousMs = 300_000

/** `unixMs`: ours when the engine's answer was made, as near as can be told. */
export function clockFinding(facts: EngineFacts, unixMs: number): Finding {
  if (facts.unixMs === undefined) return fine('clock', 'the engine does not tell its time')
  const aheadMs = facts.unixMs - unixMs
  if (Math.abs(aheadMs) < noticeableMs) return fine('clock', "the engine's clock agrees with this one")
  const text = `the engine's clock is ${duration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} this one`
  const cure =
    'set the clocks by a time server; a virtual machine that slept is set right by restarting it ("--since" and ages of images are wrong until then)'
  return Math.abs(aheadMs) < seriousMs ? warning('clock', text, cure) : problem('clock', text, cure)
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
