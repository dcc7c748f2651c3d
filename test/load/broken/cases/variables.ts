import { casesOf, web } from '../broken-case.ts'

function withEnvFile(text: string): Readonly<Record<string, string>> {
  return { 'compose.yaml': web('env_file: a.env'), 'a.env': text }
}

function withDotEnv(text: string): Readonly<Record<string, string>> {
  return { 'compose.yaml': web('tty: true'), '.env': text }
}

/** Expressions in values, and the files that variables come from. */
export const variableCases = [
  ...casesOf('expression', [
    ['empty braces', web('hostname: a«${}»'), 'CMP113'],
    ['an open brace', web('hostname: a«${»NAME'), 'CMP113'],
    ['a space in the name', web('hostname: «${A B}»'), 'CMP113'],
    ['a name that starts with a digit', web('hostname: "«${1A}»"'), 'CMP113'],
    ['a hyphen in the name', web('hostname: «${A.B}»'), 'CMP113'],
    ['an unknown operator', web('hostname: «${A!b}»'), 'CMP113'],
    ['a colon without an operator', web('hostname: «${A:b}»'), 'CMP113'],
    ['a command', web('hostname: "«${(date)}»"'), 'CMP113'],
    ['in a list', web('command: [a, "«${}»"]'), 'CMP113'],
    ['in an environment value', web('environment:\n  A: «${»B'), 'CMP113'],
    ['in a default', web('hostname: ${A:-«${}»}'), 'CMP113'],
    ['in a block', web('command: |\n  first\n  second «${}»'), 'CMP113'],
    ['in an extension field', 'x-a: «${}»\nservices: { web: { image: x } }\n', 'CMP113'],
    ['in the project name', 'name: «${}»\nservices: { web: { image: x } }\n', 'CMP113'],
    ['a required variable', web('hostname: «${NAME?}»'), 'CMP114'],
    ['a required variable with a message', web('hostname: «${NAME:?set it}»'), 'CMP114'],
    ['a required variable that is empty', { 'compose.yaml': web('hostname: «${NAME:?}»'), '.env': 'NAME=\n' }, 'CMP114'],
    ['a required variable in a default', web('hostname: ${A:-«${B?}»}'), 'CMP114'],
    ['a value that is no number', { 'compose.yaml': web('scale: «${N}»'), '.env': 'N=two\n' }, 'CMP116'],
    ['a value that is no boolean', { 'compose.yaml': web('tty: «${T}»'), '.env': 'T=maybe\n' }, 'CMP116'],
    ['a default that is no number', web('cpus: «${N:-half}»'), 'CMP116'],
    ['nothing where a number has to be', web('scale: «${N:-}»'), 'CMP116'],
    ['a value that makes a bad port', { 'compose.yaml': web('ports:\n  - «"${P}:80"»'), '.env': 'P=http\n' }, 'CMP108'],
    ['a value that makes a bad duration', { 'compose.yaml': web('stop_grace_period: «${D}»'), '.env': 'D=soon\n' }, 'CMP108'],
    ['a value that makes a bad size', { 'compose.yaml': web('mem_limit: «${M}»'), '.env': 'M=much\n' }, 'CMP108'],
    ['a value that makes an unknown word', { 'compose.yaml': web('pull_policy: «${P}»'), '.env': 'P=often\n' }, 'CMP109'],
    ['a value that names no volume', { 'compose.yaml': web('volumes:\n  - «"${V}:/x"»'), '.env': 'V=data\n' }, 'CMP204'],
  ]),
  ...casesOf('env file', [
    ['missing', web('env_file: «a.env»'), 'CMP201'],
    ['missing in a list', { 'compose.yaml': web('env_file: [a.env, «b.env»]'), 'a.env': 'A=1\n' }, 'CMP201'],
    ['missing in the long form', web('env_file:\n  - path: «a.env»'), 'CMP201'],
    ['missing in another folder', web('env_file: «../a.env»'), 'CMP201'],
    ['a label file that is missing', web('label_file: «a.labels»'), 'CMP201'],
    ['a space in the name', withEnvFile('«A B»=2\n'), 'CMP117'],
    ['a character that no name has', withEnvFile('A«!»=2\n'), 'CMP117'],
    ['an open double quote', withEnvFile('A=«"b»\n'), 'CMP117'],
    ['an open single quote', withEnvFile("A=«'b»\n"), 'CMP117'],
    ['a required variable', withEnvFile('A=1\nB=«${C?}»\n'), 'CMP114'],
    ['an empty expression', withEnvFile('B=x«${}»\n'), 'CMP113'],
    ['YAML', withEnvFile('«- A»=1\n'), 'CMP117'],
    ['.env with a space in a name', withDotEnv('«my name»=2\n'), 'CMP117'],
    ['.env with an open quote', withDotEnv('A=1\nB=«"2»\nC=3\n'), 'CMP117'],
    ['.env with an empty expression', withDotEnv('A=«${}»\n'), 'CMP113'],
    ['.env with a required variable', withDotEnv('A=«${B:?}»\n'), 'CMP114'],
    ['named, and missing', { 'compose.yaml': web('tty: true') }, 'CMP201', { request: { envFiles: ['other.env'] } }],
    ['named by a variable, and missing', { 'compose.yaml': web('tty: true') }, 'CMP201', { request: { environment: { COMPOSE_ENV_FILES: 'other.env' } } }],
    ['named, and wrong', { 'compose.yaml': web('tty: true'), 'other.env': '«a b»=\n' }, 'CMP117', { request: { envFiles: ['other.env'] } }],
  ]),
]
