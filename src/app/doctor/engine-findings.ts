import type { EngineFacts } from '../../engine/facts.ts'
import { fine, problem, warning, type Finding } from './finding.ts'
import type { Machine } from './machine.ts'

/** What the engine's own account of itself shows. */
export function engineFindings(facts: EngineFacts, machine: Machine): readonly Finding[] {
  return [
    apiFinding(facts, machine),
    rootlessFinding(facts),
    cgroupFinding(facts),
    limitsFinding(facts),
    storageFinding(facts),
    builderFinding(facts, machine),
    ...forwardingFindings(facts),
    ...podmanFindings(facts),
    ...facts.warnings.map((text) =>
      warning(
        'engine-warning',
        `the engine warns: ${text}`,
        'its documentation says what the warning is about',
      ),
    ),
  ]
}

/** What Docker Engine 20.10 speaks, the oldest that Gantry works with. */
const oldestMinor = 41

function apiFinding({ apiVersion, offeredApiVersion }: EngineFacts, machine: Machine): Finding {
  const [major = 0, minor = 0] = offeredApiVersion.split('.').map(Number)
  if (major === 1 && minor < oldestMinor) {
    return problem(
      'api',
      `the engine speaks API ${offeredApiVersion}, and 1.${oldestMinor} is the oldest that is known to work`,
      'use Docker Engine 20.10 or newer, or Podman 4 or newer',
    )
  }
  if (machine.pinnedApiVersion !== undefined) {
    return warning(
      'api',
      `DOCKER_API_VERSION has everything asked in API ${machine.pinnedApiVersion}; the engine offers ${offeredApiVersion}`,
      'leave the variable out, so that both sides agree on a version by themselves',
    )
  }
  const more = offeredApiVersion === apiVersion ? '' : `, of the ${offeredApiVersion} that the engine offers`
  return fine('api', `API ${apiVersion} is spoken${more}`)
}

function rootlessFinding({ isRootless }: EngineFacts): Finding {
  const text = isRootless
    ? 'the engine runs without root: it cannot publish ports below 1024 unless net.ipv4.ip_unprivileged_port_start allows it'
    : 'the engine runs as root'
  return fine('rootless', text)
}

function cgroupFinding({ cgroupVersion, cgroupDriver }: EngineFacts): Finding {
  if (cgroupVersion === undefined) return fine('cgroups', 'the engine does not say which cgroups it uses')
  const driver = cgroupDriver === undefined ? '' : ` with the driver ${cgroupDriver}`
  const text = `cgroups version ${cgroupVersion}${driver}`
  if (cgroupVersion !== '1') return fine('cgroups', text)
  return warning(
    'cgroups',
    `${text}; new releases of Docker and Podman go without version 1`,
    'start its machine with version 2 (systemd.unified_cgroup_hierarchy=1 on the kernel command line)',
  )
}

function limitsFinding({ missingLimits }: EngineFacts): Finding {
  if (missingLimits.length === 0) return fine('limits', 'limits of memory, CPUs and processes are enforced')
  return warning(
    'limits',
    `limits of ${missingLimits.join(', ')} have no effect on this engine`,
    'its kernel lacks the cgroup controllers, or a rootless engine was not given them (Delegate= of its systemd unit)',
  )
}

const slowDrivers: ReadonlySet<string> = new Set(['vfs', 'devicemapper', 'aufs'])

function storageFinding({ storageDriver, rootDirectory }: EngineFacts): Finding {
  const text = `images and containers are kept by ${storageDriver} in ${rootDirectory}`
  if (!slowDrivers.has(storageDriver)) return fine('storage', text)
  return warning(
    'storage',
    `${text}, which is slow and takes much space`,
    'use overlay2 (overlay on Podman), on a file system such as ext4 or xfs',
  )
}

function builderFinding({ builder, product }: EngineFacts, { buildx }: Machine): Finding {
  const plugin =
    buildx === undefined ? 'no buildx plugin is installed, and none is needed' : `buildx is in ${buildx}`
  if (builder === 'buildkit') return fine('builder', `the engine builds with BuildKit; ${plugin}`)
  if (product === 'podman') {
    return fine(
      'builder',
      'Podman builds with its own builder; docs/build.md says what BuildKit has that it has not',
    )
  }
  return warning(
    'builder',
    'the engine has no BuildKit: builds with secrets, ssh, further contexts and the like are refused',
    'use Docker Engine 20.10 or newer on Linux',
  )
}

function forwardingFindings({ forwardsIPv4 }: EngineFacts): readonly Finding[] {
  if (forwardsIPv4) return []
  return [
    problem(
      'forwarding',
      "the engine's machine does not forward IPv4: containers reach nothing outside of it",
      'sysctl -w net.ipv4.ip_forward=1, and the same in /etc/sysctl.d',
    ),
  ]
}

function podmanFindings({ product, version, networkBackend }: EngineFacts): readonly Finding[] {
  if (product !== 'podman') return []
  const major = Number(version.split('.')[0])
  if (major < 4) {
    return [
      problem('podman', `Podman ${version} lacks much of the API`, 'use Podman 4 or newer; 5 is tested'),
    ]
  }
  if (networkBackend === 'cni') {
    return [
      warning(
        'podman',
        'the networks of Podman are made with CNI, where services do not find each other by name unless a plugin is installed',
        'install netavark and aardvark-dns, and set network_backend = "netavark" in containers.conf',
      ),
    ]
  }
  return [fine('podman', 'docs/podman.md says what is different on Podman')]
}
