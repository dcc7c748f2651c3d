import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { OperationError } from '../../diagnostics/errors.ts'
import { GrpcClient } from '../grpc/client.ts'
import { GrpcServer } from '../grpc/server.ts'
import { GrpcError } from '../grpc/status.ts'
import { bytesOf, MessageWriter, readFields, textOf } from '../grpc/wire.ts'
import type { BuildContext, ImageBuild } from '../image-build.ts'
import { sessionMethods } from '../session/session.ts'
import { buildFailure, fieldsOf, linesOf, placeEvidence } from './build-failure.ts'
import { offerOf, sharedKeyOf, solveRequest } from './build-with-buildkit.ts'
import { openStores } from './open-stores.ts'
import { encodeSolve } from './solve-request.ts'

type Fields = Readonly<Record<string, unknown>>

type CheckContext = Omit<BuildContext, 'tell'>

/** What the frontend finds to say about a Dockerfile, without building anything. Rejects with `OperationError`. */
export async function checkDockerfile(
  image: ImageBuild,
  context: CheckContext,
): Promise<readonly Diagnostic[]> {
  try {
    return findingsIn(await lint(image, context), image)
  } catch (error) {
    if (!(error instanceof GrpcError)) throw error
    if (error.message.includes('unsupported request'))
      throw new OperationError('CMP505', 'the BuildKit of this engine cannot check Dockerfiles', {
        hint: 'that of Docker Engine 27 and later can',
        cause: error,
      })
    throw buildFailure(error, { service: image.service, failure: undefined, logins: new Map() })
  }
}

/** The frontend is asked within a build that makes nothing, and that ends when it has answered. */
async function lint(image: ImageBuild, { gateway, surroundings, signal }: CheckContext): Promise<Fields> {
  const open = openStores(image)
  const { ref, session, frontend, frontendAttributes } = solveRequest(image, open, surroundings)
  const methods = sessionMethods({ ...offerOf(image, surroundings), stores: open.stores })
  const greeting = { id: session, sharedKey: sharedKeyOf(image), methods: [...methods.keys()] }
  using _session = new GrpcServer(await gateway.openSession(greeting, signal), methods)
  using client = new GrpcClient(await gateway.openControl(signal))
  const around = {
    ref,
    session,
    frontend: '',
    frontendAttributes: {},
    cacheFrom: [],
    cacheTo: [],
    entitlements: [],
  }
  const answered = new AbortController()
  const building = client.call('/moby.buildkit.v1.Control/Solve', encodeSolve(around), {
    signal: AbortSignal.any([signal, answered.signal]),
  })
  try {
    const request = new MessageWriter().text(2, frontend).map(3, {
      ...frontendAttributes,
      requestid: 'frontend.lint',
      'frontend.caps': 'moby.buildkit.frontend.subrequests',
    })
    const asking = client.call('/moby.buildkit.v1.frontend.LLBBridge/Solve', request.finish(), {
      signal,
      metadata: { 'buildkit-controlapi-buildid': ref },
    })
    return resultIn(await Promise.race([asking, building]))
  } finally {
    answered.abort()
    await building.catch(() => undefined)
  }
}

/** Results are named bytes; the one for programs is JSON. */
function resultIn(answer: Uint8Array): Fields {
  for (const field of readFields(answer)) {
    if (field.number !== 3) continue
    for (const part of readFields(bytesOf(field))) {
      if (part.number !== 10) continue
      const [key, value] = [...readFields(bytesOf(part))].map(textOf)
      if (key === 'result.json' && value !== undefined) return fieldsOf(JSON.parse(value))
    }
  }
  return {}
}

function findingsIn(result: Fields, { service }: ImageBuild): readonly Diagnostic[] {
  const sources = listOf(result['sources']).map(fieldsOf)
  const about = `the Dockerfile of service "${service}"`
  const warnings = listOf(result['warnings']).map((warning): Diagnostic => {
    const fields = fieldsOf(warning)
    const url = stringOf(fields['url'])
    return {
      code: 'CMP506',
      severity: 'warning',
      message: `${about}: ${stringOf(fields['detail'])} (${stringOf(fields['ruleName'])})`,
      ...(url === '' ? {} : { hint: `see ${url}` }),
      ...placeOf(fields, sources),
    }
  })
  const mistake = fieldsOf(result['buildError'])
  const sentence = stringOf(mistake['message'])
  if (sentence === '') return warnings
  const error = { code: 'CMP502', severity: 'error', message: `${about}: ${sentence}` } as const
  return [...warnings, { ...error, ...placeOf(mistake, sources) }]
}

function placeOf(fields: Fields, sources: readonly Fields[]): Pick<Diagnostic, 'details'> {
  const location = fieldsOf(fields['location'])
  const lines = linesOf(location['ranges'])
  const source = sources[Number(location['sourceIndex'] ?? 0)] ?? {}
  if (lines.length === 0) return {}
  const text = Buffer.from(stringOf(source['data']), 'base64').toString('utf8')
  const place = {
    file: stringOf(source['filename']),
    text,
    first: Math.min(...lines),
    last: Math.max(...lines),
  }
  return { details: placeEvidence(place) }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
