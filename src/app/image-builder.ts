import { randomUUID } from 'node:crypto'
import { createTurns } from '../async/turns.ts'
import { buildImage } from '../build/build-image.ts'
import type { BuildContext, ImageBuild } from '../build/image-build.ts'
import { prepareBuild, usualBuild, type BuildOptions } from '../build/prepare-build.ts'
import type { RegistryLogin } from '../build/session/session.ts'
import type { Engine } from '../engine/engine.ts'
import type { BuildNews } from '../events/run-event.ts'
import type { Project } from '../model/project.ts'
import { imageReference } from '../targets/engine/image-reference.ts'
import { imageLabels } from '../targets/engine/labels.ts'
import { findService } from '../targets/engine/plan-builds.ts'
import type { PerformerParts } from '../targets/engine/perform.ts'
import { own } from '../units/own.ts'
import type { Surroundings } from './surroundings.ts'

interface BuilderParts {
  readonly engine: Engine
  readonly project: Project
  readonly options?: BuildOptions
}

/** Builds the images of a project's services as the files and the command line say. */
export function imageBuilder(
  surroundings: Surroundings,
  parts: BuilderParts,
): NonNullable<PerformerParts['buildImage']> {
  const inTurn = createTurns()
  return async (name, context) => {
    const image = await imageOfService(surroundings, parts, name)
    const tell = (news: BuildNews): void => context.build(name, news)
    const told = { tell, inTurn, signal: context.signal }
    const { remark } = await buildImage(image, buildContext(surroundings, parts, told))
    return remark === undefined ? {} : { problem: remark }
  }
}

/** What is to be built for a service. Rejects with `OperationError` for what is missing. */
export async function imageOfService(
  surroundings: Surroundings,
  { project, options = usualBuild }: Omit<BuilderParts, 'engine'>,
  name: string,
): Promise<ImageBuild> {
  const service = findService(project, name)
  if (service === undefined) throw new Error(`a service that is to be built is not there: ${name}`)
  const settings = await surroundings.clientSettings?.()
  return prepareBuild(service, {
    project,
    options,
    imageOf: (other) => imageReference(project, other),
    labels: imageLabels(project, service),
    proxies: settings?.proxyEnvironment ?? {},
  })
}

/** What builds on an engine are given. */
export function buildContext(
  { registryAuth, registryConfig, now }: Surroundings,
  { engine, project }: Pick<BuilderParts, 'engine' | 'project'>,
  told: Pick<BuildContext, 'tell' | 'inTurn' | 'signal'>,
): BuildContext {
  const login = async (host: string): Promise<RegistryLogin | undefined> => {
    const encoded = await registryAuth?.(`${host}/any`)
    return encoded === undefined ? undefined : loginIn(encoded)
  }
  // As the docker command has it: "0" asks for the builder that came before.
  const isOff = /^(?:0|f|false)$/i.test(own(project.environment, 'DOCKER_BUILDKIT') ?? '')
  const gateway = isOff
    ? { ...engine.builder, kind: () => Promise.resolve('classic' as const) }
    : engine.builder
  const logins = { login, ...(registryConfig === undefined ? {} : { registryConfig }) }
  return { gateway, surroundings: { ...logins, makeId: randomUUID, now }, ...told }
}

/** An identity token is a secret without a user name. */
function loginIn(encoded: string): RegistryLogin {
  const fields: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
  const textOf = (name: string): string | undefined => {
    const value = typeof fields === 'object' && fields !== null ? Object.entries(fields) : []
    const found: unknown = value.find(([key]) => key === name)?.[1]
    return typeof found === 'string' ? found : undefined
  }
  const token = textOf('identitytoken')
  if (token !== undefined) return { username: '', secret: token }
  return { username: textOf('username') ?? '', secret: textOf('password') ?? '' }
}
