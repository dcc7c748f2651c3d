import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { MappingNode } from '../../document/node.ts'
import { fields, inOrder, items, values, type Report, type Rule } from '../rules.ts'
import { buildContent, buildStructure } from './build.ts'
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

/** Short forms that are structure: what merging and checks look at. */
const structure = fields({
  build: buildStructure,
  configs: items(fileReference),
  depends_on: dependencies,
  deploy: fields({ resources: fields({ reservations: fields({ devices: deviceRequests }) }) }),
  develop: fields({ watch: items(fields({ ignore: listFromString, include: listFromString })) }),
  devices: items(device),
  dns: inOrder(listFromString, withoutEmptyItems),
  env_file: envFiles,
  gpus: gpuRequests,
  label_file: listFromString,
  models: mapFromNames,
  networks: mapFromNames,
  ports,
  secrets: items(fileReference),
  volumes: items(mount),
})

const hook = fields({ command, environment: environmentMap })

/** Short forms of values, which are read when the values are known. */
const content = fields({
  annotations: labelMap,
  build: buildContent,
  command,
  deploy: fields({ labels: labelMap }),
  develop: fields({ watch: items(fields({ exec: hook })) }),
  dns_search: listFromString,
  entrypoint: command,
  environment: environmentMap,
  expose: listFromString,
  healthcheck,
  labels: labelMap,
  post_start: items(hook),
  pre_start: items(hook),
  pre_stop: items(hook),
  sysctls: labelMap,
  tmpfs: listFromString,
})

function projectRule(service: Rule, resource: Rule): Rule {
  return fields({
    services: values(service),
    networks: values(resource),
    volumes: values(resource),
    secrets: values(resource),
    configs: values(resource),
  })
}

const project = projectRule(inOrder(structure, content), inOrder(externalName, fields({ labels: labelMap })))
const structureOfProject = projectRule(structure, externalName)

/**
 * Writes every short form of one document in its long form, without changing what it means; doing it twice changes
 * nothing more. Works on a document that passed the schema: what has an unexpected form is left as it is. A value that
 * stands for a short form points at that form; a default has the hop `default`. Spec: sections 2.2 to 2.8.
 */
export function canonicalise(document: MappingNode): Canonical {
  return rewrite(document, project)
}

/**
 * The same for a document whose variables are not replaced: words, pairs and lists stay as they are written, and so does what
 * cannot be read because a variable is in it. Spec: 1.10, `--no-interpolate`.
 */
export function canonicaliseStructure(document: MappingNode): MappingNode {
  return rewrite(document, structureOfProject).node
}

function rewrite(document: MappingNode, rule: Rule): Canonical {
  const diagnostics: Diagnostic[] = []
  const report: Report = (diagnostic) => diagnostics.push(diagnostic)
  const node = rule(withinPortBudget(document, report), report)
  return { node: node.kind === 'mapping' ? node : document, diagnostics }
}
