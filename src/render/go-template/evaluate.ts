import { own } from '../../units/own.ts'
import type { Method, Value } from './functions.ts'
import { asList, functions, goText, isTrue } from './functions.ts'
import type { Call, Operand, Pipeline, TemplateNode } from './syntax.ts'
import { TemplateError } from './template-error.ts'

interface Scope {
  readonly dot: Value
  readonly variables: Map<string, Value>
  readonly functions: Readonly<Record<string, Method>>
}

/** Fills in a template. Throws `TemplateError` for fields and functions that do not exist. */
export function evaluateTemplate(
  nodes: readonly TemplateNode[],
  root: Value,
  ownFunctions: Readonly<Record<string, Method>> = {},
): string {
  return evaluateNodes(nodes, {
    dot: root,
    variables: new Map([['$', root]]),
    functions: { ...functions, ...ownFunctions },
  })
}

function evaluateNodes(nodes: readonly TemplateNode[], scope: Scope): string {
  return nodes.map((node) => evaluateNode(node, scope)).join('')
}

function evaluateNode(node: TemplateNode, scope: Scope): string {
  switch (node.type) {
    case 'text':
      return node.text
    case 'output':
      return goText(evaluatePipeline(node.pipeline, scope))
    case 'assign':
      scope.variables.set(node.name, evaluatePipeline(node.pipeline, scope))
      return ''
    case 'if':
      return evaluateNodes(isTrue(evaluatePipeline(node.pipeline, scope)) ? node.body : node.otherwise, scope)
    case 'with': {
      const dot = evaluatePipeline(node.pipeline, scope)
      return isTrue(dot) ? evaluateNodes(node.body, { ...scope, dot }) : evaluateNodes(node.otherwise, scope)
    }
    default:
      return evaluateRange(node, scope)
  }
}

function evaluateRange(node: Extract<TemplateNode, { readonly type: 'range' }>, scope: Scope): string {
  const list = asList(evaluatePipeline(node.pipeline, scope))
  if (list.length === 0) return evaluateNodes(node.otherwise, scope)
  return list
    .map((dot, index) => {
      const variables = new Map(scope.variables)
      const [first, second] = node.variables
      if (first !== undefined) variables.set(first, second === undefined ? dot : index)
      if (second !== undefined) variables.set(second, dot)
      return evaluateNodes(node.body, { ...scope, dot, variables })
    })
    .join('')
}

function evaluatePipeline(pipeline: Pipeline, scope: Scope): Value {
  let piped: readonly Value[] = []
  for (const call of pipeline) piped = [evaluateCall(call, piped, scope)]
  return piped[0]
}

function evaluateCall({ head, operands }: Call, piped: readonly Value[], scope: Scope): Value {
  const given = [...operands.map((operand) => evaluateOperand(operand, scope)), ...piped]
  if (head.type === 'function') return functionNamed(head.name, scope)(...given)
  const value = evaluateOperand(head, scope)
  if (typeof value === 'function') return value(...given)
  if (given.length > 0) throw new TemplateError(`"${goText(value)}" is not a function`)
  return value
}

function evaluateOperand(operand: Operand, scope: Scope): Value {
  switch (operand.type) {
    case 'literal':
      return operand.value
    case 'dot':
      return scope.dot
    case 'variable':
      if (!scope.variables.has(operand.name)) throw new TemplateError(`undefined variable "${operand.name}"`)
      return scope.variables.get(operand.name)
    case 'field':
      return fieldOf(evaluateOperand(operand.of, scope), operand.name)
    case 'function':
      return functionNamed(operand.name, scope)()
    default:
      return evaluatePipeline(operand.pipeline, scope)
  }
}

function functionNamed(name: string, scope: Scope): Method {
  const found = own(scope.functions, name)
  if (found === undefined) throw new TemplateError(`there is no function "${name}"`)
  return found
}

function fieldOf(value: Value, name: string): Value {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)) {
    return Object.entries(value).find(([key]) => key === name)?.[1]
  }
  throw new TemplateError(`there is no field "${name}"`)
}
