import { spawn } from 'node:child_process'
import { OperationError } from '../diagnostics/errors.ts'

export interface GitRun {
  readonly exitCode: number
  readonly output: string
  readonly errors: string
}

export interface GitSurroundings {
  readonly environment: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Runs the system's `git` without a shell; it asks no questions. Rejects with `OperationError` CMP124 when there is none. */
export function runGit(args: readonly string[], { environment, signal }: GitSurroundings): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      env: { ...QUIET, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    })
    const [output, errors] = [collect(child.stdout), collect(child.stderr)]
    child.on('error', (cause) =>
      reject(
        signal?.aborted === true
          ? cause
          : new OperationError('CMP124', 'git is needed to fetch from repositories, and cannot be run', {
              cause,
              hint: 'install git, or fetch the repository and name the local copy',
            }),
      ),
    )
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output: output(), errors: errors() }))
  })
}

const QUIET = { GIT_TERMINAL_PROMPT: '0', GIT_SSH_COMMAND: 'ssh -o ControlMaster=no -o BatchMode=yes' }

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}
