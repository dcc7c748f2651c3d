import { isAsked } from '../check-build.ts'
import type { ImageBuild } from '../image-build.ts'

/** What a build asks for that only BuildKit can do, by the names of the fields. */
export function beyondClassic(image: ImageBuild): readonly string[] {
  const { build, platforms, contexts, secrets, agents } = image
  const asked: readonly (readonly [string, boolean])[] = [
    ['additional_contexts', Object.keys(contexts).length > 0],
    ['cache_to', (build.cache_to ?? []).length > 0],
    ['entitlements', (build.entitlements ?? []).length > 0],
    ['no_cache_filter', (build.no_cache_filter ?? []).length > 0],
    ['platforms (several)', platforms.length > 1],
    ['privileged', build.privileged === true],
    ['provenance', isAsked(image.provenance)],
    ['sbom', isAsked(image.sbom)],
    ['secrets', secrets.length > 0],
    ['ssh', Object.keys(agents).length > 0],
  ]
  return asked.flatMap(([name, isWanted]) => (isWanted ? [name] : []))
}
