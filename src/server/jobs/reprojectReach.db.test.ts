/** A county goes from one prefecture to another by an approved rule set: who reviews above it changes for what is there already. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Pool } from 'pg'
import type { RecordId } from '#kernel/record/field.ts'
import { addMillis, dayOf } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import { now } from '#server/compose.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'
import { nanguan, told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { openRealm, type Realm } from '../realm.ts'
import { reprojectReach } from './reprojectReach.ts'

const CLUES = '/api/records/clue'
let world: HttpWorld
/** One at its review above, one that nobody above reviews yet. */
let inReview: RecordId
let atVerifying: RecordId
/** As a process knows it that has not heard of the change. */
let unaware: Realm
before(async () => {
  world = await httpWorld()
  unaware = await openRealm(world.database.ownerPool, declarations, () => dayOf(now()))
  inReview = await walk('强揽工程', true)
  atVerifying = await walk('欺行霸市', false)
})
after(async () => {
  await world.composed.reach.idle()
  await world[Symbol.asyncDispose]()
})

async function walk(title: string, toReview: boolean): Promise<RecordId> {
  const { composed } = world
  const content = `${title}：${[...title].map((sign) => sign.repeat(9)).join('，')}。`
  const opened = await composed.office.act({
    asker: { kind: 'staff', person: people.centreIntake },
    type: 'clue',
    action: 'enter',
    input: { ...told, title, content, realName: false },
  })
  assert.ok('done' in opened, JSON.stringify(opened))
  const { id } = opened.done
  const does = (role: Role, action: string, input: object = {}) =>
    world.must(role, `${CLUES}/${id}/actions/${action}`, input)
  await does('centreIntake', 'register', { gist: title, importance: 'general', category: 'crime' })
  await does('centreAssessor', 'assess', {
    grade: 'B',
    gradeReasons: '具体。',
    area: '220102',
    focus: ['other'],
  })
  await does('centreHead', 'approve', {
    ...{ verifyingUnit: nanguan.unit, dispatch: 'direct', secrecy: 'internal', feedbackWanted: false },
    instructions: '依法核查。',
  })
  const team = nanguan.team.map((role) => people[role])
  await does(nanguan.team[1], 'signFor', { team, plan: '走访。' })
  if (!toReview) return id
  const steps = [{ kind: 'questioning', on: dayOf(now()), what: '询问。', officers: team }]
  for (const role of nanguan.team) await does(role, 'undertakeSecrecy')
  await does(nanguan.chiefs[0], 'approveVerification', { plan: '走访。' })
  await does(nanguan.team[0], 'logStep', { steps })
  const contact = { on: dayOf(now()), way: 'phone', words: '已核实。' }
  await does(nanguan.team[0], 'contactReporter', { reporterContacts: [contact] })
  const negative = { conclusion: 'noCrime', findings: '未发现。', proposal: 'nothing', truth: 'mistaken' }
  await does(nanguan.team[0], 'submitReport', negative)
  for (const chief of nanguan.chiefs) await does(chief, 'sign', { opinion: '同意。' })
  return id
}

const parts = (ownerPool: Pool = world.database.ownerPool, later = 0) => ({
  ownerPool,
  declarations,
  masterKey: world.composed.keys.master,
  now: () => addMillis(now(), later),
})
const reviewers: readonly Role[] = ['changchunReviewer', 'jilinCityReviewer', 'provinceReviewer']

/** Who of them gets to the clue: at its door (memory after SQL), in the list (SQL), and in the work list. */
async function whoReaches(id: RecordId) {
  const reached: Partial<Record<Role, string>> = {}
  for (const role of reviewers) {
    const door = await world.as(role, 'GET', `${CLUES}/${id}`)
    const isListed = async (query: string) =>
      (await world.as(role, 'GET', `${CLUES}${query}`)).text.includes(id) ? 'listed' : 'not listed'
    const words = [String(door.status), await isListed(''), await isListed('?view=work')]
    reached[role] = words.join(', ')
  }
  return reached
}
const inside = '200, listed, listed'
const outside = '404, not listed, not listed'

async function verify() {
  await world.integrate()
  const { realm, keys, evidence } = world.composed
  const pool = world.database.ownerPool
  const report = await verifyAll(pool, {
    recompute: recomputeWith(realm, keys),
    readNumber: numberReader(realm),
    ...{ evidence, now: now() },
  })
  assert.ok('findings' in report, JSON.stringify(report))
  return report.findings.map(({ what, where }) => [what, where.table])
}

async function rows<Row extends object>(sql: string): Promise<readonly Row[]> {
  return (await world.database.ownerPool.query<Row>(sql)).rows
}
const moves = () =>
  rows<{ record: string; because: string; added: string[]; removed: string[] }>(
    'select record, because, added, removed from zs.reach_moved order by at',
  )

/** Proposed by the assessor, approved by the head; answers its number. */
async function adoptDivisions(change: (csv: string) => string): Promise<string> {
  const found = world.composed.realm.rulebookOn(dayOf(now())).find('organisation.divisions')
  // The shape that ruleSet.flaws.ts checked.
  const content = found?.content as { readonly csv: string }
  const opened = await world.must('centreAssessor', '/api/records/ruleSet/actions/propose', {
    key: 'organisation.divisions',
    from: dayOf(now()),
    source: '国务院关于调整行政区划的批复',
    content: { kind: 'divisions', csv: change(content.csv), english: '' },
    reasons: '区划调整',
  })
  const path = `/api/records/ruleSet/${String(opened.body['id'])}/actions/approve`
  await world.must('centreHead', path, { opinion: '同意。' })
  return String(opened.body['number'])
}

test('what is there already opens to the new prefecture and no longer to the old one, and the reason is kept', async () => {
  assert.deepEqual(await whoReaches(inReview), {
    changchunReviewer: inside,
    jilinCityReviewer: outside,
    provinceReviewer: inside,
  })
  const number = await adoptDivisions((csv) => csv.replace('南关区,county,2201', '南关区,county,2202'))
  await world.composed.reach.idle()
  assert.deepEqual(await whoReaches(inReview), {
    changchunReviewer: outside,
    jilinCityReviewer: inside,
    provinceReviewer: inside,
  })
  const told = await moves()
  assert.deepEqual(
    told.map(({ record, added, removed }) => ({ record, added, removed })),
    [
      {
        record: inReview,
        added: ['unitInLine/clue.reviewer/2202:police'],
        removed: ['unitInLine/clue.reviewer/2201:police'],
      },
    ],
    'once, for the one it concerns',
  )
  assert.ok(told[0]?.because.includes(number), told[0]?.because)
  assert.deepEqual(await verify(), [])
  assert.equal((await world.as('provinceReviewer', 'GET', `${CLUES}/${atVerifying}`)).status, 404)
})

test('what a process wrote by the lines it knew is put right a moment later, and then it is settled', async () => {
  const stale = world.composed.officeWith({ realm: unaware })
  const outcome = await stale.act({
    asker: { kind: 'staff', person: people.centreHead },
    type: 'clue',
    id: inReview,
    action: 'supervise',
    input: { supervisions: [{ rung: 'remind', text: '请抓紧。' }] },
  })
  assert.ok('done' in outcome, JSON.stringify(outcome))
  assert.notDeepEqual(await verify(), [], 'it wrote the old lines')
  await reprojectReach(parts(), world.composed.realm)
  assert.deepEqual(await verify(), [])
  const settled = () => rows<{ settled: string | null }>('select settled from zs.reach_basis')
  assert.deepEqual(await settled(), [{ settled: null }])
  await reprojectReach(parts(undefined, 61_000), world.composed.realm)
  assert.notDeepEqual(await settled(), [{ settled: null }])
  // Not even one that lags behind for long brings the old lines back.
  assert.equal(await reprojectReach(parts(), unaware), 0)
  assert.deepEqual(await verify(), [])
})

test('a crash behind the rows and before their mark is made up for, and nothing is noted twice', async () => {
  const { ownerPool } = world.database
  const crashing = new Proxy(ownerPool, {
    get(pool, name) {
      if (name !== 'query') return Reflect.get(pool, name, pool) as unknown
      return (sql: string, values?: unknown[]) => {
        if (sql.includes('insert into zs.reach_basis')) throw new Error('killed')
        return pool.query(sql, values)
      }
    },
  })
  const basis = await rows('select mark from zs.reach_basis')
  // As the installer of another process: nobody here is told.
  await world.composed.officeWith({ onWritten: () => undefined }).act({
    asker: { kind: 'system', job: 'installer' },
    type: 'ruleSet',
    action: 'install',
    input: {
      key: 'organisation.divisions',
      from: dayOf(now()),
      source: '恢复原区划',
      content: { kind: 'divisions', csv: divisionsBefore(), english: '' },
    },
  })
  await assert.rejects(reprojectReach(parts(crashing), world.composed.realm), /killed/)
  assert.deepEqual(await rows('select mark from zs.reach_basis'), basis)
  const noted = (await moves()).length
  await Promise.all([1, 2].map(() => reprojectReach(parts(), world.composed.realm)))
  assert.equal((await moves()).length, noted)
  assert.deepEqual((await whoReaches(inReview)).changchunReviewer, inside)
  assert.deepEqual(await verify(), [])
})

function divisionsBefore(): string {
  const found = unaware.rulebookOn(dayOf(now())).find('organisation.divisions')
  // The shape that ruleSet.flaws.ts checked.
  return (found?.content as { readonly csv: string }).csv
}
