import type { DiagnosticCode } from '../codes.ts'
import type { Explanation } from './explanation.ts'
import { ofBuilds } from './of-builds.ts'
import { ofEngines } from './of-engines.ts'
import { ofFiles } from './of-files.ts'
import { ofProjects } from './of-projects.ts'
import { ofRunning } from './of-running.ts'

/** The long form of every code. It is loaded only where it is shown: add the text with the code. */
export const explanations: Readonly<Record<DiagnosticCode, Explanation>> = {
  ...ofFiles,
  ...ofProjects,
  ...ofEngines,
  ...ofRunning,
  ...ofBuilds,
}
