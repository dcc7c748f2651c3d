import type { Service } from '../../model/service.ts'
import { compareText } from '../../units/compare-text.ts'
import { withoutZeros } from './spec-fields.ts'

const unconfinedPaths = 'systempaths=unconfined'
const seccompPrefix = /^seccomp[=:]/

/** Rights of the container. `profiles`: the texts of seccomp profiles by path, see `seccompProfile`. Section 2.2. */
export function securityFields(
  service: Service,
  workingDirectory: string,
  profiles: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const options = service.security_opt ?? []
  return {
    ...withoutZeros({
      CapAdd: capabilities(service.cap_add),
      CapDrop: capabilities(service.cap_drop),
      GroupAdd: service.group_add,
      Privileged: service.privileged,
      ReadonlyRootfs: service.read_only,
      SecurityOpt: options
        .filter((option) => option !== unconfinedPaths)
        .map((option) => inlineProfile(option, workingDirectory, profiles)),
      UsernsMode: service.userns_mode,
    }),
    // Empty lists, not absent ones: absent means the engine's own list of hidden paths.
    ...(options.includes(unconfinedPaths) ? { MaskedPaths: [], ReadonlyPaths: [] } : {}),
  }
}

/** The absolute path of the seccomp profile that an option names, if it names one. */
export function seccompProfile(option: string, workingDirectory: string): string | undefined {
  if (!seccompPrefix.test(option)) return undefined
  const path = option.replace(seccompPrefix, '')
  if (path === 'unconfined' || path === 'builtin') return undefined
  return path.startsWith('/') ? path : `${workingDirectory}/${path.replace(/^\.\//, '')}`
}

/** The engine wants the profile itself, in one line; its order of keys is kept. */
function inlineProfile(
  option: string,
  workingDirectory: string,
  profiles: Readonly<Record<string, string>>,
): string {
  const path = seccompProfile(option, workingDirectory)
  const text = path === undefined ? undefined : profiles[path]
  return text === undefined ? option : `seccomp=${withoutSpace(text)}`
}

/** JSON text without the white space outside of its strings. */
function withoutSpace(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string | undefined) => text ?? '')
}

/** In the kernel's spelling, each once, sorted: `net_admin` is `CAP_NET_ADMIN`. */
function capabilities(names: readonly string[] = []): readonly string[] {
  const known = names.map((name) => {
    const upper = name.trim().toUpperCase()
    return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`
  })
  return [...new Set(known)].sort(compareText)
}
