import type { Project } from '../model/project.ts'
import { engineClientConfig, withEngineSocket } from '../targets/engine/engine-socket.ts'
import { seccompProfile } from '../targets/engine/spec-security.ts'
import type { Surroundings } from './surroundings.ts'

/** The project with what `use_api_socket` stands for: the engine's socket, and the logins its clients need. Section 2.2. */
export async function withEngineSockets(surroundings: Surroundings, project: Project): Promise<Project> {
  const services = Object.values(project.services)
  if (!services.some((service) => service.use_api_socket === true)) return project
  const content = (await surroundings.clientSettings?.())?.loginsFile ?? '{}'
  return {
    ...project,
    services: Object.fromEntries(services.map((service) => [service.name, withEngineSocket(service)])),
    configs: { ...project.configs, [engineClientConfig]: { name: engineClientConfig, content } },
  }
}

/** The texts of the seccomp profiles that services name, by absolute path. One that cannot be read is missing, which is reported later. */
export async function readSeccompProfiles(
  { reader, signal }: Surroundings,
  project: Project,
): Promise<Readonly<Record<string, string>>> {
  const options = Object.values(project.services).flatMap((service) => service.security_opt ?? [])
  const paths = options.map((option) => seccompProfile(option, project.workingDirectory))
  const profiles: Record<string, string> = {}
  for (const path of new Set(paths)) {
    if (path === undefined) continue
    const text = await reader.read(path, signal).catch(() => undefined)
    if (text !== undefined) profiles[path] = text
  }
  return profiles
}
