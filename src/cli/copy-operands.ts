import { isAbsolute } from 'node:path'
import { UsageMistake } from './usage-mistake.ts'

export interface CopyOperands {
  readonly direction: 'in' | 'out'
  readonly service: string
  /** In the container. */
  readonly path: string
  /** On this machine; `-` is standard input or output. */
  readonly local: string
}

/** What is copied where. Throws `UsageMistake`. */
export function readCopyOperands(names: readonly string[]): CopyOperands {
  const [first, second, ...others] = names
  if (first === undefined || second === undefined || others.length > 0)
    throw new UsageMistake('cp takes two paths', example)
  if (first === '') throw new UsageMistake('The source is empty', example)
  if (second === '') throw new UsageMistake('The destination is empty', example)
  const [from, to] = [inContainer(first), inContainer(second)]
  if (from !== undefined && to !== undefined)
    throw new UsageMistake(
      'cp does not copy from one service to another',
      `Pipe it: compose cp ${first} - | compose cp - ${to.service}:DIRECTORY`,
    )
  if (from !== undefined) return { direction: 'out', ...from, local: second }
  if (to !== undefined) return { direction: 'in', ...to, local: first }
  throw new UsageMistake('One of the paths has to be in a container', example)
}

const example =
  'For example: compose cp web:/var/log/app.log . (from the service "web"), compose cp app.conf web:/etc/'

/** `SERVICE:PATH`; "./a:b" and "C:\\b" are paths of this machine. */
function inContainer(text: string): { readonly service: string; readonly path: string } | undefined {
  const at = text.indexOf(':')
  if (at <= 0 || isAbsolute(text) || text.startsWith('.')) return undefined
  const path = text.slice(at + 1)
  if (path === '')
    throw new UsageMistake(`"${text}" names no path in the container`, `For example: ${text}/tmp`)
  return { service: text.slice(0, at), path }
}
