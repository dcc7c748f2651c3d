import { describe, expect, it } from 'vitest'
import type { ActionBase, Plan } from '../../src/planner/plan.ts'
import type { Reason, ResourceRef } from '../../src/planner/reason.ts'
import { formatPlan, hasChanges } from '../../src/render/plan-text.ts'
import { createStyle } from '../../src/render/style.ts'
import { containerRef, networkRef } from '../support/run-events.ts'

const options = {
  style: createStyle(false),
  place: ({ file, start }: { file: string; start: number }) => `${file}:${start}`,
}

function action(verb: string, target: ResourceRef, reason: Reason = { because: 'missing' }): ActionBase {
  return { id: `${verb} ${target.name}`, do: verb, target, reason, after: [] }
}

function plan(actions: readonly ActionBase[], more: Partial<Plan> = {}): Plan {
  return {
    format: 1,
    project: 'shop',
    basis: '',
    actions,
    unchanged: [],
    losses: [],
    kept: [],
    undecided: [],
    warnings: [],
    ...more,
  }
}

describe('formatPlan', () => {
  it('gives each resource a line with what is done to it, why, and where the file says so', () => {
    const changed: Reason = {
      because: 'fields-changed',
      changes: [
        {
          path: ['environment', 'LOG_LEVEL'],
          before: 'info',
          after: 'debug',
          declaredAt: { file: 'compose.override.yaml', start: 4, end: 5 },
        },
        { path: ['environment', 'PASSWORD'], before: 'x', after: 'y', sensitive: true },
      ],
    }
    const volume: ResourceRef = { kind: 'volume', key: 'data', name: 'shop_data' }
    const text = formatPlan(
      plan(
        [
          action('network.create', networkRef('default')),
          action('container.create', containerRef('cache')),
          action('container.start', containerRef('cache')),
          action('container.replace', containerRef('web'), changed),
          action('container.start', containerRef('web'), changed),
          action('container.replace', containerRef('api'), {
            because: 'dependency-replaced',
            dependency: containerRef('web'),
          }),
          action('container.start', containerRef('db'), { because: 'not-running', state: 'exited' }),
          action('container.stop', containerRef('old'), { because: 'orphaned' }),
          action('container.remove', containerRef('old'), { because: 'orphaned' }),
          action('volume.remove', volume, { because: 'requested', flag: '--volumes' }),
        ],
        {
          unchanged: [containerRef('same')],
          losses: [{ action: 'volume.remove shop_data', what: 'volume-data' }],
        },
      ),
      options,
    )
    expect(text).toMatchInlineSnapshot(`
      "+ network default  create   missing
      + cache/1          create   missing
      ~ web/1            replace  environment.LOG_LEVEL "info" → "debug"  compose.override.yaml:4
                                  environment.PASSWORD changed
      ~ api/1            replace  web/1 is replaced
      > db/1             start    not running (exited)
      - old/1            remove   orphaned
      - volume data      remove   --volumes
      ! the data of volume shop_data would be lost
      Plan: 2 to create, 2 to replace, 1 to start or stop, 2 to remove, 1 unchanged
      "
    `)
  })

  it('says so when there is nothing to do', () => {
    expect(formatPlan(plan([], { unchanged: [containerRef('web')] }), options)).toBe(
      'Nothing to do: 1 unchanged\n',
    )
  })
})

describe('hasChanges', () => {
  it('does not count waiting', () => {
    const wait = action('container.await', containerRef('db'), { because: 'condition', dependents: ['web'] })
    expect([
      hasChanges(plan([wait])),
      hasChanges(plan([wait, action('container.start', containerRef('web'))])),
    ]).toEqual([false, true])
  })
})
