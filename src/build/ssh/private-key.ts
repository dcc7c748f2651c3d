import { createPrivateKey, sign } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import { readOpensshKey, UnusableKey, wantsPassphrase } from './openssh-key.ts'
import { sshInteger, sshText } from './ssh-wire.ts'

/** A key as an agent shows and uses it. */
export interface AgentKey {
  /** The public half, as it travels. */
  readonly blob: Buffer
  /** A signature with its name before it. `flags`: those of the request to an agent. */
  readonly sign: (bytes: Uint8Array, flags: number) => Buffer
}

/** The private key in the text of a file: PEM in any form that has no passphrase, or that of ssh-keygen. Throws `UnusableKey`. */
export function readPrivateKey(text: string): AgentKey {
  return agentKey(keyIn(text))
}

function keyIn(text: string): KeyObject {
  const kind = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----/m.exec(text)?.[1]
  if (kind === undefined) throw new UnusableKey('is no private key')
  if (kind === 'ENCRYPTED ' || /^Proc-Type: .*ENCRYPTED/m.test(text)) throw new UnusableKey(wantsPassphrase)
  try {
    if (kind !== 'OPENSSH ') return createPrivateKey(text)
    const body = /-----BEGIN [^-]*-----([^-]*)-----END/.exec(text)?.[1] ?? ''
    return readOpensshKey(Buffer.from(body, 'base64'))
  } catch (error) {
    if (error instanceof UnusableKey) throw error
    throw new UnusableKey('is damaged', { cause: error })
  }
}

function agentKey(key: KeyObject): AgentKey {
  const kind = key.asymmetricKeyType
  if (kind === 'ed25519') return ed25519Key(key)
  if (kind === 'rsa') return rsaKey(key)
  if (kind === 'ec') return ecdsaKey(key)
  throw new UnusableKey(`is of a kind that builds cannot use (${kind ?? 'unknown'})`)
}

function ed25519Key(key: KeyObject): AgentKey {
  const name = sshText('ssh-ed25519')
  return {
    blob: Buffer.concat([name, sshText(part(key.export({ format: 'jwk' }), 'x'))]),
    sign: (bytes) => Buffer.concat([name, sshText(sign(null, bytes, key))]),
  }
}

const wantsSha256 = 2
const wantsSha512 = 4

function rsaKey(key: KeyObject): AgentKey {
  const fields = key.export({ format: 'jwk' })
  const algorithmFor = (flags: number): readonly [string, string] => {
    if ((flags & wantsSha512) !== 0) return ['rsa-sha2-512', 'sha512']
    return (flags & wantsSha256) !== 0 ? ['rsa-sha2-256', 'sha256'] : ['ssh-rsa', 'sha1']
  }
  return {
    blob: Buffer.concat([sshText('ssh-rsa'), sshInteger(part(fields, 'e')), sshInteger(part(fields, 'n'))]),
    sign: (bytes, flags) => {
      const [name, hash] = algorithmFor(flags)
      return Buffer.concat([sshText(name), sshText(sign(hash, bytes, key))])
    },
  }
}

/** Which hash goes with a curve is a part of the algorithm's name. */
const hashes: ReadonlyMap<string, string> = new Map([
  ['P-256', 'sha256'],
  ['P-384', 'sha384'],
  ['P-521', 'sha512'],
])

function ecdsaKey(key: KeyObject): AgentKey {
  const fields = key.export({ format: 'jwk' })
  const hash = hashes.get(fields.crv ?? '')
  if (hash === undefined) throw new UnusableKey('is on a curve that ssh does not know')
  const curve = `nistp${(fields.crv ?? '').slice(2)}`
  const name = sshText(`ecdsa-sha2-${curve}`)
  const point = Buffer.concat([Buffer.of(4), part(fields, 'x'), part(fields, 'y')])
  return {
    blob: Buffer.concat([name, sshText(curve), sshText(point)]),
    sign: (bytes) => {
      const pair = sign(hash, bytes, { key, dsaEncoding: 'ieee-p1363' })
      const half = pair.length / 2
      const numbers = [sshInteger(pair.subarray(0, half)), sshInteger(pair.subarray(half))]
      return Buffer.concat([name, sshText(Buffer.concat(numbers))])
    },
  }
}

function part(fields: JsonWebKey, name: 'x' | 'y' | 'n' | 'e'): Buffer {
  return Buffer.from(fields[name] ?? '', 'base64url')
}
