import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { OperationError } from '../diagnostics/errors.ts'
import { fillOnce } from './cache.ts'
import { findComposeFile } from './find-compose-file.ts'
import type { GitReference } from './git-reference.ts'
import { parseGitReference } from './git-reference.ts'
import type { GitRun, GitSurroundings } from './run-git.ts'
import { runGit } from './run-git.ts'

/**
 * Brings one commit of a repository into the cache, without its history, and gives the path of the Compose file in it. Rejects with
 * `OperationError` CMP124.
 */
export async function fetchFromGit(
  text: string,
  cache: string,
  surroundings: GitSurroundings,
): Promise<string> {
  const reference = parseGitReference(text)
  const commit = COMMIT.test(reference.ref) ? reference.ref : await resolveRef(reference, surroundings)
  const root = join(cache, commit)
  await fillOnce(root, {
    fill: (empty) => checkOut(reference, { commit, folder: empty }, surroundings),
    isComplete: (folder) => isCheckedOut(folder, commit),
  })
  return findInside(root, reference)
}

const COMMIT = /^[a-f\d]{40}$/

async function resolveRef({ repository, ref }: GitReference, surroundings: GitSurroundings): Promise<string> {
  const run = await runGit(['ls-remote', '--exit-code', '--', repository, ref], surroundings)
  if (run.exitCode === NO_SUCH_REF)
    throw new OperationError('CMP124', `the repository "${repository}" has no branch, tag or commit "${ref}"`)
  if (run.exitCode !== 0) throw unreachable(repository, run)
  const found = new Map(
    run.output
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([commit = '', name = '']): [string, string] => [name, commit]),
  )
  // A name can also be the end of longer ones: "x" is found as "refs/heads/feature/x".
  const wanted = [ref, `refs/${ref}`, `refs/tags/${ref}`, `refs/heads/${ref}`].find((name) => found.has(name))
  const commit = found.get(wanted ?? '') ?? run.output.slice(0, 40)
  if (!COMMIT.test(commit)) throw unreachable(repository, run)
  return commit
}

const NO_SUCH_REF = 2

interface Checkout {
  readonly commit: string
  readonly folder: string
}

async function checkOut(
  { repository }: GitReference,
  { commit, folder }: Checkout,
  surroundings: GitSurroundings,
): Promise<void> {
  const steps = [
    ['init', '--quiet'],
    ['remote', 'add', '--', 'origin', repository],
    ['fetch', '--quiet', '--depth=1', '--no-tags', 'origin', commit],
    ['checkout', '--quiet', '--detach', commit],
  ]
  for (const step of steps) {
    const run = await runGit(['-C', folder, ...step], surroundings)
    if (run.exitCode !== 0) throw unreachable(repository, run)
  }
}

/** Git says last, when all files are there, what is checked out. */
async function isCheckedOut(folder: string, commit: string): Promise<boolean> {
  const head = await readFile(join(folder, '.git', 'HEAD'), 'utf8').catch(() => '')
  return head.trim() === commit
}

function unreachable(repository: string, { errors }: GitRun): OperationError {
  const lines = errors
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const reason = (lines.find((line) => line.startsWith('fatal:')) ?? lines[0] ?? 'git says nothing').replace(
    /^fatal: /,
    '',
  )
  return new OperationError('CMP124', `the repository "${repository}" cannot be read (${reason})`)
}

async function findInside(root: string, { path, repository }: GitReference): Promise<string> {
  const found = await findComposeFile(join(root, path))
  if (found === undefined)
    throw new OperationError('CMP124', `the repository "${repository}" has no Compose file at "${path}"`)
  // Links of a repository are whatever its author likes.
  const [real, realRoot] = await Promise.all([realpath(found), realpath(root)])
  if (!real.startsWith(`${realRoot}${sep}`))
    throw new OperationError('CMP124', `"${path}" is a link that leads out of the repository "${repository}"`)
  return found
}
