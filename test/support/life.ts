import { create } from '../../src/app/create.ts'
import { kill, type KillRequest } from '../../src/app/kill.ts'
import { pause } from '../../src/app/pause.ts'
import { pull, type PullRequest } from '../../src/app/pull.ts'
import { push, type PushRequest } from '../../src/app/push.ts'
import { remove, type RemoveRequest } from '../../src/app/remove.ts'
import { restart, type RestartRequest } from '../../src/app/restart.ts'
import { start, type StartRequest } from '../../src/app/start.ts'
import { stop, type StopRequest } from '../../src/app/stop.ts'
import type { Ending } from '../../src/app/surroundings.ts'
import { Scenario } from './scenario.ts'

/** A scenario with the commands for containers that are there. */
export class LifeScenario extends Scenario {
  get #all() {
    return { load: this.load(), services: [], dryRun: false } as const
  }

  create(changes: Partial<Parameters<typeof create>[1]> = {}): Promise<Ending> {
    return create(this.surroundings, { ...this.upRequest(), ...changes })
  }

  start(changes: Partial<StartRequest> = {}): Promise<Ending> {
    return start(this.surroundings, { ...this.#all, wait: false, ...changes })
  }

  stop(changes: Partial<StopRequest> = {}): Promise<Ending> {
    return stop(this.surroundings, { ...this.#all, ...changes })
  }

  restart(changes: Partial<RestartRequest> = {}): Promise<Ending> {
    return restart(this.surroundings, { ...this.#all, noDeps: false, ...changes })
  }

  kill(changes: Partial<KillRequest> = {}): Promise<Ending> {
    return kill(this.surroundings, { ...this.#all, signal: 'SIGKILL', orphans: false, ...changes })
  }

  pause(verb: 'pause' | 'unpause', services: readonly string[] = []): Promise<Ending> {
    return pause(this.surroundings, { ...this.#all, services, verb })
  }

  remove(changes: Partial<RemoveRequest> = {}): Promise<Ending> {
    return remove(this.surroundings, { ...this.#all, stop: false, anonymousVolumes: false, ...changes })
  }

  pull(changes: Partial<PullRequest> = {}): Promise<Ending> {
    return pull(this.surroundings, {
      ...this.#all,
      includeDependencies: false,
      ignoreBuildable: false,
      ignoreFailures: false,
      ...changes,
    })
  }

  push(changes: Partial<PushRequest> = {}): Promise<Ending> {
    return push(this.surroundings, {
      ...this.#all,
      includeDependencies: false,
      ignoreFailures: false,
      ...changes,
    })
  }

  /** Ids of the actions that were begun, in order; those told before are forgotten. */
  begun(): readonly string[] {
    const ids = this.events.flatMap((event) => (event.type === 'action.start' ? [event.id] : []))
    this.events.length = 0
    return ids
  }

  get notices(): readonly string[] {
    return this.events.flatMap((event) => (event.type === 'notice' ? [event.text] : []))
  }
}
