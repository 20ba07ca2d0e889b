/** Whatever people do, in whatever order: what must stay true. Wishes are drawn at random from all there are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { namedIn } from '#kernel/access/exclusion.ts'
import { findConflict } from '#kernel/org/conflict.ts'
import { isClosed } from '#kernel/record/projection.ts'
import { advance, replay, type AnyRecord } from '#kernel/record/replay.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import { dayOf } from '#kernel/time.ts'
import {
  another,
  approve,
  archive,
  assess,
  by,
  bySystem,
  changchun,
  confirm,
  contact,
  draw,
  entered,
  feedBack,
  logStep,
  merge,
  nanguan,
  orderRecheck,
  publicly,
  recheck,
  recordDisposal,
  register,
  reported,
  signAll,
  submit,
  takeUp,
  untilAnswered,
  untilSubmitted,
  untilVerifying,
} from '#test/support/clueActs.ts'
import { people, smallDirectory, type Role } from '#test/support/smallWorld.ts'
import { specify, staff, type Act } from '#test/support/specify.ts'
import { clue } from './clue.ts'

const { append, decideOn } = specify(clue)
type ClueAct = Act<typeof clue>
const noEntries: readonly JournalEntry[] = []

const roles = Object.keys(people) as readonly Role[]
const name = (key: string) => by('centreHead', 'name', { reasons: '补充', named: [{ key, how: 'stated' }] })
const outOfScope = { gist: '劳动争议', reasons: '不属受理范围', otherChannel: 'labourArbitration' }
const reasons = { reasons: '有新的事实。' }

/** Each what somebody may plausibly wish at some point of the way. */
const plausible: readonly ClueAct[] = [
  register(),
  register('u:220104:police'),
  assess('A'),
  assess('B'),
  by('centreAssessor2', 'confirmGrade', reasons),
  by('centreAssessor2', 'rejectGrade', reasons),
  by('centreAssessor', 'askForDetail', { supplementWanted: '时间？' }),
  publicly('supplement', { supplements: [{ text: '三月。' }] }),
  by('centreIntake', 'declareOutOfScope', outOfScope),
  by('centreHead', 'declareOutOfScope', outOfScope),
  merge(another({})),
  merge(another({ state: 'closed', closed: true })),
  by('centreHead', 'unmerge', reasons),
  approve(nanguan.unit),
  approve(changchun.unit),
  ...[nanguan, changchun].flatMap((crew) => [
    ...takeUp(crew),
    logStep(crew),
    contact(crew),
    submit(crew, 'evil'),
    submit(crew, 'nothing'),
    ...signAll(crew),
    recordDisposal(crew),
  ]),
  by('centreHead', 'takeBack', reasons),
  by('nanguanVerifier', 'objectNotOurs', { notOursGround: 'other', notOursReasons: '管辖不在我区' }),
  by('centreHead', 'upholdObjection', reasons),
  by('centreHead', 'rejectObjection', reasons),
  by('nanguanDeputyHead', 'sendBack', reasons),
  ...confirm,
  by('provinceReviewer', 'orderReverification', { reviewOpinion: '不足', verifyingUnit: '2202:police' }),
  feedBack,
  publicly('object', { objections: [{ text: '不同意' }] }),
  by('centreHead', 'grantReexamination', reasons),
  by('centreHead', 'refuseReexamination', {
    ...reasons,
    feedbackWay: 'phone',
    feedbackWords: '维持原来的结论。',
  }),
  draw(0),
  draw(0.9),
  orderRecheck,
  recheck('evilForce'),
  recheck('noCrime'),
  archive,
  by('centreHead', 'reopen', reasons),
  bySystem('escalate', { supervisions: [{ rung: 'verify:1/remind', text: '提醒' }] }),
]
const namings = [name(`p:${people.nanguanDeputyHead}`), name('u:2201:police'), name('u:22:clueCentre')]

/** A plausible wish of somebody of the small world who may have no business with it. */
const wish = fc
  .record({ act: fc.constantFrom(...plausible, ...namings), role: fc.constantFrom(...roles) })
  .map(({ act, role }): ClueAct => ({ ...act, by: staff(role) }))

/**
 * At each step somebody does the next plausible thing that is accepted, from a random place in the list on;
 * some steps are a stray wish instead, and now and then somebody is named. (Of wishes drawn blindly nearly
 * all are refused, and the records stay where they are.)
 */
const step = fc.oneof(
  { weight: 12, arbitrary: fc.nat(plausible.length - 1).map((start) => ({ start })) },
  { weight: 3, arbitrary: wish.map((stray) => ({ stray })) },
  { weight: 1, arbitrary: fc.constantFrom(...namings).map((stray) => ({ stray })) },
)
/** Where a history may begin: early, half-way, or with the answer given. */
const beginnings: readonly (readonly ClueAct[])[] = [
  [reported],
  [entered],
  untilVerifying(nanguan),
  [...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan)],
  untilSubmitted(nanguan),
  [...untilAnswered(nanguan), draw(0)],
]
const history = fc
  .record({
    beginning: fc.constantFrom(...beginnings.map((acts) => acts.reduce(append, noEntries))),
    steps: fc.array(step, { minLength: 6, maxLength: 14 }),
  })
  .map(({ beginning, steps }) =>
    steps.reduce((entries, next) => {
      const wishes =
        'stray' in next ? [next.stray] : [...plausible.slice(next.start), ...plausible.slice(0, next.start)]
      const accepted = wishes.find((act) => 'accepted' in decideOn(entries, act))
      return accepted === undefined ? entries : append(entries, accepted)
    }, beginning),
  )
const recordAfter = (entries: readonly JournalEntry[]): AnyRecord =>
  replay<Declaration>(clue, entries) ?? assert.fail('nothing was accepted')

test('no order of wishes leads out of the declared states or to a state without what it holds', () => {
  fc.assert(
    fc.property(history, (entries) => {
      entries.forEach(({ state }, nth) => {
        assert.ok(Object.hasOwn(clue.states, state), state)
        const record = recordAfter(entries.slice(0, nth + 1))
        // Every state of the clue says what it holds.
        const { holds } = clue.states[state as keyof typeof clue.states]
        for (const field of holds) assert.notEqual(record[field], undefined, `${state} without ${field}`)
      })
    }),
    { numRuns: 60 },
  )
})

test('the wishes lead to nearly all states, so that what holds of them says something', () => {
  // From a seed: which states 60 histories visit is a matter of chance otherwise.
  const visited = new Set(
    fc
      .sample(history, { seed: 20250428, numRuns: 60 })
      .flatMap((entries) => entries.map(({ state }) => state)),
  )
  assert.ok(visited.size >= 14, `only ${[...visited].join(', ')} were visited`)
})

test('a record is the fold of its entries, however they are cut', () => {
  fc.assert(
    fc.property(history, fc.nat(), (entries, cut) => {
      const at = cut % (entries.length + 1)
      const before = entries
        .slice(0, at)
        .reduce<AnyRecord | undefined>((record, entry) => advance(clue, record, entry), undefined)
      const after = entries.slice(at).reduce((record, entry) => advance(clue, record, entry), before)
      assert.deepEqual(recordAfter(entries), after)
    }),
    { numRuns: 30 },
  )
})

test('received = open + closed by outcome, for any set of clues', () => {
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 10 }), (histories) => {
      const records = histories.map(recordAfter)
      const closed = records.filter(({ state }) => isClosed(clue, state))
      const byOutcome = Map.groupBy(closed, (record) => record[clue.outcome])
      const open = records.length - closed.length
      const counted = clue.fields.outcome.options.map((outcome) => byOutcome.get(outcome)?.length ?? 0)
      assert.equal(
        counted.reduce((sum, count) => sum + count, open),
        records.length,
      )
    }),
    { numRuns: 6 },
  )
})

test('nobody whom the record keeps out ever gets a decision accepted', () => {
  let keptOut = 0
  const naming = fc.constantFrom(...namings)
  fc.assert(
    fc.property(history, naming, fc.constantFrom(...plausible), (before, named, act) => {
      const entries = 'accepted' in decideOn(before, named) ? append(before, named) : before
      const names = namedIn(clue, recordAfter(entries))
      for (const role of roles) {
        const actor = staff(role)
        if (findConflict(smallDirectory.conflictKeysOf(actor.person, dayOf(act.at)), names) === undefined)
          continue
        keptOut += 1
        const decision = decideOn(entries, { ...act, by: actor })
        assert.ok('refused' in decision, `${role} did "${act.action}"`)
        assert.ok(decision.refused.some(({ because }) => because === 'role may not'))
      }
    }),
    { numRuns: 30 },
  )
  assert.ok(keptOut > 50, `only ${String(keptOut)} cases met a conflict`)
})
