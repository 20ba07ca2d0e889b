import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rulebookOn } from '../rulebook/rulebook.ts'
import { plainDate } from '../time.ts'
import type { Declaration } from './declaration.ts'
import { choice, group, list, listed, named, optional, personal, ref, tableRow, text } from './field.ts'
import { flawsOf } from './flaws.ts'

const words = text({ max: 100 })
const noRules = rulebookOn([], plainDate('2026-01-01'))

/** A declaration without a flaw; each test plants one in it. */
const sound: Declaration = {
  name: 'note',
  version: 1,
  mechanism: 2,
  number: '第000号',
  title: 'subject',
  outcome: 'outcome',
  excludes: ['named'],
  fields: {
    subject: words,
    answer: words,
    remark: optional(words),
    withdrawalReasons: words,
    outcome: choice('done', 'dropped'),
    named: optional(list(named, { max: 10 })),
    head: optional(ref('note')),
    term: words,
    supervisions: optional(list(words, { max: 10 })),
  },
  roles: {
    clerk: { heldBy: ['clerk'], reaches: { to: 'everywhere' }, sees: 'all' },
    chief: { heldBy: ['chief'], reaches: { to: 'everywhere' }, sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    head: { heldBy: { record: 'note' }, reaches: 'nothing', sees: 'all' },
  },
  states: {
    open: { holds: ['subject'], waitsFor: 'clerk' },
    answered: { holds: ['subject', 'answer'], waitsFor: 'chief' },
    closed: { holds: ['outcome'], final: true },
  },
  actions: {
    write: { by: 'clerk', to: 'open', asks: ['subject', 'head', 'named'] },
    reply: { by: 'clerk', from: 'open', to: 'answered', asks: ['answer'] },
    lengthen: { by: 'chief', from: 'open', asks: ['term'] },
    close: {
      by: ['clerk', 'chief'],
      from: 'answered',
      to: 'closed',
      asks: ['outcome'],
      signed: { inOrder: ['clerk', 'chief'] },
      leads: { link: 'head', action: 'follow' },
    },
    takeBack: {
      by: ['clerk', 'chief'],
      from: 'answered',
      asks: ['withdrawalReasons'],
      withdraws: 'close',
    },
    follow: { by: 'head', from: ['open', 'answered'], to: 'closed', sets: () => ({ outcome: 'done' }) },
    escalate: { by: 'clock', from: ['open', 'answered'], adds: ['supervisions'] },
  },
  rules: {},
  deadlines: {
    reply: {
      starts: 'write',
      stops: ['reply', 'follow'],
      extended: { by: 'lengthen', term: 'term' },
      owedBy: 'clerk',
    },
  },
  documents: { letter: { issuedOn: 'reply', prints: ['answer'], layout: 'letter' } },
  views: {},
}
const { actions, states, roles, fields, deadlines } = sound
// Every planted action starts from one that the sound declaration has.
const close = actions['close'] ?? assert.fail()
const reply = actions['reply'] ?? assert.fail()
const takeBack = actions['takeBack'] ?? assert.fail()
const clerk = roles['clerk'] ?? assert.fail()
const replyClock = deadlines['reply'] ?? assert.fail()

const planted: readonly (readonly [string, Partial<Declaration>, ...string[]])[] = [
  [
    'no opening action',
    { actions: { ...actions, write: { by: 'clerk', from: 'open' } } },
    'no action opens a record',
    'no action leads to "open"',
    'no action leads to "answered"',
    'no action leads to "closed"',
  ],
  [
    'an opening into no state',
    { actions: { ...actions, jot: { by: 'clerk', asks: ['subject'] } } },
    '"jot" opens a record in no state',
  ],
  [
    'a state nobody reaches',
    { states: { ...states, limbo: { closed: true, holds: ['outcome'] } } },
    'no action leads to "limbo"',
  ],
  [
    'a final state that can be left',
    { actions: { ...actions, reopen: { by: 'clerk', from: 'closed', to: 'open' } } },
    '"closed" is final, yet something can be done there',
  ],
  [
    'a state that cannot be left',
    { states: { ...states, closed: { holds: ['outcome'] } } },
    '"closed" cannot be left, yet is neither final nor closed',
  ],
  [
    'a closed state without an outcome',
    { states: { ...states, closed: { final: true } } },
    '"closed" is closed, yet does not hold "outcome", which says how it ended',
  ],
  [
    'a state entered without what it holds',
    {
      actions: {
        ...actions,
        reply: { ...reply, asks: [] },
        note: { by: 'clerk', from: 'answered', asks: ['answer'] },
      },
    },
    '"answered" holds "answer", yet it can be entered without it',
  ],
  [
    'clearing what the next state holds',
    { actions: { ...actions, reply: { ...reply, clears: ['subject'] } } },
    '"answered" holds "subject", yet it can be entered without it',
    '"reply" clears "subject", which the state it leads to holds',
  ],
  [
    'a branch with nothing behind it',
    {
      rules: { isDone: () => true },
      actions: { ...actions, reply: { ...reply, to: [{ when: 'isDone', state: 'answered' }] } },
    },
    '"reply" may lead nowhere: its last branch has a condition',
  ],
  [
    'a branch nobody takes',
    { actions: { ...actions, reply: { ...reply, to: [{ state: 'answered' }, { state: 'answered' }] } } },
    '"reply" has a branch that is never reached',
  ],
  [
    'waiting for somebody with nothing to do',
    { states: { ...states, open: { holds: ['subject'], waitsFor: 'chief' } } },
    '"open" waits for "chief", who can do nothing to leave it',
  ],
  [
    'a role nobody holds',
    { roles: { ...roles, clerk: { ...clerk, heldBy: [] } } },
    'nobody holds the role "clerk"',
  ],
  [
    'an action nobody can ever take',
    { roles: { ...roles, clerk: { ...clerk, reaches: { to: 'everywhere', during: ['answered'] } } } },
    '"reply" cannot be done in "open": who may does not reach it there',
    '"clerk" may "reply", yet never reaches a record where it can be done',
  ],
  [
    'a signer who does not reach it, though another does',
    { roles: { ...roles, clerk: { ...clerk, reaches: { to: 'everywhere', during: ['open'] } } } },
    '"close" cannot be done in "answered": who may does not reach it there',
    '"clerk" may "close", yet never reaches a record where it can be done',
    '"clerk" may "takeBack", yet never reaches a record where it can be done',
  ],
  [
    'a role of all staff that reaches nothing',
    { roles: { ...roles, clerk: { ...clerk, heldBy: 'staff', reaches: 'nothing' } } },
    '"reply" cannot be done in "open": who may does not reach it there',
    '"clerk" may "reply", yet never reaches a record where it can be done',
    '"close" cannot be done in "answered": who may does not reach it there',
    '"clerk" may "close", yet never reaches a record where it can be done',
    '"clerk" may "takeBack", yet never reaches a record where it can be done',
  ],
  [
    'a signer who may not',
    { actions: { ...actions, close: { ...close, by: 'chief' } } },
    '"close" is signed by "clerk", who may not do it',
  ],
  [
    'one signature called joint',
    { actions: { ...actions, close: { ...close, signed: { persons: 1 } } } },
    '"close" is signed by fewer than two',
  ],
  [
    'a signature for ever',
    { actions: Object.fromEntries(Object.entries(actions).filter(([name]) => name !== 'takeBack')) },
    '"close" is signed by several, and no action withdraws a signature',
  ],
  [
    'a signature that some of those who give it cannot withdraw, nor anybody where it is given',
    { actions: { ...actions, takeBack: { ...takeBack, by: 'chief', from: 'open' } } },
    '"clerk" signs "close" and may not "takeBack"',
    '"close" is signed in "answered", where "takeBack" cannot be done',
  ],
  [
    'a withdrawal without reasons, of what one person does',
    { actions: { ...actions, takeBack: { ...takeBack, asks: [], withdraws: ['close', 'reply'] } } },
    '"takeBack" withdraws from "reply", which is not signed by several',
    '"takeBack" withdraws: it has to ask for "withdrawalReasons" and to lead nowhere',
    '"takeBack" withdraws: it has to ask for "withdrawalReasons" and to lead nowhere',
    '"reply" is signed in "open", where "takeBack" cannot be done',
  ],
  [
    'leading nowhere',
    { actions: { ...actions, close: { ...close, leads: { link: 'head', action: 'folow' } } } },
    '"close" leads to "folow", which is no action',
  ],
  [
    'leading others where it does not lead',
    { actions: { ...actions, close: { ...close, leads: { link: 'head', action: 'follow', into: 'open' } } } },
    '"close" leads others when it leads to "open", where it does not lead',
  ],
  [
    'leading to what no record may do',
    { actions: { ...actions, close: { ...close, leads: { link: 'head', action: 'reply' } } } },
    '"close" leads to "reply", which no note may do',
  ],
  [
    'leading by a field that is no link',
    { actions: { ...actions, close: { ...close, leads: { link: 'subject', action: 'follow' } } } },
    '"close" leads by "subject", which is no link to a note',
  ],
  [
    'excluding by something that names nobody',
    { excludes: ['subject'] },
    'it excludes by "subject", which is not a list of those named or of persons',
  ],
  [
    'a choice from a list that is not there',
    { fields: { ...fields, kinds: list(listed('note.kind'), { max: 3 }) } },
    '"kinds" is chosen from the list "note.kind", which the rulebook does not have',
  ],
  [
    'a row of a table that is not there',
    { fields: { ...fields, by: list(group({ rule: tableRow('note.rule') }), { max: 3 }) } },
    '"by" is a row of the table "note.rule", which the rulebook does not have',
  ],
  [
    'a clock that stops on what starts it',
    { deadlines: { reply: { ...replyClock, stops: ['write', 'reply', 'follow'] } } },
    '"reply" stops on "write", which starts it',
  ],
  [
    'a clock that acts at its end in a way that it cannot',
    { deadlines: { reply: { ...replyClock, atEnd: 'lengthen' } } },
    '"reply" ends in "lengthen", which does not stop it',
    '"reply" ends in "lengthen", which the clock may not do',
    '"reply" ends in "lengthen", which asks for term',
  ],
  [
    'telling others what is protected',
    { fields: { ...fields, remark: optional(personal(words)) }, tells: ['remark', 'nothing'] },
    'it tells "remark", which is not a plain field',
    'it tells "nothing", which is not a plain field',
  ],
  [
    'a clock that never stops',
    { deadlines: { reply: { starts: 'write', stops: [], owedBy: 'clerk' } } },
    '"reply" never stops',
    '"reply" can still run in the final state "closed"',
    '"reply" can run in "closed", where "escalate" cannot be done',
  ],
  [
    'a clock that starts where nothing leads',
    { deadlines: { reply: { ...replyClock, into: 'closed' } } },
    '"reply" starts into "closed", where no action that starts it leads',
    '"reply" never stops',
  ],
  [
    'a clock that is only suspended',
    { deadlines: { reply: { ...replyClock, suspends: 'lengthen' } } },
    '"reply" is only suspended or only resumed',
  ],
  [
    'a clock that ends with what is no day',
    { deadlines: { reply: { ...replyClock, until: 'subject' } } },
    '"reply" runs until "subject", which is no day',
  ],
  [
    'an extension nobody says the length of',
    { deadlines: { reply: { ...replyClock, extended: { by: 'reply', term: 'term' } } } },
    '"reply" is extended by "reply", which does not ask for "term"',
  ],
  [
    'a clock nobody can ring',
    { actions: Object.fromEntries(Object.entries(actions).filter(([name]) => name !== 'escalate')) },
    'it has deadlines, yet no action "escalate" that adds to "supervisions"',
  ],
  [
    'a request period that cannot be counted, and one for nothing',
    {
      requestPeriods: {
        reply: { since: { day: 'subject' }, asked: 'write' },
        follow: { since: { acts: [] }, asked: 'follow' },
      },
    },
    'the request period "reply" runs from "subject", which is no day',
    'the request period "reply" is for "write", which no record can take',
    'the request period "follow" never begins',
  ],
  [
    'a paper issued on nothing',
    { documents: { letter: { issuedOn: 'replied', prints: [], layout: 'letter' } } },
    '"letter" is issued on "replied", which is no action',
  ],
]

test('a sound declaration has no flaw', () => {
  assert.deepEqual(flawsOf(sound, noRules), [])
})

for (const [name, change, ...expected] of planted)
  test(`found: ${name}`, () => {
    assert.deepEqual(flawsOf({ ...sound, ...change }, noRules), expected)
  })

test('an optional field counts as given where the state it leads to holds it', () => {
  const replied: Declaration = {
    ...sound,
    states: { ...states, answered: { holds: ['remark'], waitsFor: 'chief' } },
    actions: { ...actions, reply: { ...reply, asks: ['answer', 'remark'] } },
  }
  assert.deepEqual(flawsOf(replied, noRules), [])
})

test('a field that must be filled in already is sure afterwards', () => {
  const note = { by: 'clerk', from: 'open', asks: ['remark'] } as const
  const sure: Declaration = {
    ...sound,
    states: { ...states, answered: { holds: ['remark'], waitsFor: 'chief' } },
    actions: { ...actions, note, reply: { ...reply, needs: ['remark'] } },
  }
  assert.deepEqual(flawsOf(sure, noRules), [])
})
