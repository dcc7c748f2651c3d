import type { NetworkGateway, NetworkSpec } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { answer, containerOf, count, makeId, matchesLabels } from './fake-world.ts'
import type { FakeNetwork, FakeWorld } from './fake-world.ts'
import { emitNetwork, isRunning } from './life-cycle.ts'

export function fakeNetworks(world: FakeWorld): NetworkGateway {
  const networkOf = (idOrName: string): FakeNetwork => {
    const network = find(world, idOrName)
    if (network === undefined)
      throw new EngineError('not-found', `network ${idOrName} not found`, { status: 404 })
    return network
  }
  return {
    list: (labels, signal) =>
      answer(world, { method: 'networks.list', subject: '', signal }, () =>
        [...world.networks.values()].filter((network) => matchesLabels(network.labels, labels)),
      ),
    find: (subject, signal) =>
      answer(world, { method: 'networks.find', subject, signal }, () => find(world, subject)),
    create: (spec, signal) =>
      answer(world, { method: 'networks.create', subject: spec.name, signal }, () => create(world, spec)),
    remove: (subject, signal) =>
      answer(world, { method: 'networks.remove', subject, signal }, () => remove(world, subject)),
    connect: (id, subject, body, signal) =>
      answer(world, { method: 'networks.connect', subject, signal }, () => {
        const network = networkOf(id)
        const container = containerOf(world, subject)
        if (container.endpoints.has(network.name)) {
          const message = `endpoint with name ${container.name} already exists in network ${network.name}`
          throw new EngineError('denied', message, { status: 403 })
        }
        container.endpoints.set(network.name, {
          body,
          ipAddress: `10.0.${network.gatewayNumber}.${count(world) % 250}`,
        })
        emitNetwork(world, network, 'connect')
      }),
    disconnect: (id, subject, signal) =>
      answer(world, { method: 'networks.disconnect', subject, signal }, () => {
        const network = networkOf(id)
        containerOf(world, subject).endpoints.delete(network.name)
        emitNetwork(world, network, 'disconnect')
      }),
  }
}

function find(world: FakeWorld, idOrName: string): FakeNetwork | undefined {
  return world.networks.get(idOrName) ?? [...world.networks.values()].find(({ name }) => name === idOrName)
}

function create(world: FakeWorld, spec: NetworkSpec): string {
  if (find(world, spec.name) !== undefined) {
    throw new EngineError('conflict', `network with name ${spec.name} already exists`, { status: 409 })
  }
  const network: FakeNetwork = {
    id: makeId(world),
    name: spec.name,
    driver: spec.driver ?? 'bridge',
    labels: spec.labels,
    gatewayNumber: count(world) % 250,
  }
  world.networks.set(network.id, network)
  emitNetwork(world, network, 'create')
  return network.id
}

/** Containers that do not run have no endpoint, so they do not keep their network. */
function remove(world: FakeWorld, idOrName: string): void {
  const network = find(world, idOrName)
  if (network === undefined) return
  const user = [...world.containers.values()].find(
    (container) => isRunning(container) && container.endpoints.has(network.name),
  )
  if (user !== undefined) {
    const message = `error while removing network: network ${network.name} id ${network.id} has active endpoints`
    throw new EngineError('conflict', `${message} (name:"${user.name}" id:"${user.id.slice(0, 12)}")`, {
      status: 403,
    })
  }
  world.networks.delete(network.id)
  emitNetwork(world, network, 'destroy')
}
