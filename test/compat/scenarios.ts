import type { Scenario } from './scenario.ts'
import { configScenarios } from './scenarios/config.ts'
import { downScenarios } from './scenarios/down.ts'
import { lifeScenarios } from './scenarios/life.ts'
import { logsScenarios } from './scenarios/logs.ts'
import { lookScenarios } from './scenarios/look.ts'
import { mistakeScenarios } from './scenarios/mistakes.ts'
import { psScenarios } from './scenarios/ps.ts'
import { upScenarios } from './scenarios/up.ts'

/** All scenarios; a name is the command and what is tried. */
export const scenarios: readonly Scenario[] = [
  ...upScenarios,
  ...downScenarios,
  ...lifeScenarios,
  ...psScenarios,
  ...lookScenarios,
  ...logsScenarios,
  ...configScenarios,
  ...mistakeScenarios,
]
