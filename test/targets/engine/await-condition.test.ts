import { describe, expect, it } from 'vitest'
import type { ContainerDetails } from '../../../src/engine/observed.ts'
import type { WaitCondition } from '../../../src/targets/engine/actions.ts'
import { judgeCondition } from '../../../src/targets/engine/await-condition.ts'

const container: ContainerDetails = {
  id: 'c0ffee',
  name: 'shop-web-1',
  imageId: 'sha256:1',
  state: 'running',
  health: 'none',
  exitCode: 0,
  error: '',
  oomKilled: false,
  healthLog: [],
  hasHealthcheck: false,
  tty: false,
  restartCount: 0,
  restartPolicy: 'no',
  logDriver: 'json-file',
  labels: {},
  mounts: [],
  networks: [],
}
const probed: ContainerDetails = { ...container, hasHealthcheck: true, health: 'starting' }

function judge(condition: WaitCondition, details: ContainerDetails): string {
  const verdict = judgeCondition(details, condition)
  return verdict.is === 'missed' ? `${verdict.code} ${verdict.because}` : verdict.is
}

describe('judgeCondition', () => {
  it.each<[WaitCondition, string, ContainerDetails, string]>([
    ['healthy', 'a probe that has not answered', probed, 'pending'],
    ['healthy', 'a healthy container', { ...probed, health: 'healthy' }, 'met'],
    ['healthy', 'an unhealthy container', { ...probed, health: 'unhealthy' }, 'CMP408 is unhealthy'],
    ['healthy', 'health of the run before', { ...probed, state: 'restarting', health: 'healthy' }, 'pending'],
    ['healthy', 'a container without a probe', container, 'CMP409 has no healthcheck configured'],
    ['healthy', 'an exited container', { ...probed, state: 'exited', exitCode: 2 }, 'CMP407 exited (2)'],
    ['completed', 'a running container', container, 'pending'],
    [
      'completed',
      'one that restarts after a failure',
      { ...container, state: 'restarting', exitCode: 1 },
      'pending',
    ],
    ['completed', 'an end with success', { ...container, state: 'exited' }, 'met'],
    ['completed', 'an end with failure', { ...container, state: 'exited', exitCode: 1 }, 'CMP407 exited (1)'],
    ['running-or-healthy', 'a running container', container, 'met'],
    ['running-or-healthy', 'a created container', { ...container, state: 'created' }, 'pending'],
    ['running-or-healthy', 'a probe that has not answered', probed, 'pending'],
    ['running-or-healthy', 'an exited container', { ...container, state: 'exited' }, 'CMP407 exited (0)'],
    ['running', 'a paused container', { ...container, state: 'paused' }, 'pending'],
    ['running', 'a dead container', { ...container, state: 'dead', exitCode: 9 }, 'CMP407 exited (9)'],
  ])('%s: %s', (condition, _case, details, expected) => {
    expect(judge(condition, details)).toBe(expected)
  })
})
