import { describe, expect, it } from 'vitest'
import type { ActionBase, Plan } from '../../src/planner/plan.ts'
import { shownPlan } from '../../src/planner/shown-plan.ts'
import { formatPlanJson } from '../../src/render/plan-json.ts'
import { containerRef } from '../support/run-events.ts'

describe('formatPlanJson', () => {
  it('keeps the values of environment variables to itself', () => {
    const create = {
      name: 'shop-web-1',
      body: { Image: 'nginx', Env: ['PASSWORD=hunter2', 'EMPTY=', 'UNSET'] },
    }
    const action: ActionBase & { readonly create: object } = {
      id: 'container.create web/1',
      do: 'container.create',
      target: containerRef('web'),
      reason: { because: 'missing' },
      after: [],
      create,
    }
    const plan: Plan = {
      format: 1,
      project: 'shop',
      basis: 'abc',
      actions: [action],
      unchanged: [],
      losses: [],
      kept: [],
      undecided: [],
      warnings: [],
    }
    const shown = { ...create.body, Env: ['PASSWORD=(hidden)', 'EMPTY=(hidden)', 'UNSET'] }
    expect(JSON.parse(formatPlanJson(shownPlan(plan, new Set())))).toEqual({
      ...plan,
      actions: [{ ...action, create: { ...create, body: shown } }],
    })
  })
})
