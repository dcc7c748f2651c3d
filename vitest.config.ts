import { defineConfig } from 'vitest/config'

/**
 * Two projects: `unit` needs nothing but Node; `engine` needs a container engine, found by DOCKER_HOST or the usual places
 * (`npm test` sees to one and to the images). A test file named `*.engine.test.ts` belongs to the second.
 */
export default defineConfig({
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
          globalSetup: ['test/support/built.ts', 'test/support/engine-present.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
