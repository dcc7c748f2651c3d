import { defineConfig } from 'vitest/config'
import { describeEngine } from './scripts/set-up/engine/api.ts'
import { findEngine } from './scripts/set-up/engine/find.ts'

/**
 * Two projects: `unit` needs nothing but Node; `engine` needs a container engine, found by DOCKER_HOST or the usual places
 * (`npm test` sees to one and to the images). A test file named `*.engine.test.ts` belongs to the second, one named
 * `*.buildkit.engine.test.ts` to engines whose BuildKit knows named contexts and checks: not Docker 20.10, not Podman.
 */
export default defineConfig(async () => ({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.engine.test.ts'],
          globalSetup: ['test/support/built.ts'],
        },
      },
      {
        test: {
          name: 'engine',
          include: ['test/**/*.engine.test.ts'],
          exclude: (await hasNewBuildKit()) ? [] : ['test/**/*.buildkit.engine.test.ts'],
          globalSetup: ['test/support/built.ts', 'test/support/engine-present.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
}))

async function hasNewBuildKit(): Promise<boolean> {
  const found = await findEngine().catch(() => undefined)
  if (found === undefined) return true
  const [, product, minor] = /^(\w+) .*API 1\.(\d+)/.exec(await describeEngine(found.connection)) ?? []
  return product === 'Docker' && Number(minor) >= 42
}
