import type { CommandSpec } from './command-spec.ts'
import type { FlagSpec } from './flag-spec.ts'
import { dryRunFlag, jsonFlag } from './flags/common.ts'

/** Every flag that may stand after a command's name, `--help` aside. */
export function flagsAfter(command: CommandSpec): readonly FlagSpec[] {
  const hasCommonJson = command.noJson === undefined && !hasOwnJson(command)
  return [...command.flags, dryRunFlag, ...(hasCommonJson ? [jsonFlag] : [])]
}

/** Its `--json` is a document of another form than the common one. */
export function hasOwnJson({ flags }: CommandSpec): boolean {
  return flags.some(({ long }) => long === jsonFlag.long)
}
