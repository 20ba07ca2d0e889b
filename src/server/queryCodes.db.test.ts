import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isQueryCode, queryCodeFrom } from '#kernel/record/queryCode.ts'
import { freshDatabase } from '#test/support/database.ts'
import { queryCodes } from './queryCodes.ts'

const keys = {
  mark: (purpose: string, text: string) =>
    createHmac('sha256', 'a key').update(`${purpose}\n${text}`).digest(),
}

let database: Awaited<ReturnType<typeof freshDatabase>>
before(async () => {
  database = await freshDatabase()
})
after(() => database[Symbol.asyncDispose]())

async function keep(hash: Buffer): Promise<string> {
  const record = randomUUID()
  await database.ownerPool.query('insert into zs.query_code (hash, record) values ($1, $2)', [hash, record])
  return record
}

test('a token gives one code, and another token another', () => {
  const codes = queryCodes(keys, database.pool)
  const code = codes.codeFor('a-token-of-enough-characters')
  assert.ok(isQueryCode(code))
  assert.equal(codes.codeFor('a-token-of-enough-characters'), code)
  assert.notEqual(codes.codeFor('another-token-of-characters'), code)
})

test('a code opens its record; what is kept is no mark of it that is quickly worked out', async () => {
  const codes = queryCodes(keys, database.pool)
  const code = queryCodeFrom(123_456_789n)
  const hash = await codes.hashOf(code)
  const record = await keep(hash)
  assert.equal(await codes.find(code), record)
  assert.equal(hash.length, 32)
  assert.notDeepEqual(hash, keys.mark('query code', code))
  const others = queryCodes({ mark: (purpose, text) => keys.mark(purpose, `${text} `) }, database.pool)
  assert.equal(await others.find(code), undefined, 'under another key it is nothing')
})

test('a code given out before there was a slow hash goes on working', async () => {
  const code = '11112222333344445555'
  const record = await keep(keys.mark('query code', code))
  assert.equal(await queryCodes(keys, database.pool).find(code), record)
})

test('a wrong code, an unknown one and one that cannot be take the same time', async () => {
  const codes = queryCodes(keys, database.pool)
  const code = queryCodeFrom(42n)
  await keep(await codes.hashOf(code))
  const asked = {
    wrong: () => `${code.slice(0, 19)}${String((Number(code[19]) + 1) % 10)}`,
    unknown: () => queryCodeFrom(BigInt(Math.floor(Math.random() * 2 ** 50))),
    impossible: () => 'NOTACODE',
  }
  const spent: Record<string, number[]> = { wrong: [], unknown: [], impossible: [] }
  for (let round = 0; round < 60; round++)
    for (const [kind, draw] of Object.entries(asked)) {
      const began = performance.now()
      assert.equal(await codes.find(draw()), undefined)
      spent[kind]?.push(performance.now() - began)
    }
  const median = (times: readonly number[] = []) => times.toSorted((a, b) => a - b)[30] ?? Number.NaN
  const medians = Object.values(spent).map(median)
  const [fastest, slowest] = [Math.min(...medians), Math.max(...medians)]
  console.log(`codes: ${medians.map((time) => time.toFixed(2)).join(', ')} ms`)
  // Far below what a network adds; a way that left out the hash would take a third.
  assert.ok(slowest < fastest * 1.5, `${fastest.toFixed(2)} to ${slowest.toFixed(2)} ms`)
})

test('when too many ask at once the last are turned away, and the others answered', async () => {
  const codes = queryCodes(keys, database.pool)
  const answers = await Promise.all(
    Array.from({ length: 250 }, (_, n) => codes.find(queryCodeFrom(BigInt(n + 1000)))),
  )
  assert.equal(answers.filter((answer) => answer === 'busy').length, 48)
  assert.equal(answers.filter((answer) => answer === undefined).length, 202)
})
