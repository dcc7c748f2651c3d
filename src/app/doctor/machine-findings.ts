import { fine, problem, warning, type Finding } from './finding.ts'
import type { Machine } from './machine.ts'

/** What is to be said of the machine that the command runs on, whether an engine answers or not. */
export function machineFindings(machine: Machine, unixMs: number): readonly Finding[] {
  return [
    contextFinding(machine),
    configurationFinding(machine),
    ...credentialFindings(machine),
    ...inotifyFindings(machine),
    nodeFinding(machine, unixMs),
  ]
}

function contextFinding({ configuration, dockerHost }: Machine): Finding {
  const context = configuration.currentContext ?? 'default'
  if (dockerHost === undefined || context === 'default') {
    return fine('context', `the current docker context is "${context}"`)
  }
  return warning(
    'context',
    `DOCKER_HOST is set (${dockerHost}), so that the current docker context "${context}" has no effect`,
    'unset DOCKER_HOST, or leave the context with "docker context use default"',
  )
}

function configurationFinding({ configuration: { path, state } }: Machine): Finding {
  if (state === 'absent') return fine('configuration', `there is no ${path}, and none is needed`)
  if (state === 'read') return fine('configuration', `${path} was read`)
  return problem(
    'configuration',
    `${path} is not JSON, so that contexts and logins in it are not found`,
    'mend the file, or move it away and log in again',
  )
}

function credentialFindings({ credentialHelpers }: Machine): readonly Finding[] {
  const missing = credentialHelpers.filter(({ isInstalled }) => !isInstalled)
  if (missing.length > 0) {
    return missing.map(({ name, registry }) => {
      const what = registry === undefined ? 'all registries' : registry
      const field = registry === undefined ? '"credsStore"' : `"${registry}" below "credHelpers"`
      return problem(
        'credentials',
        `the credential helper "docker-credential-${name}" for ${what} is not installed`,
        `install it on the search path, or remove ${field} from the docker configuration and log in again`,
      )
    })
  }
  const names = [...new Set(credentialHelpers.map(({ name }) => `docker-credential-${name}`))]
  return [
    fine(
      'credentials',
      names.length === 0 ? 'logins are kept without credential helpers' : `${names.join(', ')} is there`,
    ),
  ]
}

const fewWatches = 65_536
const fewInstances = 128

function inotifyFindings({ inotify }: Machine): readonly Finding[] {
  if (inotify === undefined) return []
  const { watches, instances } = inotify
  const text = `up to ${watches} files can be watched, by ${instances} programs of a user`
  if (watches >= fewWatches && instances >= fewInstances) return [fine('inotify', text)]
  return [
    warning(
      'inotify',
      `only ${text}: watching a large source tree runs into it`,
      `sysctl -w fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512, and the same in /etc/sysctl.d`,
    ),
  ]
}

/** Until when each line gets security fixes, as its makers have announced. */
const supportedUntil: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  22: '2027-04-30',
  24: '2028-04-30',
}

function nodeFinding({ nodeVersion }: Machine, unixMs: number): Finding {
  const line = Number(nodeVersion.split('.')[0])
  const until = supportedUntil[line]
  const text = `Node.js ${nodeVersion}`
  if (until === undefined || unixMs < Date.parse(until)) return fine('node', text)
  return warning(
    'node',
    `${text} works, and has had no security fixes since ${until}`,
    'install a line that has: Node.js 24',
  )
}
