// A PostgreSQL client in one page, so that the example needs no packages: text results only, and a connection of its own for
// every query. https://www.postgresql.org/docs/current/protocol-flow.html
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'

/** The rows of a statement, each a list of strings (null for NULL). `url` is postgres://user:password@host:port/database. */
export async function query(url, sql) {
  const { username, password, hostname, port, pathname } = new URL(url)
  const user = decodeURIComponent(username)
  const socket = connect(Number(port || 5432), hostname)
  try {
    await once(socket, 'connect')
    socket.setTimeout(5000, () => socket.destroy(new Error('the database does not answer')))
    const messages = readMessages(socket)
    socket.write(
      message('', int32(196608), text('user'), text(user), text('database'), text(pathname.slice(1)), '\0'),
    )
    await logIn(socket, messages, { user, password: decodeURIComponent(password) })
    await readUntilReady(messages)
    socket.write(message('Q', text(sql)))
    const rows = await readUntilReady(messages)
    socket.write(message('X'))
    return rows
  } finally {
    socket.destroy()
  }
}

// Each message is a letter, a length that counts itself, and a body.
async function* readMessages(socket) {
  let bytes = Buffer.alloc(0)
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk])
    while (bytes.length >= 5 && bytes.length > bytes.readInt32BE(1)) {
      const end = bytes.readInt32BE(1) + 1
      yield { type: String.fromCharCode(bytes[0]), body: bytes.subarray(5, end) }
      bytes = bytes.subarray(end)
    }
  }
  throw new Error('the database closed the connection')
}

async function readMessage(messages) {
  const { value } = await messages.next()
  if (value.type !== 'E') return value
  const reason = value.body
    .toString()
    .split('\0')
    .find((field) => field.startsWith('M'))
  throw new Error(reason.slice(1))
}

async function readUntilReady(messages) {
  const rows = []
  for (;;) {
    const { type, body } = await readMessage(messages)
    if (type === 'D') rows.push(readRow(body))
    if (type === 'Z') return rows
  }
}

function readRow(body) {
  const columns = []
  let at = 2
  for (let left = body.readInt16BE(0); left > 0; left--) {
    const length = body.readInt32BE(at)
    at += 4
    columns.push(length < 0 ? null : body.toString('utf8', at, (at += length)))
  }
  return columns
}

async function logIn(socket, messages, { user, password }) {
  for (;;) {
    const { type, body } = await readMessage(messages)
    if (type !== 'R') continue
    const method = body.readInt32BE(0)
    if (method === 0) return
    else if (method === 3) socket.write(message('p', text(password)))
    else if (method === 5)
      socket.write(
        message('p', text(`md5${md5(md5(password + user) + body.toString('latin1', 4), 'latin1')}`)),
      )
    else if (method === 10) await logInByScram(socket, messages, password)
    else throw new Error(`the database wants a way to log in that this example does not know (${method})`)
  }
}

// SCRAM-SHA-256 (RFC 5802, RFC 7677): both sides prove that they know the password, and neither sends it.
async function logInByScram(socket, messages, password) {
  const first = `n=,r=${randomBytes(18).toString('base64')}`
  socket.write(message('p', text('SCRAM-SHA-256'), int32(first.length + 3), `n,,${first}`))
  const challenge = (await readMessage(messages)).body.toString('utf8', 4)
  const [nonce, salt, rounds] = challenge.split(',').map((part) => part.slice(2))
  const last = `c=biws,r=${nonce}`
  const signed = `${first},${challenge},${last}`
  const salted = pbkdf2Sync(
    password.normalize('NFKC'),
    Buffer.from(salt, 'base64'),
    Number(rounds),
    32,
    'sha256',
  )
  const key = hmac(salted, 'Client Key')
  const signature = hmac(createHash('sha256').update(key).digest(), signed)
  const proof = Buffer.from(key.map((byte, at) => byte ^ signature[at])).toString('base64')
  socket.write(message('p', `${last},p=${proof}`))
  const answer = (await readMessage(messages)).body.toString('utf8', 4)
  if (answer !== `v=${hmac(hmac(salted, 'Server Key'), signed).toString('base64')}`)
    throw new Error('this is not the database we know')
}

const hmac = (key, value) => createHmac('sha256', key).update(value).digest()
const md5 = (value, encoding = 'utf8') => createHash('md5').update(value, encoding).digest('hex')
const text = (value) => `${value}\0`

function int32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function message(type, ...parts) {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}
