import { describe, expect, it } from 'vitest'
import { buildFailure } from '../../src/build/buildkit/build-failure.ts'
import { GrpcError } from '../../src/build/grpc/status.ts'

const logins = new Map([
  ['registry.example', true],
  ['other.example:5000', false],
])

const failure = { step: '[2/2] RUN make', lines: ['loud'] }

function explained(message: string, details: readonly { type: string; value: unknown }[] = [], code = 2) {
  const encoded = details.map(({ type, value }) => ({ type, value: Buffer.from(JSON.stringify(value)) }))
  return buildFailure(new GrpcError(code, message, encoded), {
    service: 'web',
    failure,
    logins,
  }).toDiagnostic()
}

describe('why a build did not succeed', () => {
  it.each([
    ['failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 3'],
    [
      'failed to solve: rpc error: code = Unknown desc = executor failed running [/bin/sh -c make]: exit code: 3',
    ],
  ])('is the code of the step: %s', (message) => {
    expect(explained(message)).toMatchObject({
      code: 'CMP501',
      message: 'the build of service "web" failed at [2/2] RUN make: exit code 3',
      details: [{ title: 'the end of what [2/2] RUN make printed', lines: ['loud'] }],
    })
  })

  it('is shown in the Dockerfile, with the lines around', () => {
    const text = ['FROM x', '', 'RNU a \\', '  b', 'COPY', 'LAST', 'MORE'].join('\n')
    const source = {
      info: { filename: 'docker/My', data: Buffer.from(text).toString('base64') },
      ranges: [{ start: { line: 3 }, end: { line: 4 } }],
    }
    const type = 'github.com/moby/buildkit/errdefs.Source+json'
    expect(explained('failed to solve: unknown instruction: RNU', [{ type, value: source }])).toMatchObject({
      code: 'CMP502',
      message: 'the build of service "web" failed: unknown instruction: RNU',
      details: [
        { lines: ['loud'] },
        {
          title: 'docker/My:3',
          lines: ['  1 │ FROM x', '  2 │ ', '> 3 │ RNU a \\', '> 4 │   b', '  5 │ COPY', '  6 │ LAST'],
        },
      ],
    })
  })

  it('is the lost connection', () => {
    expect(explained('the connection was lost', [], 14)).toMatchObject({
      code: 'CMP411',
      message: 'the build of service "web" was cut off: the connection was lost',
    })
  })

  it.each([
    [
      'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.example/token: 401 Unauthorized',
      'the registry registry.example refuses the stored login',
      'check that its user may do this, or log in again: docker login registry.example',
    ],
    [
      'unexpected status from HEAD request to http://other.example:5000/v2/base/manifests/1: 401 Unauthorized',
      'the registry other.example:5000 wants a login, and none is stored',
      'log in first: docker login other.example:5000',
    ],
  ])('is the login of a registry: %s', (message, sentence, hint) => {
    expect(explained(message)).toMatchObject({
      code: 'CMP414',
      message: `the build of service "web" failed: ${sentence} (${message})`,
      hint,
    })
  })

  it('is what the engine does not let builds have', () => {
    const message =
      'failed to solve: granting entitlement security.insecure is not allowed by build daemon configuration'
    expect(explained(message)).toMatchObject({
      code: 'CMP503',
      message:
        'the engine does not let builds have security.insecure, which the build of service "web" asks for',
      hint: 'its configuration must have "builder": {"entitlements": {"security-insecure": true}}',
    })
  })

  it('may be the lack of a login, where a registry does not tell', () => {
    const message = 'bsybox: pull access denied, repository does not exist or may require authorization'
    expect(explained(message)).toMatchObject({
      code: 'CMP505',
      message: `the build of service "web" failed: ${message}`,
      hint: 'check the name; if it is private, log in with a user that may have it: docker login',
    })
  })
})
