import { deepEqual, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { query } from '../web-and-database/web/postgres.mjs'

const url = `postgres://test:test@127.0.0.1:${process.env.DATABASE_PORT ?? 54320}/test`

test('the database starts with the books of initdb/books.sql', async () => {
  const rows = await query(url, 'SELECT title FROM book ORDER BY title')
  deepEqual(rows, [['A Pattern Language'], ['Invisible Cities']])
})

test('a title can be there once only', async () => {
  await rejects(query(url, "INSERT INTO book (title) VALUES ('Invisible Cities')"), /duplicate key/)
})
