import type { Path } from '../document/path.ts'
import { formatPath } from '../document/path.ts'
import type { Service } from '../model/service.ts'
import type { CheckContext } from './check-context.ts'

/** Two mounts cannot have one place in the container. */
export function checkMountTargets(service: Service, { found }: CheckContext): void {
  const seen = new Map<string, Path>()
  for (const { target, at } of mountsOf(service)) {
    const other = seen.get(target)
    if (other === undefined) {
      seen.set(target, at)
      continue
    }
    found({
      code: 'CMP206',
      message: `"${target}" is mounted twice in service "${service.name}"`,
      at,
      related: [{ message: `also mounted by ${formatPath(other)}`, at: other }],
      hint: 'give each mount its own target',
    })
  }
}

function mountsOf(service: Service): readonly { readonly target: string; readonly at: Path }[] {
  const tmpfs = (service.tmpfs ?? []).map((text, index) => ({
    target: text.split(':', 1)[0] ?? text,
    at: ['services', service.name, 'tmpfs', index],
  }))
  const volumes = (service.volumes ?? []).map(({ target }, index) => ({
    target,
    at: ['services', service.name, 'volumes', index],
  }))
  return [...tmpfs, ...volumes]
}
