import { packFiles } from '../../archive/pack-files.ts'
import { OperationError } from '../../diagnostics/errors.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Project } from '../../model/project.ts'
import { own } from '../../units/own.ts'
import type { ContainerFile } from './actions.ts'

/** Where the contents of secrets and configs come from. They are looked up when they are needed, so that no plan holds them. */
export type FileContents = Pick<Project, 'secrets' | 'configs' | 'environment'>

interface Copying {
  readonly container: string
  readonly files: readonly ContainerFile[]
}

/** Writes secrets and configs into a container, as it must be done before each of its starts. Empty ones are left out. Section 4.8. */
export async function copyFiles(
  engine: Engine,
  { container, files }: Copying,
  contents: FileContents,
  signal: AbortSignal,
): Promise<void> {
  const packed = files.flatMap((file) => {
    const content = contentOf(file, contents)
    const { target, mode, uid = 0, gid = 0 } = file
    return content === '' ? [] : [{ path: target.replace(/^\/+/, ''), content, mode, uid, gid }]
  })
  if (packed.length === 0) return
  await engine.archives.put(container, { directory: '/', tar: packFiles(packed) }, signal)
}

function contentOf({ kind, key }: ContainerFile, contents: FileContents): string {
  const declared = own(kind === 'config' ? contents.configs : contents.secrets, key)
  if (declared?.content !== undefined) return declared.content
  const variable = declared?.environment
  if (variable === undefined) return ''
  const value = own(contents.environment, variable)
  if (value !== undefined) return value
  throw new OperationError(
    'CMP114',
    `${kind} "${key}" needs the environment variable "${variable}", which is not set`,
  )
}
