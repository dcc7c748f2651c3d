/** Whether an engine that speaks `version` ("1.51") knows what came with `needed`. */
export function supports(version: string, needed: string): boolean {
  const [major, minor] = numbers(version)
  const [neededMajor, neededMinor] = numbers(needed)
  return major > neededMajor || (major === neededMajor && minor >= neededMinor)
}

function numbers(version: string): readonly [number, number] {
  const [major, minor] = version.split('.')
  return [Number(major ?? 0), Number(minor ?? 0)]
}
