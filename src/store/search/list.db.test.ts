import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inScope, nobody, type Scope } from '#store/records/scope.ts'
import { people } from '#test/support/smallWorld.ts'
import { moment } from '#test/support/specify.ts'
import { scopeOf, searchWorld } from '#test/support/searchWorld.ts'
import { countRecords, listRecords, type ListQuestion, type Page } from './list.ts'

let world: Awaited<ReturnType<typeof searchWorld>>
before(async () => {
  world = await searchWorld()
})
after(() => world[Symbol.asyncDispose]())

const director = scopeOf('centreHead')
type Options = Parameters<typeof listRecords>[2]
async function page(
  question: Omit<ListQuestion, 'type'>,
  options?: Options,
  scope: Scope = director,
): Promise<Page> {
  const answer = await inScope(world.database.pool, scope, (client) =>
    listRecords(client, { type: 'clue', ...question }, options),
  )
  assert.ok('items' in answer)
  return answer
}
const ids = async (question: Omit<ListQuestion, 'type'>, scope?: Scope) =>
  (await page(question, {}, scope)).items.map(({ id }) => id)
const count = (question: Omit<ListQuestion, 'type'>, scope: Scope = director) =>
  inScope(world.database.pool, scope, (client) => countRecords(client, { type: 'clue', ...question }))

test('two characters of Chinese anywhere in any text are found', async () => {
  const wanted = await world.add({ content: '他们在东盛大街的棋牌室里放高利贷。' })
  await world.add({ content: '跟前一件毫无关系的内容。' })
  await world.indexer.drain()
  for (const words of ['高利', '利贷', '东盛大街', '棋牌室里放', ' 高利 '])
    assert.deepEqual(await ids({ words }), [wanted.id], words)
  assert.equal(await count({ words: '高利' }), 1)
  assert.deepEqual(await ids({ words: '贷利' }), [])
})

test('a single character, a full-width digit and a register number are found', async () => {
  const wanted = await world.add({ content: '车牌尾号是８９３７的黑色轿车，麓。' })
  await world.indexer.drain()
  assert.deepEqual(await ids({ words: '麓' }), [wanted.id])
  assert.deepEqual(await ids({ words: '8937' }), [wanted.id])
  assert.deepEqual(await ids({ words: wanted.record.number }), [wanted.id])
})

test('every character of the words means itself', async () => {
  const percent = await world.add({ content: '返利承诺是100%_保底\\不赔' })
  const quoted = await world.add({ content: "署名为 O'Brien 的来信" })
  await world.indexer.drain()
  for (const words of ['%', '_', '\\', '%_', '_保', '底\\不'])
    assert.deepEqual(await ids({ words }), [percent.id], words)
  for (const words of ["'", "o'b", "O'Brien"]) assert.deepEqual(await ids({ words }), [quoted.id], words)
  for (const words of ["' or true --", '%%', '1%0', '$1', '%1$I', 'a%'])
    assert.deepEqual(await ids({ words }), [], words)
})

test('nobody finds a record by words they may not read', async () => {
  const secret = await world.add(
    { content: '只有看得到内容的人才找得到的琥珀色线索。', verifyingUnit: '220102:police' },
    { state: 'verifying' },
  )
  await world.indexer.drain()
  assert.deepEqual(await ids({ words: '琥珀' }), [secret.id])
  // The auditor and the leader reach it, and do not see its content.
  for (const role of ['auditor', 'nanguanLeader'] as const) {
    assert.ok((await ids({}, scopeOf(role))).includes(secret.id))
    assert.deepEqual(await ids({ words: '琥珀' }, scopeOf(role)), [])
    assert.equal(await count({ words: '琥珀' }, scopeOf(role)), 0)
    assert.deepEqual(await ids({ words: secret.record.number }, scopeOf(role)), [secret.id])
  }
})

test('a marked reporter cannot be found by the mark', async () => {
  await world.add({ reporterMarks: ['QWJjRGVm'] })
  await world.indexer.drain()
  assert.deepEqual(await ids({ words: 'QWJjRGVm' }), [])
})

test('pages of every order follow on one another, ties included', async () => {
  for (let nth = 0; nth < 9; nth++)
    await world.add(
      { trade: 'loans' },
      { at: moment(`2025-04-2${String(1 + (nth % 3))}`), state: 'toAssess' },
    )
  for (const sorted of ['opened', 'changed', 'due'] as const) {
    const question = { states: ['toAssess'], sorted }
    const all = (await page(question)).items
    const met: string[] = []
    let cursor: string | undefined
    do {
      const { items, next } = await page(question, { limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      met.push(...items.map(({ id }) => id))
      cursor = next
    } while (cursor !== undefined)
    assert.equal(new Set(met).size, 9, sorted)
    assert.deepEqual(
      met,
      all.map(({ id }) => id),
      sorted,
    )
    const keys = all.map(({ openedAt, due }) => (sorted === 'due' ? due : openedAt))
    const ordered = keys.toSorted()
    assert.deepEqual(keys, sorted === 'due' ? ordered : ordered.reverse(), sorted)
  }
})

test('a cursor that was changed, or belongs to another list, is refused', async () => {
  const { next = '' } = await page({ sorted: 'opened' }, { limit: 1 })
  const refused = { refused: { because: 'cursor not ours' } }
  const [key, , sum] = JSON.parse(Buffer.from(next, 'base64url').toString()) as string[]
  const forged = Buffer.from(JSON.stringify([key, '00000000-0000-4000-8000-000000000000', sum])).toString(
    'base64url',
  )
  await inScope(world.database.pool, director, async (client) => {
    for (const cursor of ['', 'x', '!!', forged, next.slice(1), 'A'.repeat(5000)])
      assert.deepEqual(await listRecords(client, { type: 'clue' }, { cursor }), refused, cursor)
    assert.deepEqual(
      await listRecords(client, { type: 'clue', states: ['toAssess'] }, { cursor: next }),
      refused,
    )
    assert.ok('items' in (await listRecords(client, { type: 'clue', sorted: 'opened' }, { cursor: next })))
  })
})

test('a list is narrowed by state, unit, handler and deadline', async () => {
  const [one, two] = [
    await world.add(
      { verifyingUnit: '220204:police', team: [people.chuanyingVerifier2] },
      { state: 'verifying' },
    ),
    await world.add({ verifyingUnit: '220204:police' }, { state: 'passedOn' }),
  ]
  const both = new Set([one.id, two.id])
  assert.deepEqual(new Set(await ids({ unit: '220204:police' })), both)
  assert.deepEqual(await ids({ unit: '220204:police', states: ['verifying', 'toSign'] }), [one.id])
  assert.deepEqual(await ids({ handler: people.chuanyingVerifier2 }), [one.id])
  assert.deepEqual(await ids({ handler: '%' }), [])
  assert.equal(await count({ unit: '220204:police' }), 2)
  assert.deepEqual(await ids({ unit: '220204:police', dueBefore: moment('2020-01-01') }), [])
})

test('my work is what waits for me, and the roles in which I reach it come along', async () => {
  const { items } = await page({ onlyWork: true }, {}, scopeOf('chuanyingVerifier2'))
  assert.deepEqual(items.map(({ state, roles }) => [state, roles]).toSorted(), [
    ['passedOn', ['receiver']],
    ['verifying', ['verifier']],
  ])
})

test('work by due, page by page and narrowed, is the work by opening in another order', async () => {
  const due = moment('2031-05-01')
  const team = [people.chuanyingVerifier2, people.chuanyingVerifier]
  for (const state of ['verifying', 'verifying', 'toSign', 'passedOn'])
    await world.add({ verifyingUnit: '220204:police', team }, { state, at: moment('2026-03-02') })
  await world.add(
    {
      verifyingUnit: '220204:police',
      team,
      named: [{ key: `p:${people.chuanyingVerifier2}`, how: 'matched' }],
    },
    { state: 'verifying', at: moment('2026-03-02') },
  )
  for (const role of ['chuanyingVerifier2', 'chuanyingVerifier', 'centreHead'] as const)
    for (const narrowed of [
      {},
      { states: ['verifying'] },
      { unit: '220204:police', states: ['verifying', 'toSign'] },
      { handler: people.chuanyingVerifier2 },
      { dueBefore: due },
      { dueBefore: moment('2020-01-01') },
    ]) {
      const whole = await page({ onlyWork: true, ...narrowed }, { limit: 200 }, scopeOf(role))
      const wanted = whole.items
        .filter((one) => one.due !== null)
        .toSorted((a, b) => String(a.due).localeCompare(String(b.due)) || (a.id < b.id ? -1 : 1))
      const met: string[] = []
      let cursor: string | undefined
      do {
        const options = cursor === undefined ? { limit: 2 } : { limit: 2, cursor }
        const { items, next } = await page(
          { onlyWork: true, sorted: 'due', ...narrowed },
          options,
          scopeOf(role),
        )
        met.push(...items.map(({ id }) => id))
        cursor = next
      } while (cursor !== undefined)
      assert.deepEqual(
        met,
        wanted.map(({ id }) => id),
        `${role} ${JSON.stringify(narrowed)}`,
      )
      if (role === 'chuanyingVerifier2' && Object.keys(narrowed).length === 0) assert.ok(met.length >= 2)
    }
})

test('however a page is found, it is what row-level security lets through in that order', async () => {
  const nanguan = { verifyingUnit: '220102:police' }
  const chuanying = { verifyingUnit: '220204:police' }
  const places: readonly Readonly<Record<string, unknown>>[] = [
    // The oldest and the newest are another county's: those of ours are found behind many that are not reached.
    ...Array.from({ length: 40 }, () => chuanying),
    ...Array.from({ length: 4 }, () => nanguan),
    ...Array.from({ length: 90 }, () => chuanying),
    { ...chuanying, named: [{ key: 'u:22:clueCentre', how: 'matched' }] },
  ]
  for (const [nth, fields] of places.entries())
    await world.add(fields, {
      state: nth % 10 === 0 ? 'toSign' : 'toReview',
      at: moment(`2025-06-${String(1 + Math.floor(nth / 10)).padStart(2, '0')}`),
    })
  const questions: readonly Omit<ListQuestion, 'type'>[] = [
    ...(['opened', 'changed'] as const).flatMap((sorted) => [
      { sorted },
      { sorted, states: ['toReview'] },
      { sorted, states: ['toReview', 'toSign'] },
      { sorted, states: ['toReview'], unit: '220102:police' },
      { sorted, unit: '220204:police' },
    ]),
    { sorted: 'due', states: ['toReview'], unit: '220204:police' },
  ]
  for (const role of ['centreHead', 'nanguanOfficeHead', 'nanguanChief', 'chuanyingVerifier2'] as const)
    for (const question of questions) {
      const { sorted, states, unit } = question
      const { rows } = await inScope(world.database.pool, scopeOf(role), (client) =>
        client.query<{ id: string }>(
          `select id from zs.record where type = 'clue' and ($1::text[] is null or state = any ($1))
             and ($2::text is null or $2 in (fields ->> 'verifyingUnit', fields ->> 'registry', fields ->> 'to'))
           order by ${sorted === 'due' ? 'due' : `${sorted === 'opened' ? 'opened_at' : 'changed_at'} desc`}, id`,
          [states ?? null, unit ?? null],
        ),
      )
      const expected = rows.map(({ id }) => id)
      const short = await page(question, { limit: 3 }, scopeOf(role))
      const met: string[] = []
      let cursor: string | undefined
      do {
        const options = { limit: 40, ...(cursor === undefined ? {} : { cursor }) }
        const { items, next } = await page(question, options, scopeOf(role))
        met.push(...items.map(({ id }) => id))
        cursor = next
      } while (cursor !== undefined)
      const asked = `${role} ${JSON.stringify(question)}`
      assert.deepEqual(met, expected, asked)
      assert.deepEqual(
        short.items.map(({ id }) => id),
        expected.slice(0, 3),
        asked,
      )
    }
})

test('whoever reaches many looks through all of a unit for what is theirs', async () => {
  // More of the unit than is looked at first are another county's in the file, and one names the asker's unit.
  for (let nth = 0; nth < 12; nth++)
    await world.add(
      {
        registry: '220103:office',
        ...(nth % 4 === 0 ? { verifyingUnit: '220102:police' } : {}),
        ...(nth === 4 ? { named: [{ key: 'u:220102:office', how: 'matched' }] } : {}),
      },
      { state: 'toReview', at: moment(`2025-07-${String(10 + nth)}`) },
    )
  const asked = (few: number, wanted: number) =>
    inScope(world.database.pool, scopeOf('nanguanOfficeHead'), async (client) => {
      const text = `select id from zs.list_of_unit('clue', '{toReview}', '220103:office', null, null, $2, $1)`
      return (await client.query<{ id: string }>(text, [few, wanted])).rows.map(({ id }) => id)
    })
  const { rows } = await inScope(world.database.pool, scopeOf('nanguanOfficeHead'), (client) =>
    client.query<{ id: string }>(
      `select id from zs.record where fields ->> 'registry' = '220103:office' order by opened_at desc, id`,
    ),
  )
  assert.equal(rows.length, 2)
  for (const few of [0, 2000])
    for (const wanted of [1, 2, 3])
      assert.deepEqual(
        await asked(few, wanted),
        rows.map(({ id }) => id).slice(0, wanted),
        `${String(few)}, ${String(wanted)}`,
      )
})

test('a row of reach that claims another state shows no record there', async () => {
  const stored = await world.add({ registry: '22:clueCentre' }, { state: 'reexamining' })
  assert.ok((await ids({ states: ['reexamining'] })).includes(stored.id))
  await world.database.ownerPool.query(`update zs.reach set state = 'objected' where record = $1`, [
    stored.id,
  ])
  for (const states of [['objected'], ['reexamining']])
    assert.ok(!(await ids({ states })).includes(stored.id), states.join())
})

test('without a scope there is nothing at any door of the application', async () => {
  assert.deepEqual(await ids({}, nobody), [])
  assert.deepEqual(await ids({ words: '高利' }, nobody), [])
  assert.equal(await count({}, nobody), 0)
  for (const unit of ['22:clueCentre', undefined])
    assert.deepEqual(await ids(unit === undefined ? { states: ['toRegister'] } : { unit }, nobody), [])
  for (const table of ['search_text', 'signature', 'band', 'mark', 'to_index'])
    await assert.rejects(world.database.pool.query(`select from zs.${table}`), /permission denied/, table)
})
