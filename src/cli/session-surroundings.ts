import { setTimeout as delay } from 'node:timers/promises'
import type { Surroundings } from '../app/surroundings.ts'
import type { GlobalValues } from './command-spec.ts'
import { lazyPrograms } from './lazy-programs.ts'
import type { Shell } from './shell.ts'
import type { Interrupts } from './signals.ts'

interface SurroundingsParts extends Pick<Surroundings, 'engine' | 'host' | 'reader'> {
  readonly shell: Shell
  readonly globals: GlobalValues
  readonly options: { readonly insecureRegistries?: readonly string[] }
  readonly interrupts: Interrupts
  readonly concurrency: number | undefined
}

/** What a use-case is given where it runs as a command: each part is loaded when it is asked for first. */
export function surroundingsOf(parts: SurroundingsParts): Surroundings {
  const { shell, globals, options, interrupts, engine, host, reader } = parts
  const { environment } = shell
  const surroundings: Surroundings = {
    engine,
    host,
    reader,
    now: shell.now,
    unixMs: shell.unixMs,
    delay: (ms, signal) => delay(ms, undefined, { signal }),
    takeTurn: async (key, signal) => (await import('./project-turns.ts')).takeTurn(key, signal),
    registryAuth: async (reference) => {
      const { registryAuth } = await import('../engine/docker/credentials.ts')
      return registryAuth(reference, { environment })
    },
    registryConfig: async () => {
      const { registryConfig } = await import('../engine/docker/registry-config.ts')
      return registryConfig({ environment })
    },
    openRegistry: async () => {
      const { registriesFor } = await import('./registries.ts')
      const insecure = [...globals['insecure-registry'], ...(options.insecureRegistries ?? [])]
      return registriesFor(environment, surroundings, insecure)
    },
    programs: lazyPrograms(environment),
    machine: async (address) => (await import('./this-machine.ts')).thisMachine(address),
    clientSettings: async () => {
      const { clientSettings } = await import('../engine/docker/client-settings.ts')
      const { address } = await engine()
      return clientSettings(address, { environment })
    },
    signal: interrupts.signal,
    force: interrupts.force,
    ...(parts.concurrency === undefined ? {} : { concurrency: parts.concurrency }),
  }
  return surroundings
}
