import type { Scenario } from './scenario.ts'
import { attachedScenarios } from './scenarios/attached.ts'
import { attributeScenarios } from './scenarios/attributes.ts'
import { buildScenarios } from './scenarios/build.ts'
import { changeScenarios } from './scenarios/changes.ts'
import { configScenarios } from './scenarios/config.ts'
import { deliberateScenarios } from './scenarios/deliberate.ts'
import { downScenarios } from './scenarios/down.ts'
import { drawingScenarios } from './scenarios/drawings.ts'
import { eventScenarios } from './scenarios/events.ts'
import { flagScenarios } from './scenarios/flags.ts'
import { healthScenarios } from './scenarios/health.ts'
import { insideScenarios } from './scenarios/inside.ts'
import { lifeScenarios } from './scenarios/life.ts'
import { listingScenarios } from './scenarios/listings.ts'
import { logsScenarios } from './scenarios/logs.ts'
import { lookScenarios } from './scenarios/look.ts'
import { mistakeScenarios } from './scenarios/mistakes.ts'
import { moreLifeScenarios } from './scenarios/more-life.ts'
import { nameScenarios } from './scenarios/names.ts'
import { networkScenarios } from './scenarios/networks.ts'
import { psScenarios } from './scenarios/ps.ts'
import { registryScenarios } from './scenarios/registries.ts'
import { runScenarios } from './scenarios/run.ts'
import { stackScenarios } from './scenarios/stacks.ts'
import { templateScenarios } from './scenarios/templates.ts'
import { upScenarios } from './scenarios/up.ts'
import { volumeScenarios } from './scenarios/volumes.ts'

/** All scenarios; a name is the command and what is tried. */
export const scenarios: readonly Scenario[] = [
  ...upScenarios,
  ...attachedScenarios,
  ...changeScenarios,
  ...healthScenarios,
  ...networkScenarios,
  ...volumeScenarios,
  ...downScenarios,
  ...lifeScenarios,
  ...moreLifeScenarios,
  ...runScenarios,
  ...insideScenarios,
  ...eventScenarios,
  ...psScenarios,
  ...lookScenarios,
  ...listingScenarios,
  ...logsScenarios,
  ...nameScenarios,
  ...stackScenarios,
  ...attributeScenarios,
  ...flagScenarios,
  ...templateScenarios,
  ...registryScenarios,
  ...buildScenarios,
  ...drawingScenarios,
  ...configScenarios,
  ...deliberateScenarios,
  ...mistakeScenarios,
]
