import type { EngineVersion } from '../facts.ts'
import { negotiate } from './api-version.ts'
import { fieldsOf, listOf, textOf } from './json-fields.ts'

/** The answer to "/version". */
export function decodeVersion(answer: unknown): EngineVersion {
  const fields = fieldsOf(answer)
  const components = listOf(fields.Components).map((component) => textOf(fieldsOf(component).Name))
  return {
    product: productOf(components),
    version: textOf(fields.Version),
    apiVersion: negotiate(textOf(fields.ApiVersion)),
    os: textOf(fields.Os),
    architecture: textOf(fields.Arch),
  }
}

function productOf(components: readonly string[]): EngineVersion['product'] {
  if (components.includes('Podman Engine')) return 'podman'
  return components.includes('Engine') ? 'docker' : 'other'
}
