import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Mount } from '../../model/mount.ts'
import type { Service } from '../../model/service.ts'

const sections = ['bind', 'volume', 'tmpfs', 'image'] as const

/** Options of a mount that nothing comes of. Section 2.8. */
export function checkMounts(service: Service): readonly Diagnostic[] {
  return (service.volumes ?? []).flatMap((mount) => [
    ...foreignOptions(service, mount),
    ...lostLabel(service, mount),
  ])
}

/** `selinux` stands below `bind` and holds for volumes too: the short form writes it so. */
function foreignOptions(service: Service, mount: Mount): readonly Diagnostic[] {
  return sections
    .filter((section) => section !== mount.type && Object.keys(mount[section] ?? {}).length > 0)
    .filter(
      (section) => !(section === 'bind' && mount.type === 'volume' && mount.bind?.selinux !== undefined),
    )
    .map((section) => ({
      code: 'CMP118',
      severity: 'warning',
      message: `the ${section} options of the ${mount.type} mount "${mount.target}" of service "${service.name}" have no effect`,
      hint: `leave "${section}" out, or change the type`,
    }))
}

function lostLabel(service: Service, { type, target, bind }: Mount): readonly Diagnostic[] {
  const { selinux, create_host_path, propagation, recursive } = bind ?? {}
  const others = create_host_path === false || propagation !== undefined || recursive !== undefined
  if (type !== 'bind' || selinux === undefined || selinux === '' || !others) return []
  return [
    {
      code: 'CMP118',
      severity: 'warning',
      message: `selinux of the mount "${target}" of service "${service.name}" has no effect together with create_host_path, propagation or recursive`,
      hint: 'label the directory on the host',
    },
  ]
}
