/** What follows from a record on a desk, read from the clue's own declaration. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, plainDate } from '#kernel/time.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { noticesOfOwed, noticesOfSupervised, type NoticedRow } from './noticesOf.ts'

const at = (day: string) => instant(`2025-04-${day}T02:00:00.000Z`)
const days = { now: at('28'), today: plainDate('2025-04-28'), soon: plainDate('2025-04-30') }
const row = (more: Partial<NoticedRow> = {}): NoticedRow => ({
  ...{ state: 'toAssess', version: 3, due: at('29'), changedAt: at('27'), fields: {}, roles: ['assessor'] },
  ...more,
})
const kinds = (some: readonly { readonly kind: string }[]) => some.map(({ kind }) => kind)
const owed = (more: Partial<NoticedRow> = {}, times = 1) => noticesOfOwed(clue, row(more), times, days)
const rang = { addedBy: 'system', addedAt: at('28'), rung: 'assess:1/remind' }

test('whose move it became is told, and what runs out on the day, soon or before now', () => {
  assert.deepEqual(kinds(owed()), ['assigned', 'dueSoon'])
  assert.deepEqual(kinds(owed({ due: instant('2025-04-28T15:59:59.999Z') })), ['assigned', 'dueToday'])
  assert.deepEqual(kinds(owed({ due: at('27') })), ['assigned', 'overdue'])
  assert.deepEqual(kinds(owed({ due: instant('2025-05-01T02:00:00.000Z') })), ['assigned'])
  assert.deepEqual(kinds(owed({ due: null })), ['assigned'])
})

test('a signature that is wanted and a matter that came back are told as such', () => {
  const toSign = owed({ state: 'toSign', roles: ['organHead'], due: null })
  assert.deepEqual(kinds(toSign), ['toSign'])
  assert.deepEqual(kinds(owed({ due: null }, 2)), ['cameBack'])
})

test('to be urged is told anew each time, and makes nothing else new; to come back does', () => {
  const [before] = owed()
  const urged = owed({ fields: { supervisions: [rang] }, version: 4, changedAt: at('28') })
  assert.deepEqual(kinds(urged), ['assigned', 'dueSoon', 'urged'])
  assert.equal(urged[0]?.occasion, before?.occasion)
  assert.notEqual(owed({}, 2)[0]?.occasion, before?.occasion)
  const again = owed({ fields: { supervisions: [rang, { ...rang, addedAt: at('29') }] } })
  assert.notEqual(again.at(-1)?.occasion, urged.at(-1)?.occasion)
})

test('who supervises is told which rung rang, and what was done since', () => {
  const late = (more: Partial<NoticedRow>) =>
    noticesOfSupervised(clue, row({ roles: ['director'], fields: { supervisions: [rang] }, ...more }))
  assert.deepEqual(late({ changedAt: at('28') }), [
    { kind: 'escalated', occasion: 'assess:1/remind', at: at('28') },
  ])
  assert.deepEqual(kinds(late({ changedAt: at('29') })), ['escalated', 'supervised'])
  assert.deepEqual(late({ fields: {} }), [])
  const byHand = { addedBy: 'p', addedAt: at('28'), rung: 'remind' }
  assert.deepEqual(late({ fields: { supervisions: [byHand] }, changedAt: at('28') }), [])
})

test('nothing is told of urging to somebody who does not see it', () => {
  assert.deepEqual(
    noticesOfSupervised(clue, row({ roles: ['reporter'], fields: { supervisions: [rang] } })),
    [],
  )
})
