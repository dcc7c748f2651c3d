import type { HealthcheckBody } from '../../engine/container-body.ts'
import type { Healthcheck } from '../../model/health.ts'
import { parseDuration } from '../../units/duration.ts'
import { withoutZeros } from './spec-fields.ts'

/** The health check in the engine's terms; what is left out is inherited from the image. Section 2.2. */
export function healthcheckBody(check: Healthcheck | undefined): HealthcheckBody | undefined {
  if (check === undefined) return undefined
  if (check.disable === true) return { Test: ['NONE'] }
  const body = withoutZeros({
    Test: check.test ?? [],
    Interval: nanoseconds(check.interval),
    Timeout: nanoseconds(check.timeout),
    Retries: check.retries ?? 0,
    StartPeriod: nanoseconds(check.start_period),
    StartInterval: nanoseconds(check.start_interval),
  })
  return Object.keys(body).length === 0 ? undefined : body
}

function nanoseconds(duration: string | undefined): number {
  return Number(parseDuration(duration ?? '0') ?? 0n)
}
