import type { OneOffOverrides } from '../app/one-off-service.ts'
import { parseEnvFile } from '../interpolate/env-file.ts'
import { parsePortSpec } from '../load/canonical/port-spec.ts'
import { parseVolumeSpec } from '../load/canonical/volume-spec.ts'
import type { SourceReader } from '../load/load-request.ts'
import { absolutePath } from '../load/paths.ts'
import type { EnvironmentMap } from '../model/common.ts'
import type { Mount } from '../model/mount.ts'
import type { Port } from '../model/port.ts'
import { splitShellWords } from '../units/shell-words.ts'
import { own } from '../units/own.ts'
import type { FlagValues } from './flag-spec.ts'
import type { runFlags } from './flags/run.ts'
import type { Shell } from './shell.ts'
import { UsageMistake } from './usage-mistake.ts'

type RunValues = FlagValues<typeof runFlags>

interface OverrideSource {
  readonly flags: RunValues
  readonly command: readonly string[]
  readonly shell: Shell
  readonly reader: SourceReader
}

/** What the flags of `run` change of a service. Throws `UsageMistake`. Spec: 1.6. */
export async function oneOffOverrides({
  flags,
  command,
  shell,
  reader,
}: OverrideSource): Promise<OneOffOverrides> {
  const { user, workdir, entrypoint } = flags
  if (flags['service-ports'] && flags.publish.length > 0)
    throw new UsageMistake('--service-ports and --publish cannot be combined')
  return {
    command,
    ...(entrypoint === undefined ? {} : { entrypoint: shellWords(entrypoint) }),
    environment: {
      ...(await environmentOfFiles(flags['env-from-file'], shell, reader)),
      ...Object.fromEntries(flags.env.map(readVariable)),
    },
    labels: Object.fromEntries(flags.label.map(readLabel)),
    capAdd: flags['cap-add'],
    capDrop: flags['cap-drop'],
    ...(user === undefined ? {} : { user }),
    ...(workdir === undefined ? {} : { workingDirectory: workdir }),
    volumes: flags.volume.map((text) => readVolume(text, shell)),
    ports: flags['service-ports'] ? 'service' : flags.publish.flatMap(readPorts),
    tty: hasTerminal(flags, shell),
    interactive: flags.interactive,
  }
}

function hasTerminal(flags: RunValues, shell: Shell): boolean {
  const isRefused = flags['no-tty'] || flags['no-TTY']
  if (isRefused && flags.tty) throw new UsageMistake('--tty and --no-tty cannot be combined')
  if (isRefused) return false
  if (flags.tty && flags.interactive && shell.terminal === undefined && !flags.detach)
    throw new UsageMistake(
      'The input device is not a TTY',
      'Leave out --tty to pipe input into the container.',
    )
  return flags.tty || (shell.stdout.isTTY === true && shell.terminal !== undefined)
}

function shellWords(text: string): readonly string[] {
  const words = splitShellWords(text)
  if (words === undefined)
    throw new UsageMistake(`--entrypoint cannot be "${text}"`, 'A quote is not closed.')
  return words
}

/** A name alone: what the project has under that name. */
function readVariable(text: string): readonly [string, string | null] {
  const at = text.indexOf('=')
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}

function readLabel(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
  throw new UsageMistake(`--label cannot be "${text}"`, 'It takes a name and a value: --label team=shop')
}

async function environmentOfFiles(
  paths: readonly string[],
  shell: Shell,
  reader: SourceReader,
): Promise<EnvironmentMap> {
  const all = new Map<string, string | null>()
  for (const path of paths) {
    const text = await reader.read(absolutePath(path, shell.currentDirectory, homeOf(shell)))
    if (text === undefined) throw new UsageMistake(`--env-from-file: there is no file "${path}"`)
    const { entries, diagnostics } = parseEnvFile(path, text, (name) => own(shell.environment, name))
    const [mistake] = diagnostics.filter(({ severity }) => severity === 'error')
    if (mistake !== undefined) throw new UsageMistake(`--env-from-file "${path}": ${mistake.message}`)
    for (const { key, value } of entries) all.set(key, value ?? null)
  }
  return Object.fromEntries(all)
}

function homeOf({ environment }: Shell): string {
  return environment['HOME'] ?? environment['USERPROFILE'] ?? ''
}

function readPorts(text: string): readonly Port[] {
  const parsed = parsePortSpec(text)
  if (!parsed.ok) throw new UsageMistake(`--publish: the port "${text}" ${parsed.problem}`, parsed.hint)
  return parsed.ports.map(({ hostIp, target, published, protocol }) => ({
    mode: 'ingress',
    target,
    protocol,
    ...(hostIp === undefined ? {} : { host_ip: hostIp }),
    ...(published === undefined ? {} : { published }),
  }))
}

function readVolume(text: string, shell: Shell): Mount {
  const parsed = parseVolumeSpec(text)
  if (!parsed.ok || parsed.spec.target === undefined)
    throw new UsageMistake(
      `--volume cannot be "${text}"`,
      'It takes SOURCE:TARGET[:OPTIONS], as in a Compose file.',
    )
  const { type, source, target, readOnly, nocopy, selinux, propagation } = parsed.spec
  const isBind = type === 'bind' && source !== undefined
  const from = isBind ? absolutePath(source, shell.currentDirectory, homeOf(shell)) : source
  return {
    type,
    target,
    ...(from === undefined ? {} : { source: from }),
    ...(readOnly ? { read_only: true } : {}),
    ...(isBind
      ? {
          bind: {
            create_host_path: true,
            ...(selinux === undefined ? {} : { selinux }),
            ...(propagation === undefined ? {} : { propagation }),
          },
        }
      : {}),
    ...(nocopy ? { volume: { nocopy } } : {}),
  }
}
