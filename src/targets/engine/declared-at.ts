import type { Span } from '../../diagnostics/diagnostic.ts'
import type { Path } from '../../document/path.ts'
import type { Origins } from '../../document/origins.ts'
import type { EngineAction } from './actions.ts'

/** Says of each action where the files ask for it; of what they do not mention, such as orphans, nothing. */
export function withPlaces(actions: readonly EngineAction[], origins: Origins): readonly EngineAction[] {
  return actions.map((action) => {
    const span = placeOf(action, origins)
    return span === undefined ? action : { ...action, declaredAt: span }
  })
}

function placeOf(action: EngineAction, origins: Origins): Span | undefined {
  for (const path of pathsOf(action)) {
    const span = origins.of(path)?.span
    if (span !== undefined) return span
  }
  return undefined
}

/** The closest first. */
function pathsOf(action: EngineAction): readonly Path[] {
  const { target, reason } = action
  switch (target.kind) {
    case 'container':
      return containerPaths(target.service, reason)
    case 'network':
    case 'volume':
      return [[`${target.kind}s`, target.key]]
    case 'image':
      return 'service' in action ? imagePaths(action.service, action.do) : []
    case 'provider':
      return [
        ['services', target.key, 'provider'],
        ['services', target.key],
      ]
    case 'model':
      return [['models', target.key]]
    default:
      return []
  }
}

function containerPaths(service: string, reason: EngineAction['reason']): readonly Path[] {
  const whole: Path = ['services', service]
  const at = (...steps: Path): Path => [...whole, ...steps]
  switch (reason.because) {
    case 'fields-changed':
      return [...reason.changes.map(({ path }) => at(...path)), whole]
    case 'image-changed':
      return reason.mount === undefined ? [at('image'), at('build'), whole] : [at('volumes'), whole]
    case 'scaled-down':
      return [at('scale'), at('deploy', 'replicas'), whole]
    case 'network-detached':
      return [at('networks', reason.network), at('networks'), whole]
    case 'volume-detached':
      return [at('volumes'), whole]
    case 'condition':
      return [...reason.dependents.map((name): Path => ['services', name, 'depends_on', service]), whole]
    default:
      return [whole]
  }
}

function imagePaths(service: string, verb: string): readonly Path[] {
  const field = verb === 'image.build' ? 'build' : 'image'
  return [
    ['services', service, field],
    ['services', service],
  ]
}
