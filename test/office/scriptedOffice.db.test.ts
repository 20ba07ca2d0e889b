/** The scripted office on the real office, database, search and log: everything that can happen to a clue happens. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { clue } from '#mechanisms/clue/clue.ts'
import { transfer } from '#mechanisms/clue/transfer.ts'
import { misstepNames } from '../../src/office/missteps.ts'
import { sum } from '../../src/office/tally.ts'
import { demoWorld, UNTIL, type DemoWorld } from './demoWorld.ts'

/** What only a job of the server does, and what happens inside another action: seen in the rows instead. */
const BY_OTHERS = ['clue.escalate', 'transfer.escalate', 'transfer.send']
/**
 * What takes back or destroys, the alias by hand, a code that somebody tells, the answer with a head clue, recusal, the filing
 * that closes a clue and the clearing letter: on their own in erasure, papers, codeCheck, filing and the clue's own tests.
 */
const NOT_WALKED = [
  'clue.erase',
  'clue.cancelPaper',
  'clue.giveAlias',
  'clue.withdrawSignature',
  'clue.noteCodePresented',
  'clue.answerWithHead',
  'clue.askRecusal',
  'clue.noteRecusal',
  'clue.closeWithFiling',
  'clue.clear',
]
const CLUES = Number(process.env['ZS_OFFICE_CLUES'] ?? 420)

describe('a demo world', () => {
  let world: DemoWorld
  before(async () => {
    world = await demoWorld({ clues: CLUES, months: 6, missteps: 0.7 })
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
  })
  const rows = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await world.database.ownerPool.query<Row>(sql, [...values])).rows

  test('no step was refused that the script held to be right, and no misstep was let through', () => {
    assert.deepEqual(world.demo.tally.problems, [])
  })

  test('every action of clue and transfer is taken', async (t) => {
    const taken = new Set(
      (
        await rows<{ name: string }>(
          `select distinct type || '.' || (convert_from(bytes, 'UTF8')::jsonb ->> 'action') as name from zs.entry
           where type in ('clue', 'transfer')`,
        )
      ).map(({ name }) => name),
    )
    const all = [clue, transfer].flatMap((one) =>
      Object.keys(one.actions).map((name) => `${one.name}.${name}`),
    )
    const { acts } = world.demo.tally
    for (const name of all)
      t.diagnostic(`${name}: ${BY_OTHERS.includes(name) ? 'by others' : String(acts.get(name) ?? 0)}`)
    assert.deepEqual(
      all.filter((name) => !taken.has(name) && !NOT_WALKED.includes(name)),
      [],
    )
  })

  test('every state is reached', () => {
    const { states } = world.demo.tally
    const all = [clue, transfer].flatMap((one) =>
      Object.keys(one.states).map((name) => `${one.name}.${name}`),
    )
    // A part is sent by the clue's own action.
    const elsewhere = ['transfer.sent', 'clue.erased']
    assert.deepEqual(
      all.filter((name) => !elsewhere.includes(name) && !states.has(name)),
      [],
    )
  })

  test('received = open + closed by outcome, and every outcome is there', async () => {
    const [counted] = await rows<{ received: number; open: number; closed: number }>(
      `select count(*)::int as received, (count(*) filter (where not closed))::int as open,
              (count(*) filter (where closed and outcome is not null))::int as closed from zs.record where type = 'clue'`,
    )
    assert.equal(counted?.received, CLUES)
    assert.equal(counted.received, counted.open + counted.closed)
    const outcomes = await rows<{ outcome: string }>(
      `select distinct outcome from zs.record where type = 'clue' and closed`,
    )
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome).toSorted(),
      clue.fields.outcome.options.toSorted(),
    )
  })

  test('each kind of misstep is made and meets its own refusal', () => {
    const { missteps } = world.demo.tally
    assert.ok(sum(missteps) > CLUES)
    assert.deepEqual(
      misstepNames.filter((name) => !missteps.has(name)),
      [],
    )
  })

  test('every entry is in the log, under a checkpoint that is not older than it', async () => {
    const [late] = await rows<{ count: number }>(
      `select count(*)::int as count from zs.entry e
       where not exists (select from zs.log_leaf l where l.log = 'journal' and l.record = e.record and l.seq = e.seq)`,
    )
    assert.equal(late?.count, 0)
    const [future] = await rows<{ count: number }>(
      'select count(*)::int as count from zs.entry where at > $1',
      [UNTIL],
    )
    assert.equal(future?.count, 0)
  })

  test('clocks reminded, and some are overdue today', async () => {
    const [counted] = await rows<{ reminded: number; overdue: number }>(
      `select (count(*) filter (where jsonb_array_length(fields -> 'supervisions') > 0))::int as reminded,
              (count(*) filter (where not closed and due < $1))::int as overdue from zs.record where type = 'clue'`,
      [UNTIL],
    )
    assert.ok((counted?.reminded ?? 0) > 0)
    assert.ok((counted?.overdue ?? 0) > 0)
  })
})

test('the same seed makes the same world; another seed another', async () => {
  const worldOf = async (seed: string) => {
    await using world = await demoWorld({ clues: 40, months: 2, seed })
    const { rows } = await world.database.ownerPool.query<{ id: string; state: string }>(
      `select r.id, r.number, r.state, r.version, r.outcome, r.due, r.changed_at,
              (select array_agg(e.id order by e.seq) from zs.entry e where e.record = r.id) as entries
       from zs.record r where type in ('clue', 'transfer') order by r.id`,
    )
    return rows
  }
  const first = await worldOf('same')
  assert.ok(first.length >= 40)
  assert.deepEqual(await worldOf('same'), first)
  assert.notDeepEqual(await worldOf('other'), first)
})
