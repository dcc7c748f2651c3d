import { expect, it } from 'vitest'
import { featureRefusals } from '../../../src/targets/engine/feature-refusals.ts'

it('what Podman says of a container that others share the network of has a cure', () => {
  const says =
    'container 2a41 has dependent containers which must be removed before it: 17bb: container already exists'
  const refusal = featureRefusals.find(
    ({ pattern, verbs }) => pattern.test(says) && verbs.test('container.replace'),
  )
  expect(refusal).toMatchObject({ code: 'CMP433', cure: expect.stringContaining('compose rm --stop') })
})
