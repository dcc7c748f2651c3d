import type { VolumeGateway } from '../engine.ts'
import type { ObservedVolume } from '../observed.ts'
import { EngineError } from '../errors.ts'
import { emit } from './fake-events.ts'
import { answer, matchesLabels } from './fake-world.ts'
import type { FakeWorld } from './fake-world.ts'

export function fakeVolumes(world: FakeWorld): VolumeGateway {
  return {
    list: (labels, signal) =>
      answer(world, { method: 'volumes.list', subject: '', signal }, () =>
        [...world.volumes.values()].filter((volume) => matchesLabels(volume.labels, labels)),
      ),
    find: (subject, signal) =>
      answer(world, { method: 'volumes.find', subject, signal }, () => world.volumes.get(subject)),
    create: ({ name, driver = 'local', labels }, signal) =>
      answer(world, { method: 'volumes.create', subject: name, signal }, () => {
        if (world.volumes.has(name)) return
        world.volumes.set(name, makeVolume(name, driver, labels))
        emit(world, { type: 'volume', action: 'create', id: name, attributes: { driver } })
      }),
    remove: (subject, signal) =>
      answer(world, { method: 'volumes.remove', subject, signal }, () => remove(world, subject)),
  }
}

export function makeVolume(
  name: string,
  driver = 'local',
  labels: Readonly<Record<string, string>> = {},
): ObservedVolume {
  return { name, mountPoint: `/var/lib/docker/volumes/${name}/_data`, scope: 'local', driver, labels }
}

function remove(world: FakeWorld, name: string): void {
  const user = [...world.containers.values()].find(({ mounts }) =>
    mounts.some((mount) => mount.name === name),
  )
  if (user !== undefined) {
    throw new EngineError('conflict', `remove ${name}: volume is in use - [${user.id}]`, { status: 409 })
  }
  const volume = world.volumes.get(name)
  if (volume === undefined) return
  world.volumes.delete(name)
  emit(world, { type: 'volume', action: 'destroy', id: name, attributes: { driver: volume.driver } })
}
