import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isQueryCode, queryCodeFrom } from '#kernel/record/queryCode.ts'
import { freshDatabase } from '#test/support/database.ts'
import { hashOfCode, queryCodes } from './queryCodes.ts'

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

test('codes given out before, at another cost or before there was a slow hash, go on working', async () => {
  const code = '11112222333344445555'
  const record = await keep(keys.mark('query code', code))
  assert.equal(await queryCodes(keys, database.pool).find(code), record)
  const dearer = queryCodeFrom(77n)
  const other = await keep(await hashOfCode(keys, dearer, 'before'))
  assert.equal(await queryCodes(keys, database.pool).find(dearer), other)
})

test('a wrong code, an unknown one, one that cannot be and one that is there are asked with the same work', async () => {
  const code = queryCodeFrom(42n)
  const asked = {
    wrong: `${code.slice(0, 19)}${String((Number(code[19]) + 1) % 10)}`,
    unknown: queryCodeFrom(2n ** 40n + 7n),
    impossible: 'NOTACODE',
    known: code,
  }
  await keep(await hashOfCode(keys, code))
  const spent: Record<string, number[]> = { wrong: [], unknown: [], impossible: [], known: [] }
  const work: Record<string, unknown> = {}
  for (let round = 0; round < 20; round++)
    for (const [kind, one] of Object.entries(asked)) {
      const did: unknown[] = []
      const watched = {
        mark: (purpose: string, text: string) => {
          did.push(purpose)
          return keys.mark(purpose, text)
        },
      }
      const pool = new Proxy(database.pool, {
        get(target, name) {
          if (name !== 'query') return Reflect.get(target, name) as unknown
          return (question: { readonly text: string; readonly values: readonly Buffer[] }) => {
            did.push([question.text, question.values.map(({ length }) => length)])
            return target.query({ text: question.text, values: [...question.values] })
          }
        },
      })
      const began = performance.now()
      assert.equal((await queryCodes(watched, pool).find(one)) !== undefined, kind === 'known', kind)
      spent[kind]?.push(performance.now() - began)
      work[kind] = did
    }
  // Two salts and so two slow hashes, the old mark, and one question of the same shape.
  const salts = ['salt of query code', 'salt of query code', 'query code']
  for (const [kind, did] of Object.entries(work)) {
    assert.deepEqual(did, work['known'], kind)
    assert.deepEqual((did as readonly unknown[]).slice(0, 3), salts, kind)
    assert.equal((did as readonly unknown[]).length, 4, kind)
  }
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[10] ?? Number.NaN
  console.log(
    `codes: ${Object.values(spent)
      .map((times) => median(times).toFixed(2))
      .join(', ')} ms`,
  )
})

test('when too many ask at once the last are turned away, and the others answered', async () => {
  const codes = queryCodes(keys, database.pool)
  const answers = await Promise.all(
    Array.from({ length: 250 }, (_, n) => codes.find(queryCodeFrom(BigInt(n + 1000)))),
  )
  assert.equal(answers.filter((answer) => answer === 'busy').length, 48)
  assert.equal(answers.filter((answer) => answer === undefined).length, 202)
})
