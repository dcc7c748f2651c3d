import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { putAside } from '../../src/cli/launch.ts'

export interface StandaloneParts {
  /** The program of Node.js. */
  readonly node: Uint8Array
  /** The command in one file. */
  readonly program: Uint8Array
  /** What is in it, for whoever opens the file. */
  readonly description: string
}

/**
 * One file that needs nothing but a shell with `tail`, `head` and `gzip`: a script, and behind it Node.js and the command, which it unpacks
 * into the user's cache when it is first run. What another user can write is never run: the cache is the user's own.
 */
export function standaloneFile({ node, program, description }: StandaloneParts): Buffer {
  const digest = createHash('sha256').update(node).update(program).digest('hex').slice(0, 16)
  const packedNode = gzipSync(node, { level: 9 })
  const packedProgram = gzipSync(program, { level: 9 })
  const script = `#!/bin/sh
# ${description}
place="\${XDG_CACHE_HOME:-\${HOME:?}/.cache}/gantry/${digest}"
unpack() {
  mkdir -p "$place" &&
  tail -c ${packedNode.length + packedProgram.length} "$0" | head -c ${packedNode.length} | gzip -dc >"$place/node.$$" &&
  tail -c ${packedProgram.length} "$0" | gzip -dc >"$place/compose.js.$$" &&
  chmod 700 "$place/node.$$" &&
  mv "$place/compose.js.$$" "$place/compose.js" &&
  mv "$place/node.$$" "$place/node"
}
[ -x "$place/node" ] || unpack || {
  echo "compose cannot unpack itself to $place. Set XDG_CACHE_HOME to a folder of yours" >&2
  exit 1
}
${putAside}
exec "$place/node" -- "$place/compose.js" "$@"
`
  return Buffer.concat([Buffer.from(script), packedNode, packedProgram])
}
