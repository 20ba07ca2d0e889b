/** A newer program declares clocks and roles that an older one did not: what the older one wrote is projected anew, once. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { declarations } from '#mechanisms/index.ts'
import { now } from '#server/compose.ts'
import { projectionDigests } from '#server/projectionDigests.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { verifyAll, type VerifyReport } from '#store/verify/verifyAll.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people } from '#test/support/smallWorld.ts'
import type { RecomputingParts } from './recomputeRows.ts'
import { findOutdated, noteDeclarations, reprojectTypes } from './reprojectTypes.ts'

const CLUES = '/api/records/clue'
let world: HttpWorld
let registered: RecordId
before(async () => {
  world = await httpWorld()
  registered = await enter('强揽工程')
  await world.must('centreIntake', `${CLUES}/${registered}/actions/register`, {
    gist: '强揽工程',
    importance: 'general',
    category: 'crime',
  })
  await enter('欺行霸市')
  await enter('非法采砂')
})
after(() => world[Symbol.asyncDispose]())

async function enter(title: string): Promise<RecordId> {
  const opened = await world.composed.office.act({
    asker: { kind: 'staff', person: people.centreIntake },
    type: 'clue',
    action: 'enter',
    input: {
      ...{ ...told, title, realName: false },
      content: `${title}：${[...title].map((sign) => sign.repeat(9)).join('，')}。`,
    },
  })
  assert.ok('done' in opened, JSON.stringify(opened))
  return opened.done.id
}

/** The clue as a program knew it that had neither its first clock nor its assessor, and another clock that began with it. */
function olderClue(): ReadonlyMap<string, Declaration> {
  const clue = declarations.get('clue') ?? assert.fail()
  const { register = assert.fail(), ...deadlines } = clue.deadlines
  const { assessor, ...roles } = clue.roles
  assert.ok(assessor !== undefined)
  const older = {
    ...clue,
    roles,
    deadlines: { ...deadlines, supplement: { ...register, stops: 'supplement' } },
  }
  return new Map(declarations).set('clue', older)
}

const newer = (): RecomputingParts => world.composed.recomputing

/** The rows as that program left them. */
async function asOlder(): Promise<void> {
  const parts = { ...newer(), declarations: olderClue() }
  const { leftAside } = await reprojectTypes(parts, await noteDeclarations(parts))
  assert.deepEqual(leftAside, [])
}

async function upgrade(options: Parameters<typeof reprojectTypes>[2] = {}, parts = newer()) {
  return reprojectTypes(parts, await noteDeclarations(parts), options)
}

async function verify(): Promise<VerifyReport> {
  await world.composed.indexer.drain()
  await world.integrate()
  const { realm, keys, evidence } = world.composed
  const pool = world.database.ownerPool
  const report = await verifyAll(pool, {
    recompute: recomputeWith(realm, keys),
    readNumber: numberReader(realm),
    digests: projectionDigests(declarations),
    ...{ evidence, now: now() },
  })
  assert.ok('findings' in report, JSON.stringify(report))
  return report
}
const findingsIn = ({ findings }: VerifyReport) => findings.map(({ what, where }) => `${what} ${where.table}`)

async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<readonly Row[]> {
  return (await world.database.ownerPool.query<Row>(sql, values)).rows
}
const clockMoves = () =>
  rows<{ name: string; because: string; before: boolean; after: boolean }>(
    `select name, because, due_before is not null as before, due_after is not null as after
     from zs.clock_moved where record = $1 order by at, name`,
    [registered],
  )

test('a fresh installation holds the digests of its declarations at once, and nothing waits', async () => {
  assert.deepEqual(world.composed.outdated, [])
  const stored = await rows<{ type: string; digest: string }>('select type, digest from zs.projected')
  assert.deepEqual(new Map(stored.map(({ type, digest }) => [type, digest])), projectionDigests(declarations))
  assert.equal((await verify()).sound, true)
})

test('what an older program projected waits and is no tampering; projected anew it is sound, and why is kept', async () => {
  await asOlder()
  const clocks = () => rows<{ name: string }>('select name from zs.clock where record = $1', [registered])
  assert.deepEqual((await clocks()).map(({ name }) => name).toSorted(), ['assess', 'supplement'])
  const report = await verify()
  assert.deepEqual([report.sound, findingsIn(report), report.outdated], [false, [], { clue: 3 }])
  assert.match(report.notes.map(({ en }) => en).join(), /clue \(3\)/)

  assert.deepEqual(await upgrade(), { records: 3, leftAside: [] })
  const after = await verify()
  assert.deepEqual([after.sound, findingsIn(after), after.outdated], [true, [], {}])
  assert.deepEqual((await clocks()).map(({ name }) => name).toSorted(), ['assess', 'register'])
  assert.deepEqual(
    (await clockMoves())
      .map(({ name, before, after }) => ({ name, before, after }))
      .filter(({ name }) => name === 'supplement'),
    [
      { name: 'supplement', before: false, after: true },
      { name: 'supplement', before: true, after: false },
    ],
    'the clock that stopped long ago moved for nobody, the one that ran did',
  )
  const reach = await rows<{ added: string[]; because: string }>(
    `select added, because from zs.reach_moved where record = $1 and added <> '{}' order by at`,
    [registered],
  )
  assert.equal(reach.length, 1)
  assert.match(reach[0]?.because ?? '', /^程序 clue [0-9a-f]{12}$/)
})

test('twice is once: nothing moves, nothing is noted again, and a start after it has nothing to do', async () => {
  const moved = await clockMoves()
  const everything = () =>
    rows('select record, name, run, state, due from zs.clock order by record, name').then(JSON.stringify)
  const before = await everything()
  await rows(`update zs.projected set digest = 'as if it were older' where type = 'clue'`)
  assert.equal((await upgrade()).records, 3)
  assert.deepEqual([await clockMoves(), await everything()], [moved, before])
  assert.deepEqual(await noteDeclarations(newer()), [])
  assert.equal((await upgrade()).records, 0)
})

test('killed in between it goes on where it was, and verify says meanwhile that it waits', async () => {
  await asOlder()
  let kept = 0
  const dying = new Proxy(world.database.ownerPool, {
    get(pool, name) {
      if (name !== 'query') return Reflect.get(pool, name, pool) as unknown
      return (sql: string, values?: unknown[]) => {
        // As it is behind the rows of the second record.
        if (sql.includes('toward, up_to, at) values') && ++kept === 2)
          throw new Error('Connection terminated unexpectedly')
        return pool.query(sql, values)
      }
    },
  })
  await assert.rejects(upgrade({ batch: 1 }, { ...newer(), ownerPool: dying }), /terminated/)
  const half = await verify()
  assert.deepEqual([half.sound, findingsIn(half), half.outdated], [false, [], { clue: 3 }])
  assert.deepEqual(await upgrade({ batch: 1 }), { records: 2, leftAside: [] })
  assert.equal((await verify()).sound, true)
})

test('what was broken off toward another version begins anew', async () => {
  await asOlder()
  await rows(
    `update zs.projected set toward = 'a version in between', up_to = (select max(id::text)::uuid from zs.record)
     where type = 'clue'`,
  )
  assert.equal((await upgrade()).records, 3)
  assert.equal((await verify()).sound, true)
})

test('a changed row of a type that did not change is named: beside what waits, and still afterwards', async () => {
  await rows(`update zs.record set title = '改过' where type = 'person' and id = $1`, [people.centreHead])
  await asOlder()
  const report = await verify()
  assert.deepEqual([findingsIn(report), report.outdated], [['rowEdited zs.record'], { clue: 3 }])
  await upgrade()
  assert.deepEqual(findingsIn(await verify()), ['rowEdited zs.record'])
})

test('a record that cannot be projected keeps nobody out: it is left as it was, told, and named', async () => {
  await asOlder()
  await rows('update zs.record set version = version + 1 where id = $1', [registered])
  assert.deepEqual(await upgrade(), { records: 3, leftAside: [registered] })
  assert.deepEqual(await findOutdated(world.database.ownerPool, declarations), [])
  const report = await verify()
  assert.deepEqual(report.outdated, {})
  assert.ok(report.findings.some(({ where }) => where.record === registered && where.column === 'version'))
  assert.ok(
    report.findings.every(({ where }) =>
      [registered, String(people.centreHead)].includes(String(where.record)),
    ),
  )
})
