import type { EngineEvent } from '../../src/engine/engine.ts'
import type {
  ContainerDetails,
  ContainerSetup,
  ObservedContainer,
  ObservedImage,
  ObservedMount,
} from '../../src/engine/observed.ts'
import type { LogLine } from '../../src/engine/log-frames.ts'
import type { ContainerUsage } from '../../src/engine/usage.ts'

/** What a Docker engine answers, from what the fake engine holds. */
export function encodeListed(container: ObservedContainer): object {
  return {
    Id: container.id,
    Names: container.names.map((name) => `/${name}`),
    Image: container.image,
    ImageID: container.imageId,
    Command: container.command,
    Created: container.createdAtSeconds,
    State: container.state,
    Status: container.status,
    Labels: container.labels,
    Ports: container.ports.map((port) => ({
      ...(port.hostIp === undefined ? {} : { IP: port.hostIp }),
      PrivatePort: port.target,
      ...(port.published === undefined ? {} : { PublicPort: port.published }),
      Type: port.protocol,
    })),
    Mounts: container.mounts.map(encodeMount),
    HostConfig: { NetworkMode: container.networkMode },
    NetworkSettings: { Networks: encodeNetworks(container) },
  }
}

export function encodeInspected(container: ContainerDetails, setup: ContainerSetup): object {
  return {
    Id: container.id,
    Name: `/${container.name}`,
    Image: container.imageId,
    RestartCount: container.restartCount,
    State: {
      Status: container.state,
      ExitCode: container.exitCode,
      Error: container.error,
      OOMKilled: container.oomKilled,
      StartedAt: container.startedAt ?? '0001-01-01T00:00:00Z',
      FinishedAt: container.finishedAt ?? '0001-01-01T00:00:00Z',
      Health: {
        Status: container.health,
        Log: container.healthLog.map(({ exitCode, output, endedAt }) => ({
          ExitCode: exitCode,
          Output: output,
          End: endedAt,
        })),
      },
    },
    Config: {
      Env: setup.environment,
      Tty: container.tty,
      Labels: container.labels,
      StopTimeout: container.stopTimeoutSeconds ?? null,
      Healthcheck: container.hasHealthcheck ? { Test: ['CMD', 'true'] } : null,
    },
    HostConfig: {
      PortBindings: Object.fromEntries(
        setup.ports.map(({ target, protocol, hostIp = '', published = '' }) => [
          `${target}/${protocol}`,
          [{ HostIp: hostIp, HostPort: String(published) }],
        ]),
      ),
      RestartPolicy: { Name: container.restartPolicy },
      LogConfig: { Type: container.logDriver },
    },
    Mounts: container.mounts.map(encodeMount),
    NetworkSettings: { Networks: encodeNetworks(container) },
  }
}

function encodeMount(mount: ObservedMount): object {
  const { type, name, source, destination, readOnly } = mount
  return { Type: type, Name: name ?? '', Source: source, Destination: destination, RW: !readOnly }
}

function encodeNetworks({ networks }: Pick<ObservedContainer, 'networks'>): object {
  return Object.fromEntries(
    networks.map(({ name, networkId, ipAddress }) => [
      name,
      { NetworkID: networkId, IPAddress: ipAddress ?? '' },
    ]),
  )
}

export function encodeImage(image: ObservedImage): object {
  return {
    Id: image.id,
    Os: image.os,
    Architecture: image.architecture,
    Variant: image.variant ?? '',
    Size: image.sizeBytes,
    Created: image.createdAt ?? '',
    Metadata: { LastTagTime: image.taggedAt ?? '0001-01-01T00:00:00Z' },
    Config: {
      Volumes: Object.fromEntries(image.volumes.map((path) => [path, {}])),
      Healthcheck: image.hasHealthcheck ? { Test: ['CMD', 'true'] } : null,
    },
  }
}

/** A line of a container's usage. */
export function encodeUsage(usage: ContainerUsage): object {
  return {
    cpu_stats: {
      cpu_usage: { total_usage: usage.cpuPercent * 10 },
      system_cpu_usage: 4000,
      online_cpus: 4,
    },
    precpu_stats: { cpu_usage: { total_usage: 0 }, system_cpu_usage: 0 },
    memory_stats: {
      usage: usage.memoryBytes * 2,
      stats: { inactive_file: usage.memoryBytes },
      limit: usage.memoryLimitBytes,
    },
    networks: { eth0: { rx_bytes: usage.receivedBytes, tx_bytes: usage.sentBytes } },
    blkio_stats: {
      io_service_bytes_recursive: [
        { op: 'read', value: usage.readBytes },
        { op: 'write', value: usage.writtenBytes },
      ],
    },
    pids_stats: { current: usage.processes },
  }
}

/** A line of the stream of events. `timeNano` does not fit into a number, so it is put in as text. */
export function encodeEvent(event: EngineEvent): string {
  const action = event.health === undefined ? event.action : `${event.action}: ${event.health}`
  const actor = { ID: event.id, Attributes: event.attributes }
  const json = JSON.stringify({ Type: event.type, Action: action, Actor: actor, scope: 'local' })
  return `${json.slice(0, -1)},"timeNano":${event.timeNano}}\n`
}

/** Docker cuts lines into records of this size. */
const recordBytes = 16 * 1024

/** The frames of a line in the log stream, one for each record; of a terminal's, the bare text. */
export function encodeLine(line: LogLine, tty: boolean): Uint8Array {
  const text = Buffer.concat([line.bytes, Buffer.from(line.unterminated === true ? '' : '\n')])
  const timestamp = Buffer.from(line.timestamp === undefined ? '' : `${line.timestamp} `)
  const records: Uint8Array[] = []
  for (let at = 0; at < text.length; at += recordBytes) {
    const payload = Buffer.concat([timestamp, text.subarray(at, at + recordBytes)])
    records.push(...(tty ? [] : [frameHeader(line, payload.length)]), payload)
  }
  return Buffer.concat(records)
}

function frameHeader(line: LogLine, sizeBytes: number): Uint8Array {
  const header = Buffer.alloc(8)
  header[0] = line.stream === 'stdout' ? 1 : 2
  header.writeUInt32BE(sizeBytes, 4)
  return header
}
