import type { Json } from '../units/json.ts'
import { compareText } from '../units/compare-text.ts'
import type { ContainerPort, ContainerView } from './container-view.ts'
import { formatPorts } from './ports-text.ts'
import type { PsOptions } from './ps-table.ts'
import { commandText, createdText, shorten } from './ps-table.ts'
import { goTimestamp } from './time-text.ts'

const shortIdLength = 12
const shortMountLength = 15

/** What `--format json` prints of a container and what templates can name, in the order of the keys. */
export function psFields(container: ContainerView, options: PsOptions): Readonly<Record<string, Json>> {
  const { noTrunc } = options
  return {
    Command: commandText(container, options),
    CreatedAt: goTimestamp(container.createdAtSeconds),
    ExitCode: container.exitCode,
    Health: container.health,
    ID: noTrunc ? container.id : container.id.slice(0, shortIdLength),
    Image: container.image,
    Labels: Object.entries(container.labels)
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(','),
    LocalVolumes: String(container.mounts.filter(({ type }) => type === 'volume').length),
    Mounts: container.mounts
      .map(({ label }) => (noTrunc ? label : shorten(label, shortMountLength)))
      .join(','),
    Name: container.name,
    Names: container.names.join(','),
    Networks: container.networks.join(','),
    Ports: formatPorts(container.ports),
    Project: container.project,
    // By the container's port; those of one stay as the engine has them, in the order in which they were asked for.
    Publishers: container.ports.toSorted(byTarget).map((port) => ({
      URL: port.hostIp,
      TargetPort: port.target,
      PublishedPort: port.published,
      Protocol: port.protocol,
    })),
    RunningFor: createdText(container, options),
    Service: container.service,
    // The engine counts a container's size only where it is asked to, which takes long.
    Size: '0B',
    State: container.state,
    Status: container.status,
  }
}

function byTarget(one: ContainerPort, other: ContainerPort): number {
  return one.target - other.target || compareText(one.protocol, other.protocol)
}

/** Column headings for templates of tables. */
export const psHeadings: Readonly<Record<string, string>> = {
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  ExitCode: 'EXIT CODE',
  Health: 'HEALTH',
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Labels: 'LABELS',
  LocalVolumes: 'LOCAL VOLUMES',
  Mounts: 'MOUNTS',
  Name: 'NAME',
  Names: 'NAMES',
  Networks: 'NETWORKS',
  Ports: 'PORTS',
  Project: 'PROJECT',
  Publishers: 'PUBLISHERS',
  RunningFor: 'CREATED',
  Service: 'SERVICE',
  Size: 'SIZE',
  State: 'STATE',
  Status: 'STATUS',
}
