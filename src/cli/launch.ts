const variable = 'NODE_EXTRA_CA_CERTS'
const keeper = `GANTRY_${variable}`

/**
 * Puts NODE_EXTRA_CA_CERTS aside, in a shell: Node 20 reads all those certificates when it starts, which takes longer than most commands do,
 * and only connections by TLS need them.
 */
export const putAside = `[ -z "$${variable}" ] || { export ${keeper}="$${variable}"; unset ${variable}; }`

/**
 * The first line of the command, for a shell; Node.js reads it as a comment. Without `--`, Node takes
 * `--env-file` for its own wherever it stands, and with it NODE_OPTIONS from that file; `env -S` is not there on Alpine.
 */
export const shellLine = [putAside, 'exec node -- "$0" "$@"'].join('; ')

/** Puts the variable back where it was: Compose files may use it, and programs started from here need it. */
export function putBack(processVariables: Record<string, string | undefined>): void {
  const kept = processVariables[keeper]
  if (kept === undefined) return
  processVariables[variable] = kept
  delete processVariables[keeper]
}
