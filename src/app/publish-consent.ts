import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Project } from '../model/project.ts'
import type { ProjectFile } from '../registry/project-artifact.ts'
import { report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

interface Publishing {
  readonly project: Project
  readonly files: readonly ProjectFile[]
  /** Environments may be published. */
  readonly withEnvironment: boolean
}

/** Something that whoever publishes should know and agree to. Values are never shown. */
interface Concern {
  readonly text: string
  readonly question: string
}

/** Asks for consent to whatever of the user's machine and secrets would become public; undefined when there is. Section 1.12. */
export async function askToPublish(
  surroundings: Surroundings,
  publishing: Publishing,
): Promise<Ending | undefined> {
  const { host } = surroundings
  const refusal = refuseEnvironment(publishing)
  if (refusal !== undefined) {
    report(surroundings, [refusal])
    return { kind: 'failed' }
  }
  for (const { text, question } of concernsOf(publishing)) {
    host.emit({ type: 'notice', text })
    const answer = await host.confirm({ text: question, default: false, flag: '--yes' })
    if (answer === true) continue
    if (answer === false) return { kind: 'cancelled' }
    const message = `nothing was published: nobody is there to answer "${question}"`
    report(surroundings, [{ code: 'CMP302', severity: 'error', message, hint: '--yes answers it' }])
    return { kind: 'undecided' }
  }
  return undefined
}

/** Without its env files an artifact cannot be read, and nobody reads them over before they are public: that takes a flag of its own. */
function refuseEnvironment({ files, withEnvironment }: Publishing): Diagnostic | undefined {
  if (withEnvironment || !files.some(({ kind }) => kind === 'env')) return undefined
  return {
    code: 'CMP302',
    severity: 'error',
    message: 'env files are only published with --with-env',
    hint: 'look at what is in them, and add --with-env; or take "env_file" and "label_file" out',
  }
}

function concernsOf({ project, files, withEnvironment }: Publishing): readonly Concern[] {
  return [
    ...(withEnvironment ? [] : environmentConcerns(project)),
    ...bindConcerns(project),
    ...contentConcerns(project),
    ...secretConcerns(project, files),
  ]
}

function environmentConcerns({ services }: Project): readonly Concern[] {
  const lines = Object.values(services).flatMap(({ name, environment = {} }) => {
    const names = Object.keys(environment)
    return names.length === 0 ? [] : [`  ${name}: ${names.join(', ')}`]
  })
  if (lines.length === 0) return []
  const text = ['The files set variables of containers (--with-env publishes them unasked):', ...lines].join(
    '\n',
  )
  return [{ text, question: 'Publish these variables?' }]
}

function bindConcerns({ services }: Project): readonly Concern[] {
  const lines = Object.values(services).flatMap(({ name, volumes = [] }) =>
    volumes.flatMap(({ type, source = '', target }) =>
      type === 'bind' ? [`  ${name}: ${source} at ${target}`] : [],
    ),
  )
  if (lines.length === 0) return []
  const text = ['The files mount folders of this machine. Their names are published, not what is in them:']
  return [{ text: [...text, ...lines].join('\n'), question: 'Publish these mounts?' }]
}

function contentConcerns({ configs }: Project): readonly Concern[] {
  const names = Object.entries(configs).flatMap(([key, { content }]) => (content === undefined ? [] : [key]))
  if (names.length === 0) return []
  const text = `The files have the content of configs: ${names.join(', ')}`
  return [{ text, question: 'Publish it?' }]
}

function secretConcerns({ services }: Project, files: readonly ProjectFile[]): readonly Concern[] {
  const inServices = Object.values(services).flatMap(({ name, environment = {} }) =>
    Object.entries(environment).flatMap(([key, value]) =>
      suspiciousName.test(key) && isLiteral(files, value) ? [`  ${key} of service ${name}`] : [],
    ),
  )
  const inFiles = files.flatMap(({ kind, name, text }) => [
    ...(secretForms.test(text) ? [`  ${name} has what looks like a key or token`] : []),
    ...(kind === 'env' ? suspiciousLines(text).map((key) => `  ${key} in an env file`) : []),
  ])
  const lines = [...inServices, ...inFiles]
  if (lines.length === 0) return []
  const text = ['These look like secrets:', ...lines].join('\n')
  return [{ text, question: 'Publish them?' }]
}

const suspiciousName = /passw(?:or)?d|passphrase|secret|token|api_?key|access_?key|private_?key|credential/i

/** Tokens that tell themselves by their form: of GitHub, GitLab, AWS, Slack, Stripe and others, and private keys. */
const secretForms =
  /\bgh[pousr]_\w{36}|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}|\b(?:AKIA|ASIA)[A-Z\d]{16}\b|\bxox[abprs]-[\w-]{10}|\bsk_live_\w{20}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/

/** What comes from a variable is not in the files. */
function isLiteral(files: readonly ProjectFile[], value: string | null): boolean {
  return value !== null && value !== '' && files.some(({ text }) => text.includes(value))
}

function suspiciousLines(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, key = ''] = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*\S/.exec(line) ?? []
    return suspiciousName.test(key) ? [key] : []
  })
}
