import { createServer } from 'node:http'
import { page } from './page.mjs'
import { query } from './postgres.mjs'

const { DATABASE_URL: database, GREETING: greeting = 'Hello' } = process.env

const routes = {
  '/': async () => ({ type: 'text/html; charset=utf-8', body: page(greeting, await countVisit()) }),
  '/visits': async () => ({ type: 'application/json', body: JSON.stringify({ visits: await readVisits() }) }),
  '/health': async () => ({ type: 'text/plain', body: `${await readVisits()} visits\n` }),
}

await query(
  database,
  'CREATE TABLE IF NOT EXISTS visit (id bigserial PRIMARY KEY, at timestamptz DEFAULT now())',
)

createServer(async (request, response) => {
  const route = routes[request.url]
  if (!route) {
    response.writeHead(404).end('There is only "/", "/visits" and "/health"\n')
    return
  }
  try {
    const { type, body } = await route()
    response.writeHead(200, { 'content-type': type }).end(body)
  } catch (error) {
    console.error(`${request.method} ${request.url}: ${error.message}`)
    response.writeHead(503).end('The database does not answer\n')
  }
}).listen(3000, () => console.log('listening on port 3000'))

async function countVisit() {
  await query(database, 'INSERT INTO visit DEFAULT VALUES')
  return readVisits()
}

async function readVisits() {
  const [[visits]] = await query(database, 'SELECT count(*) FROM visit')
  return Number(visits)
}
