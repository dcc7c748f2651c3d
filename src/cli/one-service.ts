import { UsageMistake } from './usage-mistake.ts'

/** The one service that a command is about, and which of its containers. Throws `UsageMistake`. */
export function oneService(
  command: string,
  names: readonly string[],
  { index }: { readonly index: number | undefined },
): { readonly service: string; readonly index?: number } {
  const [service, ...others] = names
  if (service === undefined || others.length > 0)
    throw new UsageMistake(`${command} needs one service`, `For example: compose ${command} web`)
  return { service, ...(index === undefined || index === 0 ? {} : { index }) }
}
