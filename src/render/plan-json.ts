import type { Plan } from '../planner/plan.ts'

/** A plan, or a document that holds one, as it is printed and saved; schemas/plan.schema.json says what is in it. */
export function formatPlanJson(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`
}
