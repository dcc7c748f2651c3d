import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { MappingNode } from '../../document/node.ts'
import { fields, inOrder, items, values, type Report, type Rule } from '../rules.ts'
import { build } from './build.ts'
import { command } from './command.ts'
import { dependencies } from './depends-on.ts'
import { device } from './devices.ts'
import { envFiles } from './env-file.ts'
import { externalName } from './external.ts'
import { fileReference } from './file-reference.ts'
import { deviceRequests, gpuRequests } from './gpus.ts'
import { healthcheck } from './healthcheck.ts'
import { environmentMap, labelMap } from './key-values.ts'
import { mapFromNames } from './names-to-map.ts'
import { withinPortBudget } from './port-budget.ts'
import { ports } from './ports.ts'
import { listFromString, withoutEmptyItems } from './string-list.ts'
import { mount } from './volumes.ts'

export interface Canonical {
  readonly node: MappingNode
  readonly diagnostics: readonly Diagnostic[]
}

const hook = fields({ command, environment: environmentMap })

const watchRule = fields({ exec: hook, ignore: listFromString, include: listFromString })

const service = fields({
  annotations: labelMap,
  build,
  command,
  configs: items(fileReference),
  depends_on: dependencies,
  deploy: fields({
    labels: labelMap,
    resources: fields({ reservations: fields({ devices: deviceRequests }) }),
  }),
  develop: fields({ watch: items(watchRule) }),
  devices: items(device),
  dns: inOrder(listFromString, withoutEmptyItems),
  dns_search: listFromString,
  entrypoint: command,
  env_file: envFiles,
  environment: environmentMap,
  expose: listFromString,
  gpus: gpuRequests,
  healthcheck,
  label_file: listFromString,
  labels: labelMap,
  models: mapFromNames,
  networks: mapFromNames,
  ports,
  post_start: items(hook),
  pre_start: items(hook),
  pre_stop: items(hook),
  secrets: items(fileReference),
  sysctls: labelMap,
  tmpfs: listFromString,
  volumes: items(mount),
})

const resource: Rule = inOrder(externalName, fields({ labels: labelMap }))

const project = fields({
  services: values(service),
  networks: values(resource),
  volumes: values(resource),
  secrets: values(resource),
  configs: values(resource),
})

/**
 * Writes every short form of one document in its long form, without changing what it means; doing it twice changes
 * nothing more. Works on a document that passed the schema: what has an unexpected form is left as it is. A value that
 * stands for a short form points at that form; a default has the hop `default`. Spec: sections 2.2 to 2.8.
 */
export function canonicalise(document: MappingNode): Canonical {
  const diagnostics: Diagnostic[] = []
  const report: Report = (diagnostic) => diagnostics.push(diagnostic)
  const node = project(withinPortBudget(document, report), report)
  return { node: node.kind === 'mapping' ? node : document, diagnostics }
}
