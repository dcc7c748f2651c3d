// `node scripts/run.mjs verdicts [--match PATTERN]`: has Docker Compose look at every broken project of test/load/broken, all of which
// Gantry refuses. Ends with 1 when it accepts one without the case saying why, or refuses one that it is said to accept.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { findPeer } from '../bench/tools.ts'
import type { Tool } from '../bench/tools.ts'
import { brokenCases } from '../test/load/broken/all-cases.ts'
import type { BrokenCase } from '../test/load/broken/broken-case.ts'
import { readMarks } from '../test/load/broken/broken-case.ts'
import { runScript, say, SetUpError } from './set-up/print.ts'

await runScript(async () => {
  const { values } = parseArgs({ options: { match: { type: 'string', default: '' } } })
  const peer = findPeer()
  if (!peer)
    throw new SetUpError(
      'There is no `docker compose` to compare with. GANTRY_BENCH_PEER names another command.',
    )
  const pattern = new RegExp(values.match)
  const pending = brokenCases().filter(({ name }) => pattern.test(name))
  const count = pending.length
  const wrong: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'gantry-verdicts-'))
  const work = async (worker: number): Promise<void> => {
    for (let broken = pending.shift(); broken !== undefined; broken = pending.shift()) {
      const isAccepted = await accepts(peer, broken, join(folder, String(worker)))
      if (isAccepted !== (broken.acceptedByPeer !== undefined)) wrong.push(verdictText(broken, isAccepted))
    }
  }
  try {
    await Promise.all([1, 2].map(work))
  } finally {
    rmSync(folder, { recursive: true })
  }
  wrong.forEach(say)
  say(`${count} broken projects, ${wrong.length} with another verdict than the case says (${peer.version})`)
  return wrong.length === 0 ? 0 : 1
})

/** In a folder that is new each time, named as in the tests. */
async function accepts(peer: Tool, broken: BrokenCase, parent: string): Promise<boolean> {
  const folder = join(parent, 'app')
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of Object.entries(readMarks(broken.files).files)) {
    const file = join(folder, path.replace('/proj/app/', ''))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const { files = [], profiles = [], envFiles = [], environment = {}, projectName } = broken.request ?? {}
  const [program = '', ...args] = [
    ...peer.command,
    ...files.flatMap((file) => ['-f', file]),
    ...profiles.flatMap((profile) => ['--profile', profile]),
    ...envFiles.flatMap((file) => ['--env-file', file]),
    ...(projectName === undefined ? [] : ['-p', projectName]),
    'config',
    '-q',
    ...(broken.request?.services ?? []),
  ]
  mkdirSync(folder, { recursive: true })
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, HOME: folder, DOCKER_CONFIG: process.env['DOCKER_CONFIG'], ...environment },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const [code] = await once(child, 'close')
  return code === 0
}

function verdictText({ name, acceptedByPeer }: BrokenCase, isAccepted: boolean): string {
  return isAccepted ? `accepted: ${name}` : `refused: ${name} (said to be accepted: ${acceptedByPeer ?? ''})`
}
