import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readPrivateKey } from '../../../src/build/ssh/private-key.ts'
import { SshReader } from '../../../src/build/ssh/ssh-wire.ts'
import { lockedKey, opensshKeys } from './openssh-keys.ts'

const bytes = Buffer.from('what is signed')

/** The parts of a signature: the name of its algorithm, and its bytes. */
function signatureOf(text: string, flags: number): readonly [string, Buffer] {
  const reader = new SshReader(readPrivateKey(text).sign(bytes, flags))
  return [reader.text(), reader.bytes()]
}

describe('readPrivateKey', () => {
  it.each(opensshKeys)('knows the public half of a key of ssh-keygen: %s', (_, secret, open) => {
    expect(readPrivateKey(secret).blob.toString('base64')).toBe(open)
  })

  it.each([
    [0, 'ssh-rsa', 'sha1'],
    [2, 'rsa-sha2-256', 'sha256'],
    [4, 'rsa-sha2-512', 'sha512'],
  ])('signs with rsa as the flags %d say: %s', (flags, name, hash) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const [algorithm, signature] = signatureOf(
      privateKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
      flags,
    )
    expect(algorithm).toBe(name)
    expect(verify(hash, bytes, publicKey, signature)).toBe(true)
  })

  it('signs with a key of ssh-keygen as with its PEM form', () => {
    const [, secret = ''] = opensshKeys.find(([kind]) => kind === 'rsa') ?? []
    const [, signature] = signatureOf(secret, 4)
    const reader = new SshReader(readPrivateKey(secret).blob)
    reader.text()
    const [e, n] = [reader.bytes(), reader.bytes().subarray(1)]
    const jwk = { kty: 'RSA', e: e.toString('base64url'), n: n.toString('base64url') }
    expect(verify('sha512', bytes, createPublicKey({ key: jwk, format: 'jwk' }), signature)).toBe(true)
  })

  it('signs with ed25519', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const [algorithm, signature] = signatureOf(
      privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      0,
    )
    expect([algorithm, verify(null, bytes, publicKey, signature)]).toEqual(['ssh-ed25519', true])
  })

  it.each([
    ['P-256', 'nistp256', 'sha256', 32],
    ['P-384', 'nistp384', 'sha384', 48],
    ['P-521', 'nistp521', 'sha512', 66],
  ])('signs on the curve %s, with a pair of numbers', (namedCurve, name, hash, width) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
    const [algorithm, signature] = signatureOf(
      privateKey.export({ format: 'pem', type: 'sec1' }).toString(),
      0,
    )
    const reader = new SshReader(signature)
    const pair = Buffer.concat([fixed(reader.bytes(), width), fixed(reader.bytes(), width)])
    expect(algorithm).toBe(`ecdsa-sha2-${name}`)
    expect(verify(hash, bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, pair)).toBe(true)
  })

  it.each([
    ['a key of ssh-keygen with a passphrase', lockedKey, 'is protected by a passphrase'],
    ['one in PEM form with a passphrase', lockedPem(), 'is protected by a passphrase'],
    [
      'one in the older PEM form',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END RSA PRIVATE KEY-----\n',
      'is protected by a passphrase',
    ],
    ['a text', 'hello', 'is no private key'],
    [
      'half a key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbg==\n-----END OPENSSH PRIVATE KEY-----\n',
      'is damaged',
    ],
    [
      'a kind that ssh does not know',
      generateKeyPairSync('x25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      'is of a kind that builds cannot use (x25519)',
    ],
  ])('refuses %s', (_, text, sentence) => {
    expect(() => readPrivateKey(text)).toThrow(sentence)
  })
})

/** A number in so many bytes. */
function fixed(number: Buffer, width: number): Buffer {
  return Buffer.concat([Buffer.alloc(width), number]).subarray(-width)
}

function lockedPem(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey
    .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString()
}
