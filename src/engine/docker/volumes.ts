import type { VolumeGateway } from '../engine.ts'
import type { ObservedVolume } from '../observed.ts'
import { segment } from './dockerode.ts'
import { filtersFor } from './filters.ts'
import { found } from './found.ts'
import { ask, options } from './gateway-context.ts'
import type { GatewayContext } from './gateway-context.ts'
import { fieldsOf, listOf, textMapOf, textOf } from './json-fields.ts'

export function volumeGateway(context: GatewayContext): VolumeGateway {
  const volume = async (name: string) => (await context.dockerode()).getVolume(segment(name))
  return {
    list: async (labels, signal) => {
      const query = { filters: filtersFor(labels) }
      const answer = await ask(context, { path: '/volumes', query }, signal)
      return listOf(fieldsOf(answer).Volumes).map(decodeVolume)
    },
    find: async (name, signal) => {
      const answer = await found(async () => (await volume(name)).inspect(options(signal)))
      return answer === undefined ? undefined : decodeVolume(answer)
    },
    create: async (spec, signal) => {
      const body = {
        Name: spec.name,
        Labels: spec.labels,
        ...(spec.driver === undefined ? {} : { Driver: spec.driver }),
        ...(spec.driverOptions === undefined ? {} : { DriverOpts: spec.driverOptions }),
      }
      await (await context.dockerode()).createVolume(options(signal, {}, body))
    },
    remove: async (name, signal) => {
      await found(async () => (await volume(name)).remove(options(signal)))
    },
  }
}

function decodeVolume(value: unknown): ObservedVolume {
  const fields = fieldsOf(value)
  return {
    name: textOf(fields.Name),
    mountPoint: textOf(fields.Mountpoint),
    scope: textOf(fields.Scope),
    driver: textOf(fields.Driver),
    labels: textMapOf(fields.Labels),
  }
}
