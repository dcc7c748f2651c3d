import { build, type BuildRequest } from '../../app/build.ts'
import { parseByteSize } from '../../units/bytes.ts'
import type { GlobalValues, Invocation } from '../command-spec.ts'
import type { buildFlags } from '../flags/build.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { timeWish } from '../time-record.ts'
import type { RequestContext } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'
import { parseJson } from '../../units/json.ts'

export async function runBuild(invocation: Invocation<typeof buildFlags>, shell: Shell): Promise<number> {
  const globals = { ...invocation.globals, ...progressOf(invocation) }
  return inSession(
    { globals, shell, options: { title: 'build', ...timeWish(invocation.flags) } },
    (session) =>
      build(
        session.surroundings,
        buildRequest(invocation, session, (text) =>
          showResult(shell, { result: () => ({ bake: parseJson(text) }), text: () => text }),
        ),
      ),
  )
}

/** `build --progress` is older than the global flag. */
function progressOf({ flags }: Invocation<typeof buildFlags>): Partial<Pick<GlobalValues, 'progress'>> {
  if (flags.quiet) return { progress: 'quiet' }
  if (flags.progress === undefined) return {}
  return { progress: flags.progress === 'rawjson' ? 'json' : flags.progress }
}

/** What the flags of `build` ask for. Spec: 6. */
export function buildRequest(
  { flags, globals, names }: Invocation<typeof buildFlags>,
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
  print: (text: string) => void,
): BuildRequest {
  const { memory, provenance, sbom } = flags
  return {
    load: loadRequest,
    services: names,
    withDependencies: flags['with-dependencies'],
    options: {
      noCache: flags['no-cache'],
      pull: flags.pull,
      args: Object.fromEntries(flags['build-arg'].map(readArgument)),
      ssh: flags.ssh,
      onePlatform: false,
      ...(memory === undefined ? {} : { memoryBytes: sizeOf(memory) }),
      ...(provenance === undefined ? {} : { provenance }),
      ...(sbom === undefined ? {} : { sbom }),
    },
    dryRun: globals['dry-run'],
    ...(flags.push ? { push: true } : {}),
    ...(flags.check ? { check: true } : {}),
    ...(flags.print ? { print } : {}),
  }
}

function readArgument(text: string): readonly [string, string | null] {
  const at = text.indexOf('=')
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}

function sizeOf(text: string): number {
  const bytes = parseByteSize(text)
  if (bytes === undefined)
    throw new UsageMistake(`--memory cannot be "${text}"`, 'It takes a size: --memory 512m')
  return Number(bytes)
}
