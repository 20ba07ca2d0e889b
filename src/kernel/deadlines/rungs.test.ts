import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMillis, HOUR, plainDate, startOfDay, type Instant } from '../time.ts'
import { ledgerOf, type Ledger, type LedgerEvent } from './ledger.ts'
import { realCalendar as calendar } from './realCalendar.fixture.ts'
import { nextRungAt, rungsDue, type Rung } from './rungs.ts'

const at = (day: string, hour = 0): Instant => addMillis(startOfDay(plainDate(day)), hour * HOUR)
const ladder: readonly Rung[] = [
  { rung: 'bulletin', at: { after: '5w' } },
  { rung: 'remind', at: { before: '3d' } },
  { rung: 'supervise', at: { after: '0d' } },
]
const started: LedgerEvent = { kind: 'start', at: at('2025-06-10', 9), term: '15d', basis: 'test' }
function ledger(...events: LedgerEvent[]): Ledger {
  const found = ledgerOf([started, ...events], calendar)
  assert.ok(found)
  return found
}
const names = (ledger: Ledger, now: Instant, fired: readonly string[] = []) =>
  rungsDue(ledger, ladder, new Set(fired), now, calendar).map(({ rung }) => rung)

test('each rung is due from its point on, in the order of time', () => {
  // Due 25 June 2025; 5 working days after: 26, 27, 30 June, 1, 2 July pass whole.
  const running = ledger()
  assert.deepEqual(names(running, addMillis(at('2025-06-22'), -1)), [])
  assert.deepEqual(names(running, at('2025-06-22')), ['remind'])
  assert.deepEqual(names(running, addMillis(at('2025-06-26'), -1)), ['remind'])
  assert.deepEqual(names(running, at('2025-06-26')), ['remind', 'supervise'])
  assert.deepEqual(names(running, addMillis(at('2025-07-03'), -1)), ['remind', 'supervise'])
  assert.deepEqual(names(running, at('2025-07-03')), ['remind', 'supervise', 'bulletin'])
})

test('what fired does not fire again, not even after an extension', () => {
  const fired = rungsDue(ledger(), ladder, new Set(), at('2025-06-22'), calendar).map(({ key }) => key)
  assert.deepEqual(names(ledger(), at('2025-06-26'), fired), ['supervise'])
  const extended = ledger({
    kind: 'extend',
    at: at('2025-06-24'),
    by: '30d',
    approver: 'upper level',
    entry: 2,
  })
  assert.deepEqual(names(extended, at('2025-07-24'), fired), [])
  assert.deepEqual(names(extended, at('2025-07-26'), fired), ['supervise'])
})

test('a new run has the whole ladder again', () => {
  const fired = rungsDue(ledger(), ladder, new Set(), at('2025-08-01'), calendar).map(({ key }) => key)
  const anew = ledger({ kind: 'restart', at: at('2025-08-01'), legalEvent: 'art 160', entry: 2 })
  // 16 August is a Saturday, so it is due on Monday the 18th.
  assert.deepEqual(names(anew, addMillis(at('2025-08-15'), -1), fired), [])
  assert.deepEqual(names(anew, at('2025-08-15'), fired), ['remind'])
})

test('nothing fires while the clock stands or after it stopped', () => {
  const standing = ledger({ kind: 'suspend', at: at('2025-06-20'), why: 'hearing', entry: 2 })
  const stopped = ledger({ kind: 'stop', at: at('2025-06-20'), entry: 2 })
  for (const quiet of [standing, stopped]) {
    assert.deepEqual(names(quiet, at('2026-01-01')), [])
    assert.equal(nextRungAt(quiet, ladder, new Set(), calendar), undefined)
  }
})

test('a reminder longer than the term is due at the start', () => {
  const short: Rung[] = [{ rung: 'remind', at: { before: '1m' } }]
  assert.equal(nextRungAt(ledger(), short, new Set(), calendar), started.at)
})

test('the next rung is the earliest not fired, and none when all are', () => {
  assert.equal(nextRungAt(ledger(), ladder, new Set(), calendar), at('2025-06-22'))
  assert.equal(nextRungAt(ledger(), ladder, new Set(['1/remind']), calendar), at('2025-06-26'))
  assert.equal(
    nextRungAt(ledger(), ladder, new Set(['1/remind', '1/supervise', '1/bulletin']), calendar),
    undefined,
  )
})

test('looking at any moments, waking up at nextRungAt or not, fires each rung exactly once', () => {
  const moment = fc
    .integer({ min: 0, max: 24 * 40 })
    .map((hours) => addMillis(at('2025-06-10'), hours * HOUR))
  fc.assert(
    fc.property(fc.array(moment), (moments) => {
      const fired = new Set<string>()
      const log: string[] = []
      for (const now of [...moments.toSorted(), at('2025-09-01')])
        for (const { rung, key } of rungsDue(ledger(), ladder, fired, now, calendar)) {
          fired.add(key)
          log.push(rung)
        }
      assert.deepEqual(log, ['remind', 'supervise', 'bulletin'])
    }),
  )
  const fired = new Set<string>()
  for (
    let next = nextRungAt(ledger(), ladder, fired, calendar);
    next;
    next = nextRungAt(ledger(), ladder, fired, calendar)
  ) {
    const due = rungsDue(ledger(), ladder, fired, next, calendar)
    assert.equal(due.length, 1)
    for (const { key } of due) fired.add(key)
  }
  assert.equal(fired.size, 3)
})
