import type { HealthcheckBody } from '../container-body.ts'
import type { ContainerSetup, ObservedPort } from '../observed.ts'
import { hasHealthcheck } from './decode-container.ts'
import { fieldsOf, listOf, numberOf, someText, textsOf } from './json-fields.ts'
import type { Fields } from './json-fields.ts'

/** The answer to an inspect, as far as it says what the container was made with. */
export function decodeSetup(answer: unknown): ContainerSetup {
  const fields = fieldsOf(answer)
  const config = fieldsOf(fields.Config)
  const networks = Object.entries(fieldsOf(fieldsOf(fields.NetworkSettings).Networks))
  return {
    environment: textsOf(config.Env),
    ...(hasHealthcheck(config) ? { healthcheck: decodeHealthcheck(fieldsOf(config.Healthcheck)) } : {}),
    ports: Object.entries(fieldsOf(fieldsOf(fields.HostConfig).PortBindings)).flatMap(decodeBindings),
    aliases: Object.fromEntries(
      networks.map(([name, endpoint]) => [name, textsOf(fieldsOf(endpoint).Aliases)]),
    ),
  }
}

function decodeHealthcheck(fields: Fields): HealthcheckBody {
  return {
    Test: textsOf(fields.Test),
    Interval: numberOf(fields.Interval),
    Timeout: numberOf(fields.Timeout),
    Retries: numberOf(fields.Retries),
    StartPeriod: numberOf(fields.StartPeriod),
    StartInterval: numberOf(fields.StartInterval),
  }
}

function decodeBindings([port, bindings]: readonly [string, unknown]): readonly ObservedPort[] {
  const [target, protocol = 'tcp'] = port.split('/')
  return listOf(bindings).map((binding) => {
    const hostIp = someText(fieldsOf(binding).HostIp)
    const published = Number(someText(fieldsOf(binding).HostPort) ?? '0')
    return {
      target: Number(target),
      protocol,
      ...(hostIp === undefined ? {} : { hostIp }),
      ...(published === 0 ? {} : { published }),
    }
  })
}
