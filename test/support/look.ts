import { listImages } from '../../src/app/images.ts'
import { listProjects } from '../../src/app/list-projects.ts'
import { listVolumes } from '../../src/app/list-volumes.ts'
import { findPort } from '../../src/app/port.ts'
import { listContainers, type ListRequest } from '../../src/app/ps.ts'
import { showEvents, type ServiceEvent } from '../../src/app/show-events.ts'
import { showStats, type UsageRow } from '../../src/app/stats.ts'
import type { Ending, Surroundings } from '../../src/app/surroundings.ts'
import { listProcesses } from '../../src/app/top.ts'
import { wait } from '../../src/app/wait.ts'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { Scenario } from './scenario.ts'

const never = new AbortController().signal

/** A scenario with the commands that look at what is there. */
export class LookScenario extends Scenario {
  /** Called before each second of a command that shows something again and again. */
  eachSecond: () => Promise<void> = () => Promise.resolve()

  override get surroundings(): Surroundings {
    return {
      ...super.surroundings,
      delay: async (_ms, signal) => {
        await this.eachSecond()
        signal.throwIfAborted()
      },
    }
  }

  async images(...services: string[]): Promise<readonly string[]> {
    const { images } = await listImages(this.surroundings, { load: this.load(), services })
    return images.map(({ container, reference }) => `${container} ${reference}`)
  }

  async listed(more: Partial<ListRequest> = {}): Promise<readonly string[]> {
    const request = { load: this.load(), services: [], all: false, statuses: [], orphans: true, ...more }
    const { containers } = await listContainers(this.surroundings, request)
    return containers.map(({ name }) => name).toSorted()
  }

  async projects(all: boolean): Promise<readonly string[]> {
    const found = await listProjects(this.surroundings, { all })
    return found.map(({ name, status, configFiles }) => `${name} ${status} ${configFiles}`)
  }

  async volumes(...services: string[]): Promise<readonly string[]> {
    const { volumes } = await listVolumes(this.surroundings, { load: this.load(), services })
    return volumes.map(({ name }) => name)
  }

  async port(service: string, port: number, more: { readonly index?: number } = {}): Promise<string> {
    const request = { load: this.load(), service, port, protocol: 'tcp', ...more }
    const { ending, port: found } = await findPort(this.surroundings, request)
    return found === undefined ? ending.kind : `${found.hostIp ?? ''}:${found.published ?? 0}`
  }

  async processes(...services: string[]): Promise<readonly string[]> {
    const { tables } = await listProcesses(this.surroundings, { load: this.load(), services })
    return tables.map(({ service, number, rows }) => `${service} ${number} ${rows.length}`)
  }

  async happened(...services: string[]): Promise<readonly ServiceEvent[]> {
    const seen: ServiceEvent[] = []
    const moments = { since: '0', until: String(this.engine.clock.now()) }
    const show = (event: ServiceEvent) => void seen.push(event)
    await showEvents(this.surroundings, { load: this.load(), services, ...moments, show })
    return seen
  }

  async wait(
    services: readonly string[],
    downProject = false,
  ): Promise<{ readonly ending: Ending; readonly exits: readonly string[] }> {
    const exits: string[] = []
    const ending = await wait(this.surroundings, {
      load: this.load(),
      services,
      downProject,
      dryRun: false,
      show: ({ id, code }) => void exits.push(`${this.engine.peek(id)?.name ?? 'gone'} ${code}`),
    })
    return { ending, exits }
  }

  stats(
    show: (rows: readonly string[]) => void,
    { all = false, follow = false, service }: { all?: boolean; follow?: boolean; service?: string } = {},
  ): Promise<Ending> {
    const texts = (rows: readonly UsageRow[]) =>
      rows.map(({ name, usage }) => `${name} ${usage?.processes ?? '--'}`).toSorted()
    return showStats(this.surroundings, {
      load: this.load(),
      ...(service === undefined ? {} : { service }),
      all,
      follow,
      show: (rows) => show(texts(rows)),
    })
  }

  /** A running container of `compose run SERVICE`. */
  async addOneOff(service: string, name: string): Promise<void> {
    const labels = {
      [labelNames.project]: 'shop',
      [labelNames.service]: service,
      [labelNames.configHash]: 'x',
      [labelNames.oneOff]: 'True',
    }
    const body = { Image: 'postgres:16', Labels: labels, HostConfig: {} }
    const id = await this.engine.containers.create({ name, body }, never)
    await this.engine.containers.start(id, never)
  }
}
