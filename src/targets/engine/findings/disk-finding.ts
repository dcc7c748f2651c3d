import type { DiskSpace } from '../../../engine/facts.ts'
import type { Finding } from './finding.ts'

const gigabyte = 1e9
/** With less than this, images cannot be unpacked and databases refuse to write. */
const leastFreeBytes = gigabyte

/** That the disk of the engine is full, or nearly so. `disk`: of the folder that it keeps everything in. */
export function diskFinding(rootDirectory: string, disk: DiskSpace | undefined): readonly Finding[] {
  if (disk === undefined || disk.freeBytes >= leastFreeBytes) return []
  const free = `${(disk.freeBytes / gigabyte).toFixed(1)} GB`
  const message = `the disk of the engine is full: ${free} are left in ${rootDirectory}`
  const hint =
    '"docker system df" shows what takes it, "docker system prune" removes stopped containers and images without a name'
  return [{ diagnostic: { code: 'CMP416', severity: 'error', message, hint } }]
}
