/** What a registry asks for with `WWW-Authenticate`. */
export interface Challenge {
  readonly scheme: string
  readonly parameters: ReadonlyMap<string, string>
}

/** Reads the header `Bearer realm="...",service="..."`; several challenges come one after the other. */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = []
  for (const [, scheme, name, quoted, plain] of header.matchAll(
    /(?:^|[\s,])(?:([A-Za-z][\w-]*)(?=\s+\w+=|\s*(?:,|$))|(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]*)))/g,
  )) {
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() })
    else if (name !== undefined)
      challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
  }
  return challenges
}
