import { up } from '../../app/up.ts'
import type { OpenMenu } from '../../events/key-menu.ts'
import type { Invocation } from '../command-spec.ts'
import type { upFlags } from '../flags/up.ts'
import { lineFilter } from '../line-filter.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'
import { inSession } from '../session.ts'
import { upRequest } from '../up-request.ts'

export async function runUp(invocation: Invocation<typeof upFlags>, shell: Shell): Promise<number> {
  const { flags, globals } = invocation
  const options = {
    title: 'up',
    yes: flags.yes || flags.y,
    quietPull: flags['quiet-pull'],
    quietBuild: flags['quiet-build'],
    ...timeWish(flags),
    showsPlans: flags.confirm,
  }
  return inSession({ globals, shell, options }, async (session) => {
    const request = upRequest(invocation, session)
    const view = session.logView({
      noColor: flags['no-color'],
      noPrefix: flags['no-log-prefix'],
      timestamps: flags.timestamps ? 'client' : 'none',
      attached: true,
      json: globals.json,
      filter: lineFilter(flags),
    })
    if (request.detach) return up(session.surroundings, request)
    const attached = { ...request, onStarted: () => session.tellTimes() }
    const menu = globals.json ? undefined : session.keyMenu(flags.menu)
    if (menu === undefined) return up(session.surroundings, { ...attached, view })
    const openMenu: OpenMenu = (keys) => menu.open(keys)
    return up(session.surroundings, { ...attached, view: menu.below(view), openMenu })
  })
}
