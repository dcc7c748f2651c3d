import type { Path } from '../document/path.ts'
import type { Service } from '../model/service.ts'
import { own } from '../units/own.ts'
import type { CheckContext } from './check-context.ts'
import { hintFor } from './check-context.ts'

type Section = 'networks' | 'volumes' | 'secrets' | 'configs' | 'models'

interface Reference {
  readonly what: string
  readonly section: Section
  readonly name: string
  readonly at: Path
  readonly pointAtKey?: true
}

/** Every network, volume, secret, config and model a service names must be declared at the top level. */
export function checkReferences(service: Service, context: CheckContext): void {
  for (const reference of referencesOf(service)) {
    const known = Object.keys(context.project[reference.section])
    if (known.includes(reference.name)) continue
    context.found({
      code: 'CMP204',
      message: `service "${service.name}" refers to the undefined ${reference.what} "${reference.name}"`,
      at: reference.at,
      ...(reference.pointAtKey === undefined ? {} : { pointAtKey: true }),
      hint: hintFor(reference.name, known, `declare it under "${reference.section}:" at the top level`),
    })
  }
}

function referencesOf(service: Service): readonly Reference[] {
  const path = ['services', service.name]
  return [
    ...Object.keys(service.networks ?? {}).map((name) => named('network', name, [...path, 'networks', name])),
    ...(service.volumes ?? []).flatMap(({ type, source }, index): Reference[] =>
      type === 'volume' && source !== undefined
        ? [{ what: 'volume', section: 'volumes', name: source, at: [...path, 'volumes', index] }]
        : [],
    ),
    ...files(service.secrets, 'secret', [...path, 'secrets']),
    ...files(service.build?.secrets, 'secret', [...path, 'build', 'secrets']),
    ...files(service.configs, 'config', [...path, 'configs']),
    ...Object.keys(service.models ?? {}).map((name) => named('model', name, [...path, 'models', name])),
  ]
}

function named(what: 'network' | 'model', name: string, at: Path): Reference {
  return { what, section: `${what}s`, name, at, pointAtKey: true }
}

function files(references: Service['secrets'], what: 'secret' | 'config', path: Path): readonly Reference[] {
  return (references ?? []).flatMap(({ source }, index): Reference[] =>
    // One without a name is reported where forms are checked.
    source === '' ? [] : [{ what, section: `${what}s`, name: source, at: [...path, index] }],
  )
}

/** A build context `service:NAME` is the image that service builds. */
export function checkBuildReferences(service: Service, { project, found }: CheckContext): void {
  for (const [name, context] of Object.entries(service.build?.additional_contexts ?? {})) {
    if (!context.startsWith('service:')) continue
    const wanted = context.slice('service:'.length)
    const target = own(project.services, wanted) ?? own(project.disabledServices, wanted)
    if (target?.build !== undefined) continue
    const at = ['services', service.name, 'build', 'additional_contexts', name]
    found(
      target === undefined
        ? {
            code: 'CMP204',
            message: `the build context "${name}" of service "${service.name}" refers to the undefined service "${wanted}"`,
            at,
            hint: hintFor(wanted, Object.keys(project.services), 'name a service of this project'),
          }
        : {
            code: 'CMP204',
            message: `the build context "${name}" of service "${service.name}" refers to service "${wanted}", which is not built`,
            at,
            hint: `use "docker-image://${target.image ?? 'IMAGE'}" for an image`,
          },
    )
  }
}
