import type { MountBody } from '../../engine/container-body.ts'
import type { FileReference } from '../../model/common.ts'
import type { Project } from '../../model/project.ts'
import type { FileObject } from '../../model/secret.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import type { ContainerFile } from './actions.ts'

/** How a service gets its secrets and configs: files of the host are mounted, everything else is copied in. */
export interface FileDelivery {
  readonly mounts: readonly MountBody[]
  readonly files: readonly ContainerFile[]
}

/** A secret or config in use, with what the project says about it. */
export interface UsedFile {
  readonly kind: ContainerFile['kind']
  readonly reference: FileReference
  readonly declared: FileObject
}

type DeclaredFiles = Pick<Project, 'secrets' | 'configs'>

const defaultMode = 0o444

/** Section 4.8. */
export function deliverFiles(project: DeclaredFiles, service: Service): FileDelivery {
  const used = usedFiles(project, service)
  return {
    mounts: used.flatMap(({ kind, reference, declared }) =>
      declared.file === undefined
        ? []
        : [{ Type: 'bind', Source: declared.file, Target: targetOf(kind, reference), ReadOnly: true }],
    ),
    files: used.filter(({ declared }) => isCopied(declared)).map(copiedFile),
  }
}

/** Configs and secrets of a service, in its order; one that is not declared was reported while loading. */
export function usedFiles(project: DeclaredFiles, service: Service): readonly UsedFile[] {
  const used = (kind: UsedFile['kind'], references: readonly FileReference[] = []): readonly UsedFile[] =>
    references.flatMap((reference) => {
      const declared = own(kind === 'config' ? project.configs : project.secrets, reference.source)
      return declared === undefined ? [] : [{ kind, reference, declared }]
    })
  return [...used('config', service.configs), ...used('secret', service.secrets)]
}

/** Whether the content comes from a variable or from the Compose file itself. */
export function isCopied({ environment, content }: FileObject): boolean {
  return environment !== undefined || content !== undefined
}

function copiedFile({ kind, reference }: UsedFile): ContainerFile {
  const { source, mode, uid, gid } = reference
  return {
    kind,
    key: source,
    target: targetOf(kind, reference),
    mode: mode === undefined ? defaultMode : Number.parseInt(mode, 8),
    ...(uid === undefined ? {} : { uid: Number(uid) }),
    ...(gid === undefined ? {} : { gid: Number(gid) }),
  }
}

function targetOf(kind: UsedFile['kind'], { source, target }: FileReference): string {
  const path = target === undefined || target === '' ? source : target
  if (/^([a-z]:)?[\\/]/i.test(path)) return path
  return kind === 'secret' ? `/run/secrets/${path}` : `/${path}`
}
