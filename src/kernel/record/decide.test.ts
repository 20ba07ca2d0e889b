import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rulebookOn, type RuleSet } from '../rulebook/rulebook.ts'
import { instant, plainDate } from '../time.ts'
import { decide, type Past } from './decide.ts'
import type { Declaration, Linked } from './declaration.ts'
import { group, list, optional, tableRow, text } from './field.ts'
import type { AnyRecord } from './replay.ts'
import { smallDirectory, today } from '#test/support/smallWorld.ts'
import { staff, theRecord, timeBook } from '#test/support/specify.ts'

const words = text({ max: 10 })
const note: Declaration = {
  ...{ name: 'note', version: 1, mechanism: 2, number: '第0号', title: 'subject', outcome: 'subject' },
  excludes: [],
  fields: {
    ...{ subject: words, answer: optional(words), author: words, remarks: list(words, { max: 9 }) },
    grounds: list(group({ rule: tableRow('note.rule') }), { max: 3 }),
  },
  roles: { clerk: { heldBy: ['clerk'], reaches: { to: 'everywhere' }, sees: 'all' } },
  states: { open: { holds: ['subject'] }, answered: { holds: ['answer', 'author'] }, full: {} },
  actions: {
    write: { by: 'clerk', to: 'open', asks: ['subject'] },
    forget: { by: 'clerk', from: 'open', to: 'answered', asks: ['answer'], sets: () => ({}) },
    reply: { by: 'clerk', from: 'open', to: 'answered', asks: ['answer'], sets: () => ({ author: '王' }) },
    mistake: { by: 'clerk', from: 'open', sets: () => ({ author: 7 }) },
    pass: {
      by: 'clerk',
      from: 'open',
      acts: ({ record, linked }) =>
        linked.map(({ type, id, told }) => ({
          ...{ type, id, action: 'note' },
          input: { subject: record['subject'], area: told['area'] },
        })),
    },
    ground: { by: 'clerk', from: 'open', asks: ['grounds'] },
    publish: { by: 'clerk', from: 'open', needs: ['answer'] },
    remark: {
      by: 'clerk',
      from: 'open',
      to: [{ when: 'twoRemarks', state: 'full' }, { state: 'open' }],
      adds: ['remarks'],
    },
    either: { by: 'clerk', from: 'open', to: [{ when: 'twoRemarks', state: 'full' }] },
  },
  // The field is a list.
  rules: { twoRemarks: ({ record }) => (record['remarks'] as readonly string[] | undefined)?.length === 2 },
  ...{ deadlines: {}, documents: {}, views: {} },
}
const bookOf = (sets: readonly RuleSet[]) => ({ ...timeBook, rulebookOn: () => rulebookOn(sets, today) })
const at = instant('2025-04-28T01:00:00.000Z')
const open = (more: Readonly<Record<string, unknown>> = {}): Past => {
  const record: AnyRecord = {
    ...{ id: theRecord, type: 'note', number: '1', state: 'open', version: 1, openedAt: at, changedAt: at },
    ...{ signatures: [], subject: '一' },
    ...more,
  }
  return { record, entries: [] }
}
const wish = (
  action: string,
  input: Readonly<Record<string, unknown>> = {},
  past: Past | undefined = open(),
) =>
  decide(
    note,
    past,
    { action, by: staff('centreIntake'), roles: ['clerk'], at, input },
    { org: smallDirectory, book: bookOf([]), linked: [], similar: [], owed: [] },
  )

test('a bug that would leave out what a state holds is thrown, not stored', () => {
  assert.throws(() => wish('forget', { answer: '好' }), /note would enter "answered" without author/)
  assert.ok('accepted' in wish('reply', { answer: '好' }))
})

test('what an action does to other records may follow from what those tell', () => {
  const linked: Linked = {
    ...{ type: 'case', id: theRecord, link: 'case', direction: 'from', state: 'open' },
    closed: false,
    told: { area: '2201' },
  }
  const decision = decide(
    note,
    open(),
    { action: 'pass', by: staff('centreIntake'), roles: ['clerk'], at, input: {} },
    { org: smallDirectory, book: bookOf([]), linked: [linked], similar: [], owed: [] },
  )
  assert.deepEqual('accepted' in decision ? decision.acts : decision.refused, [
    { type: 'case', id: theRecord, action: 'note', input: { subject: '一', area: '2201' } },
  ])
})

test('an optional field that the next state holds cannot be left out', () => {
  assert.deepEqual(wish('reply'), { refused: [{ because: 'field missing', field: 'answer' }] })
})

test('what an action needs must be there already', () => {
  assert.deepEqual(wish('publish'), { refused: [{ because: 'field missing', field: 'answer' }] })
  assert.ok('accepted' in wish('publish', {}, open({ answer: '好' })))
})

test('an action that sets what the field does not accept is a bug', () => {
  assert.throws(() => wish('mistake'), /sets "author" to what the field does not accept/)
})

test('a branch looks at the record with what was added, and with what was there before', () => {
  const stateAfter = (past: Past) => {
    const decision = wish('remark', { remarks: ['乙'] }, past)
    return 'accepted' in decision ? decision.accepted.state : decision.refused
  }
  assert.equal(stateAfter(open()), 'open')
  assert.equal(stateAfter(open({ remarks: ['甲'] })), 'full')
})

test('an action without a branch that applies is a bug', () => {
  assert.throws(() => wish('either'), /no branch of an action applies/)
})

const ruleOf = (from: string, id: string): RuleSet => ({
  ...{ key: 'note.rule', from: plainDate(from), source: 'assumed' },
  content: {
    kind: 'decisionTable',
    inputs: {},
    rows: [{ id, when: {}, then: {}, says: { zh: '准', en: 'allowed' }, source: 'assumed' }],
  },
})
const ruleSets = [ruleOf('2020-01-01', 'old'), ruleOf('2025-01-01', 'new'), ruleOf('2025-05-01', 'next')]
const entered: readonly (readonly [string, 'not in the list' | 'field not accepted' | undefined])[] = [
  ['note.rule/new@2025-01-01', undefined],
  ['note.rule/old@2020-01-01', 'not in the list'],
  ['note.rule/next@2025-05-01', 'not in the list'],
  ['note.rule/new@2025-01-02', 'not in the list'],
  ['note.rule/other@2025-01-01', 'not in the list'],
  ['new', 'field not accepted'],
  ['other.rule/new@2025-01-01', 'field not accepted'],
]
for (const [rule, because] of entered)
  test(`entered on 28 April 2025, the rule ${rule} is ${because ?? 'in force'}`, () => {
    const decision = decide(
      note,
      open(),
      { action: 'ground', by: staff('centreIntake'), roles: ['clerk'], at, input: { grounds: [{ rule }] } },
      { org: smallDirectory, book: bookOf(ruleSets), linked: [], similar: [], owed: [] },
    )
    assert.deepEqual(
      'refused' in decision ? decision.refused : [],
      because === undefined ? [] : [{ because, field: 'grounds' }],
    )
  })
