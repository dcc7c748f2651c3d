import { describe, expect, it } from 'vitest'
import { buildFailure } from '../../src/build/buildkit/build-failure.ts'
import { GrpcError } from '../../src/build/grpc/status.ts'

const failure = { step: '[2/2] RUN make', lines: ['loud'] }

function explained(message: string, details: readonly { type: string; value: unknown }[] = [], code = 2) {
  const encoded = details.map(({ type, value }) => ({ type, value: Buffer.from(JSON.stringify(value)) }))
  return buildFailure(new GrpcError(code, message, encoded), { service: 'web', failure }).toDiagnostic()
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
})
