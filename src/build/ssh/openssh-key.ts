import { createPrivateKey } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import { SshReader } from './ssh-wire.ts'

const magic = 'openssh-key-v1\0'

/** Why a key cannot be used, as the end of a sentence about its file. */
export class UnusableKey extends Error {}

export const wantsPassphrase = 'is protected by a passphrase'

/** The key in the form that ssh-keygen writes. Throws `UnusableKey`. */
export function readOpensshKey(bytes: Uint8Array): KeyObject {
  const reader = new SshReader(bytes)
  if (reader.take(magic.length).toString('latin1') !== magic) throw new UnusableKey('is no private key')
  const cipher = reader.text()
  // How the passphrase makes the cipher's key: of no use without one.
  reader.bytes()
  reader.bytes()
  const count = reader.number()
  if (cipher !== 'none') throw new UnusableKey(wantsPassphrase)
  if (count !== 1) throw new UnusableKey(`holds ${count} keys instead of one`)
  reader.bytes()
  const secret = new SshReader(reader.bytes())
  if (secret.number() !== secret.number()) throw new UnusableKey('is damaged')
  return createPrivateKey({ key: webKeyOf(secret), format: 'jwk' })
}

function webKeyOf(reader: SshReader): JsonWebKey {
  const type = reader.text()
  if (type === 'ssh-ed25519') return ed25519Of(reader)
  if (type === 'ssh-rsa') return rsaOf(reader)
  if (type.startsWith('ecdsa-sha2-nistp')) return ecdsaOf(reader)
  throw new UnusableKey(`is of a kind that builds cannot use (${type})`)
}

function ed25519Of(reader: SshReader): JsonWebKey {
  const open = reader.bytes()
  const secret = reader.bytes().subarray(0, 32)
  return { kty: 'OKP', crv: 'Ed25519', x: encoded(open), d: encoded(secret) }
}

function ecdsaOf(reader: SshReader): JsonWebKey {
  const curve = reader.text()
  const point = reader.bytes()
  const secret = unsigned(reader)
  const width = (point.length - 1) / 2
  const padded = Buffer.concat([Buffer.alloc(Math.max(0, width - secret.length)), secret])
  return {
    kty: 'EC',
    crv: curve.replace('nistp', 'P-'),
    x: encoded(point.subarray(1, 1 + width)),
    y: encoded(point.subarray(1 + width)),
    d: encoded(padded),
  }
}

function rsaOf(reader: SshReader): JsonWebKey {
  const [n, e, d, qi, p, q] = [1, 2, 3, 4, 5, 6].map(() => unsigned(reader))
  if (d === undefined || p === undefined || q === undefined) throw new UnusableKey('is damaged')
  return {
    kty: 'RSA',
    ...encodedAll({ n, e, d, qi, p, q, dp: remainder(d, p), dq: remainder(d, q) }),
  }
}

/** `d mod (prime - 1)`, which this form of a key leaves out and others hold. */
function remainder(d: Uint8Array, prime: Uint8Array): Buffer {
  const value = (integer(d) % (integer(prime) - 1n)).toString(16)
  return Buffer.from(value.length % 2 === 0 ? value : `0${value}`, 'hex')
}

function integer(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

/** Without the zero that keeps a number from being negative. */
function unsigned(reader: SshReader): Buffer {
  const bytes = reader.bytes()
  return bytes[0] === 0 ? bytes.subarray(1) : bytes
}

function encoded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

function encodedAll(parts: Readonly<Record<string, Uint8Array | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, encoded(bytes ?? new Uint8Array())]),
  )
}
