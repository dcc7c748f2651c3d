import { dirname } from 'node:path'
import type { GlobalValues } from './command-spec.ts'
import type { Shell } from './shell.ts'
import { UsageMistake } from './usage-mistake.ts'

/** Flags of the docker CLI mean what its variables mean. Throws `UsageMistake`. */
export function withDockerFlags(globals: GlobalValues, shell: Shell): Shell {
  const variables = variablesOf(globals)
  // A copy has opened every stream.
  if (variables.length === 0) return shell
  return { ...shell, environment: { ...shell.environment, ...Object.fromEntries(variables) } }
}

function variablesOf(globals: GlobalValues): readonly (readonly [string, string])[] {
  const { config, tls, tlsverify } = globals
  const certificates = certificateFolder(globals)
  return [
    ...(config === undefined ? [] : [['DOCKER_CONFIG', config] as const]),
    ...(tls ? [['DOCKER_TLS', '1'] as const] : []),
    ...(tlsverify ? [['DOCKER_TLS_VERIFY', '1'] as const] : []),
    ...(certificates === undefined ? [] : [['DOCKER_CERT_PATH', certificates] as const]),
  ]
}

function certificateFolder({ tlscacert, tlscert, tlskey }: GlobalValues): string | undefined {
  const given = Object.entries({ 'ca.pem': tlscacert, 'cert.pem': tlscert, 'key.pem': tlskey }).flatMap(
    ([name, path]) => (path === undefined ? [] : [{ name, path }]),
  )
  const folders = new Set(given.map(({ path }) => dirname(path)))
  if (folders.size > 1 || given.some(({ name, path }) => !path.endsWith(name)))
    throw new UsageMistake(
      'Certificates have to be together, as ca.pem, cert.pem and key.pem',
      'Name their folder with DOCKER_CERT_PATH.',
    )
  return [...folders][0]
}
