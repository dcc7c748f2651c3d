/** The newest version of the Engine API whose answers Gantry was written for; a newer engine is asked in this one. */
const newestKnownApiVersion = '1.51'

/** Which side of the comparison is older: negative, zero or positive. */
export function compareApiVersions(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number)
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number)
  return leftMajor - rightMajor || leftMinor - rightMinor
}

/** The version both sides speak. */
export function negotiate(offered: string): string {
  return compareApiVersions(offered, newestKnownApiVersion) > 0 ? newestKnownApiVersion : offered
}
