import { spawn } from 'node:child_process'
import { EngineError } from '../errors.ts'

/** The programs that keep logins for the docker command: `docker-credential-NAME`. */
export interface CredentialHelpers {
  /** What one has for a registry, as JSON; undefined where it has nothing. */
  readonly get: (name: string, registry: string) => Promise<string | undefined>
  /** The registries one has logins of, as the keys of a JSON object. */
  readonly list: (name: string) => Promise<string | undefined>
}

/** Rejects with `EngineError` where a program cannot be run or does not succeed. */
export const credentialHelpers: CredentialHelpers = {
  get: (name, registry) => run({ name, verb: 'get', input: registry, wanted: `login for ${registry}` }),
  list: (name) => run({ name, verb: 'list', input: '', wanted: 'list of logins' }),
}

interface HelperCall {
  readonly name: string
  readonly verb: 'get' | 'list'
  readonly input: string
  readonly wanted: string
}

function run({ name, verb, input, wanted }: HelperCall): Promise<string | undefined> {
  const program = `docker-credential-${name}`
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) => {
      const message = `the credential helper "${program}" gave no ${wanted} (${why})`
      reject(new EngineError('denied', message, { cause }))
    }
    if (!/^[\w.-]+$/.test(name)) {
      fail('its name is not one of a program')
      return
    }
    const child = spawn(program, [verb], { stdio: ['pipe', 'pipe', 'ignore'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.stdin.on('error', () => {})
    child.on('error', (cause) => fail('it could not be run', cause))
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else if (/credentials not found/i.test(output)) resolve(undefined)
      else fail(output.trim() === '' ? `it exited with ${code}` : output.trim())
    })
    child.stdin.end(input)
  })
}
