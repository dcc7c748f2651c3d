import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Held {
  readonly promise: string
  /** File below `test`, and a title in it. */
  readonly by: readonly (readonly [file: string, title: string])[]
}

/** What Gantry promises about engines, and the tests that hold it to that. */
const invariants: Readonly<Record<string, Held>> = {
  I1: {
    promise: 'what was brought up needs nothing',
    by: [
      ['invariants/i01-settled.test.ts', 'for every project that becomes another one'],
      ['scenarios/bad-weather.engine.test.ts', 'changes nothing the second time'],
      ['scenarios/providers.test.ts', 'which changes nothing while they say the same'],
    ],
  },
  I2: {
    promise: 'what is stored with a container depends on the project alone',
    by: [['invariants/i02-flags.test.ts', 'whatever the flags']],
  },
  I3: {
    promise: 'what others and older releases made is left as it is',
    by: [['invariants/i03-older-labels.test.ts', 'what others and older releases have made']],
  },
  I4: {
    promise: 'planning and dry runs change nothing',
    by: [['invariants/i04-dry-run.test.ts', 'changes nothing']],
  },
  I5: {
    promise: 'each line of each container is shown once and in order',
    by: [
      ['invariants/i05-every-line-once.test.ts', 'whatever happens to the containers'],
      ['scenarios/bad-weather.engine.test.ts', 'shows every line of a container once'],
      ['logs/follow-logs.test.ts', 'ends with containers of whose end no news arrives'],
    ],
  },
  I6: {
    promise: 'an interrupt ends what the command has in its care, and nothing else',
    by: [
      ['cli/signals.test.ts', 'leaves at the third, with the code of the first'],
      ['scenarios/attached.test.ts', 'kills them when the user insists'],
      ['scenarios/attached.test.ts', 'stops only what was named, not what that depends on'],
      [
        'scenarios/attached.test.ts',
        'leaves nothing running when interrupted while the engine starts something',
      ],
      ['scenarios/pre-start.test.ts', 'are ended and removed by an interrupt'],
    ],
  },
  I7: {
    promise: 'what was told to stop does not run afterwards',
    by: [
      ['invariants/i07-stopped.test.ts', 'with the restart policy'],
      ['scenarios/attached.test.ts', 'stops what runs again after it was stopped'],
    ],
  },
  I8: {
    promise: 'waits end with the event that decides them',
    by: [
      ['targets/engine/await-condition.test.ts', 'judgeCondition'],
      ['scenarios/up.test.ts', 'fails when a container exits'],
      ['scenarios/up.test.ts', 'waits for the end of a service that others need completed'],
    ],
  },
  I9: {
    promise: 'a service is ready only when each of its replicas is',
    by: [['invariants/i09-every-replica.test.ts', 'alone holds back what depends on it']],
  },
  I10: {
    promise: 'a container is touched only for a reason of its own',
    by: [['invariants/i10-touched.test.ts', 'when one service changes']],
  },
  I11: {
    promise: 'commands at once end as if one had run after the other',
    by: [
      ['invariants/i11-at-once.engine.test.ts', 'and no one of them fails'],
      ['scenarios/concurrent.test.ts', 'end as if one had run after the other'],
      ['scenarios/concurrent.test.ts', 'replace a container once'],
      ['cli/project-turns.test.ts', 'gives everyone a turn, one at a time'],
      ['scenarios/pre-start.test.ts', 'run once where two commands start the same project at once'],
    ],
  },
  I12: {
    promise: 'no command touches what is not of its project',
    by: [
      ['invariants/i12-others.test.ts', 'and none removes containers of other files'],
      ['scenarios/made-elsewhere.test.ts', 'is remarked on when down removes them'],
    ],
  },
  I13: {
    promise: 'where nobody is there, nobody is asked',
    by: [
      ['invariants/i13-nobody-there.engine.test.ts', 'and what needs consent ends with 3 and names the flag'],
      ['scenarios/replaced-volumes.test.ts', 'stops everything where nobody can be asked'],
    ],
  },
  I14: {
    promise: 'data goes only when it is told to go',
    by: [
      ['invariants/i14-data.test.ts', 'keeps named volumes'],
      ['scenarios/bad-weather.engine.test.ts', 'keeps the data of a named volume'],
    ],
  },
  I20: {
    promise: 'what config prints is the same project',
    by: [
      ['load/round-trip.test.ts', 'is the same project when what config prints is loaded'],
      ['load/properties.test.ts', 'is the same project when it is loaded'],
    ],
  },
  I21: {
    promise: 'until a replacement is complete the old container has its name',
    by: [
      ['invariants/i21-failed-replacement.test.ts', 'leaves the old container running under its name'],
      ['invariants/i21-failed-replacement.test.ts', 'is completed by the next up'],
      ['scenarios/interrupted.test.ts', 'gives the new container its name, where the old one is gone'],
    ],
  },
  I22: {
    promise: 'after down no container and no network is left',
    by: [
      ['invariants/i22-nothing-left.test.ts', 'whatever profiles are active now'],
      ['scenarios/pre-start.test.ts', 'that failed are cleared away by down'],
    ],
  },
  I23: {
    promise: '0 means that it was reached, and each other end has a code of its own',
    by: [
      ['invariants/i23-exit-codes.engine.test.ts', 'an engine that is not there'],
      ['cli/exit-codes.test.ts', 'names every code'],
    ],
  },
  I24: {
    promise: 'output for programs keeps its shape',
    by: [
      ['render/json.test.ts', 'writes an object for each step'],
      ['render/json.test.ts', 'tells the place of a mistake by line and column'],
      ['render/ps.test.ts', 'describe('],
    ],
  },
  I25: {
    promise: 'an up that has nothing to do costs few requests',
    by: [
      ['invariants/i25-few-requests.test.ts', 'at most six'],
      ['scenarios/up.test.ts', 'needs a fixed number of requests for an unchanged project'],
    ],
  },
  I26: {
    promise: 'every stream has an owner and ends with it',
    by: [
      ['invariants/i26-no-leaks.engine.test.ts', 'so hundreds of commands leave no connection'],
      ['engine/hijack.engine.test.ts', 'each ended on its own'],
    ],
  },
  I28: {
    promise: 'values of variables and contents of secrets are told to nobody',
    by: [
      ['invariants/i28-no-values-told.engine.test.ts', 'are in no output and in no label'],
      ['scenarios/secrets-in-plans.test.ts', 'does not tell values that came through variables'],
    ],
  },
  I29: {
    promise: 'commands agree about services that are switched off',
    by: [['invariants/i29-profiles.test.ts', 'reaches one that is named']],
  },
  I30: {
    promise: 'networks do not pile up',
    by: [['invariants/i30-nothing-grows.engine.test.ts', 'when the command that made them is killed']],
  },
}

const rows = Object.entries(invariants).flatMap(([name, { promise, by }]) =>
  by.map(([file, title]) => ({ name, promise, file, title })),
)

describe('each invariant', () => {
  it.each(rows)('$name, $promise: $file has "$title"', ({ file, title }) => {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(title)
  })
})
