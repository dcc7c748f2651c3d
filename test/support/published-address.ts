/** Where the one container in this output of `ps --format json` is reachable: "127.0.0.1:32768". */
export function publishedAddress(psJson: string): string {
  const port = /"PublishedPort":\s*([1-9]\d*)/.exec(psJson)?.[1]
  if (port === undefined) throw new Error(`no port is published: ${psJson}`)
  return `127.0.0.1:${port}`
}
