import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMillis,
  dayOf,
  endOfDay,
  HOUR,
  plainDate,
  startOfDay,
  type Instant,
  type PlainDate,
} from '../time.ts'
import { calendarFrom, type Calendar } from './calendar.ts'
import { dueAfter } from './dueAfter.ts'
import type { HolidayNotice } from './holidayNotice.ts'
import { lampOf } from './lamp.ts'
import {
  balance,
  blank,
  isOverdue,
  ledgerOf,
  post,
  type Account,
  type Ledger,
  type LedgerEvent,
} from './ledger.ts'
import { realCalendar as calendar, realRules } from './realCalendar.fixture.ts'
import { formatTerm, type Term, type TermUnit } from './term.ts'
import { endOf, walk, type Period } from './walk.ts'

const at = (day: string, hour = 9): Instant => addMillis(startOfDay(plainDate(day)), hour * HOUR)

const start = (day: string, term: Term, hour = 9): LedgerEvent => ({
  kind: 'start',
  at: at(day, hour),
  term,
  basis: 'test',
})
const suspend = (day: string, hour = 9): LedgerEvent => ({
  kind: 'suspend',
  at: at(day, hour),
  why: 'hearing',
  entry: 2,
})
const resume = (day: string, hour = 9): LedgerEvent => ({ kind: 'resume', at: at(day, hour), entry: 3 })
const stop = (day: string, hour = 9): LedgerEvent => ({ kind: 'stop', at: at(day, hour), entry: 4 })
const extend = (day: string, by: Term): LedgerEvent => ({
  kind: 'extend',
  at: at(day),
  by,
  approver: 'upper level',
  document: 'approval 1',
  entry: 5,
})

function ledger(...events: LedgerEvent[]): Ledger {
  const found = ledgerOf(events, calendar)
  assert.ok(found)
  return found
}
const dueDay = ({ due }: Ledger) => due && dayOf(due)
const why = (ledger: Ledger, reason: string) =>
  ledger
    .explain()
    .filter(({ why }) => why === reason)
    .map(({ day }) => day)

test('no start, no ledger', () => {
  assert.equal(ledgerOf([], calendar), undefined)
  assert.equal(ledgerOf([stop('2025-06-10')], calendar), undefined)
})

test('a running clock is due where its term ends', () => {
  const running = ledger(start('2025-06-10', '15d'))
  assert.equal(running.state, 'running')
  assert.equal(running.due, endOfDay(plainDate('2025-06-25')))
  assert.equal(isOverdue(running, endOfDay(plainDate('2025-06-25'))), false)
  assert.equal(isOverdue(running, startOfDay(plainDate('2025-06-26'))), true)
})

test('stopped in the last instant is in time, one millisecond later is not', () => {
  const end = endOfDay(plainDate('2025-06-25'))
  const stopped = (when: Instant) => ledger(start('2025-06-10', '15d'), { kind: 'stop', at: when, entry: 4 })
  assert.equal(stopped(end).state, 'met')
  assert.equal(stopped(addMillis(end, 1)).state, 'missed')
  assert.equal(stopped(end).stoppedBy, 4)
  assert.equal(isOverdue(stopped(addMillis(end, 1)), at('2025-07-01')), false)
})

test('days on whose end the clock stands are not counted', () => {
  // 11, 12 June counted; 13 to 16 June stand (resumed on the 17th, which counts); 18 calendar days stay: 4 July.
  const resumed = ledger(start('2025-06-10', '20d'), suspend('2025-06-13', 23), resume('2025-06-17', 1))
  assert.equal(dueDay(resumed), '2025-07-04')
  assert.deepEqual(why(resumed, 'suspended'), ['2025-06-13', '2025-06-14', '2025-06-15', '2025-06-16'])
  assert.equal(resumed.suspensions[0]?.resumedBy, 3)
})

test('suspended and resumed on one day costs that day nothing', () => {
  assert.equal(
    dueDay(ledger(start('2025-06-10', '15d'), suspend('2025-06-13', 9), resume('2025-06-13', 17))),
    '2025-06-25',
  )
})

test('while the clock stands nothing is due, and the rest of the budget is kept', () => {
  const standing = ledger(start('2025-06-10', '15d'), suspend('2025-06-13'))
  assert.equal(standing.state, 'suspended')
  assert.equal(standing.due, undefined)
  assert.deepEqual(standing.budgetAt(at('2025-09-01')), [{ unit: 'd', total: 15, used: 2, remaining: 13 }])
  assert.equal(ledger(start('2025-06-10', '15d'), suspend('2025-06-13'), stop('2025-12-01')).state, 'met')
})

test('standing after the end does not hide that it was late', () => {
  const late = ledger(start('2025-06-10', '15d'), suspend('2025-06-26'))
  assert.equal(late.state, 'running')
  assert.equal(isOverdue(late, at('2025-06-27')), true)
})

test('an hour clock leaves out the exact span', () => {
  const emergency = ledger(start('2025-01-28', '48h', 10), suspend('2025-01-28', 20), resume('2025-01-29', 8))
  assert.equal(emergency.due, at('2025-01-30', 22))
  assert.deepEqual(
    emergency.explain().map(({ day, hours, why }) => [day, hours, why]),
    [
      ['2025-01-28', 10, 'counted'],
      ['2025-01-29', 16, 'counted'],
      ['2025-01-30', 22, 'counted'],
    ],
  )
  const budget = emergency.budgetAt(at('2025-01-29', 9))
  assert.deepEqual(budget, [{ unit: 'h', total: 48, used: 11, remaining: 37 }])
  assert.equal(ledger(start('2025-01-28', '48h', 10), suspend('2025-01-28', 20)).state, 'suspended')
})

test('an hour clock that stands over whole days shows them', () => {
  const emergency = ledger(start('2025-01-28', '48h', 10), suspend('2025-01-28', 20), resume('2025-01-31', 8))
  assert.equal(emergency.due, at('2025-02-01', 22))
  assert.deepEqual(why(emergency, 'suspended'), ['2025-01-29', '2025-01-30'])
})

test('an extension adds from where the budget ends; only the final end moves', () => {
  // 60 days end on Sunday 5 October 2025, in the holiday; 30 more count from there: 4 November, a Tuesday.
  const petition = ledger(start('2025-08-06', '60d'), extend('2025-09-20', '30d'))
  assert.equal(dueDay(ledger(start('2025-08-06', '60d'))), '2025-10-09')
  assert.equal(dueDay(petition), '2025-11-04')
  assert.deepEqual(why(petition, 'movedPastOff'), [])
  assert.deepEqual(petition.budgetAt(at('2025-11-04')), [{ unit: 'd', total: 90, used: 89, remaining: 1 }])
  assert.equal(petition.extensions[0]?.late, false)
  assert.equal(petition.extensions[0].document, 'approval 1')
})

test('an extension granted after the end counts and is shown to be late', () => {
  const petition = ledger(start('2025-08-06', '60d'), extend('2025-10-09', '1d'), extend('2025-10-10', '30d'))
  assert.deepEqual(
    petition.extensions.map(({ late }) => late),
    [false, true],
  )
})

test('an extension in another unit is counted in that unit', () => {
  // 3 months to 10 September; 5 working days: 11, 12, 15, 16, 17.
  const mixed = ledger(start('2025-06-10', '3m'), extend('2025-07-01', '5w'))
  assert.equal(dueDay(mixed), '2025-09-17')
  assert.deepEqual(mixed.budgetAt(at('2025-06-20')), [
    { unit: 'd', total: 92, used: 9, remaining: 83 },
    { unit: 'w', total: 5, used: 0, remaining: 5 },
  ])
})

test('an extension in hours keeps a clock of days one of days: it still ends on no day off', () => {
  // 30 days end on Sunday 5 October, moved to the 9th; a day more in hours ends on Monday the 6th, still a holiday.
  assert.equal(dueDay(ledger(start('2025-09-05', '30d'), extend('2025-09-20', '24h'))), '2025-10-09')
})

test('a clock that stands keeps the budget of extensions not begun', () => {
  const standing = ledger(start('2025-06-10', '2m'), suspend('2025-06-12'), extend('2025-06-20', '1m'))
  assert.deepEqual(standing.budgetAt(at('2025-09-01')), [
    { unit: 'd', total: 61 + 31, used: 1, remaining: 91 },
  ])
})

test('a last day off that is also suspended moves behind both', () => {
  // 20 June plus 2 days is Sunday 22 June; the clock stands from Monday to Wednesday.
  const moved = ledger(start('2025-06-20', '2d'), suspend('2025-06-23'), resume('2025-06-25'))
  assert.equal(dueDay(moved), '2025-06-25')
  assert.equal(ledger(start('2025-06-20', '2d'), suspend('2025-06-23')).state, 'suspended')
})

test('a second start is no reset; a named legal event is', () => {
  const again = ledger(start('2025-06-10', '15d'), start('2025-06-20', '15d'))
  assert.equal(dueDay(again), '2025-06-25')
  assert.equal(again.setAside.length, 1)

  const restart = (legalEvent: string): LedgerEvent => ({
    kind: 'restart',
    at: at('2025-06-20'),
    legalEvent,
    entry: 6,
  })
  assert.equal(ledger(start('2025-06-10', '15d'), restart(' ')).setAside.length, 1)
  const anew = ledger(
    start('2025-06-10', '15d'),
    extend('2025-06-11', '5d'),
    restart('刑事诉讼法 art 160: identity found'),
  )
  assert.equal(dueDay(anew), '2025-07-07', '5 July is a Saturday')
  assert.equal(anew.run, 2)
  assert.equal(anew.legalEvent, '刑事诉讼法 art 160: identity found')
  assert.deepEqual(anew.extensions, [])
  assert.equal(anew.earlier[0]?.state, 'restarted')
  assert.equal(anew.earlier[0].extensions.length, 1)
})

test('after a stop a start opens the next run, and the one before stays to be seen', () => {
  const second = ledger(start('2025-06-10', '15d'), stop('2025-07-01'), start('2025-07-02', '15d'))
  assert.equal(second.run, 2)
  assert.equal(second.state, 'running')
  assert.equal(second.earlier[0]?.state, 'missed')
})

test('events that mean nothing where they come are kept aside and change nothing', () => {
  const odd = ledger(
    start('2025-06-10', '15d'),
    resume('2025-06-11'),
    suspend('2025-06-12'),
    suspend('2025-06-13'),
    resume('2025-06-14'),
    stop('2025-06-16'),
    stop('2025-06-17'),
    extend('2025-06-18', '5d'),
    suspend('2025-06-18'),
  )
  assert.deepEqual(
    odd.setAside.map(({ kind }) => kind),
    ['resume', 'suspend', 'stop', 'extend', 'suspend'],
  )
  assert.equal(odd.stoppedAt, at('2025-06-16'))
})

test('the lamp', () => {
  const lamp = (events: LedgerEvent[], now: Instant, warn: Term = '3d') =>
    lampOf(ledger(...events), now, warn, calendar)
  const events = [start('2025-06-10', '15d')]
  assert.equal(lamp(events, endOfDay(plainDate('2025-06-21'))), 'green')
  assert.equal(lamp(events, startOfDay(plainDate('2025-06-22'))), 'yellow')
  assert.equal(lamp(events, endOfDay(plainDate('2025-06-19')), '3w'), 'green')
  assert.equal(lamp(events, startOfDay(plainDate('2025-06-20')), '3w'), 'yellow', '23, 24 and 20 June')
  assert.equal(lamp(events, endOfDay(plainDate('2025-06-25'))), 'yellow')
  assert.equal(lamp(events, startOfDay(plainDate('2025-06-26'))), 'red')
  assert.equal(lamp([...events, suspend('2025-06-13')], at('2026-01-01')), 'suspended')
  assert.equal(lamp([...events, stop('2025-06-13')], at('2026-01-01')), 'stopped')
  assert.equal(lamp([...events, stop('2025-07-13')], at('2026-01-01')), 'stopped')
})

// Properties. A life is a start and what happens to it afterwards, each event some hours after the one before.

const kinds = ['extend', 'suspend', 'resume', 'stop', 'restart', 'start'] as const
const anyUnit = fc.constantFrom<TermUnit>('h', 'd', 'w', 'm')
const anyTerm = fc
  .tuple(fc.integer({ min: 1, max: 40 }), anyUnit)
  .map(([count, unit]) => formatTerm({ count: unit === 'm' ? Math.ceil(count / 8) : count, unit }))
const anyStart = fc
  .integer({ min: 0, max: 24 * 700 })
  .map((hours) => addMillis(at('2024-01-01', 0), hours * HOUR))

const life = (kindsOfEvents: readonly (typeof kinds)[number][] = kinds) =>
  fc
    .tuple(
      anyStart,
      anyTerm,
      fc.boolean(),
      fc.array(fc.tuple(fc.constantFrom(...kindsOfEvents), fc.integer({ min: 0, max: 24 * 30 }), anyTerm), {
        maxLength: 8,
      }),
    )
    .map(([first, term, neverMoves, later]) => {
      const events: LedgerEvent[] = [{ kind: 'start', at: first, term, neverMoves, basis: 'test' }]
      let now = first
      for (const [entry, [kind, hours, by]] of later.entries()) {
        now = addMillis(now, hours * HOUR)
        if (kind === 'start') events.push({ kind, at: now, term: by, basis: 'test' })
        else if (kind === 'extend') events.push({ kind, at: now, by, approver: 'someone', entry })
        else if (kind === 'suspend') events.push({ kind, at: now, why: 'test', entry })
        else if (kind === 'restart') events.push({ kind, at: now, legalEvent: 'art 160', entry })
        else events.push({ kind, at: now, entry })
      }
      return events
    })

const shown = (ledger: Ledger | undefined) =>
  JSON.stringify([ledger, ledger?.explain(), ledger?.budgetAt(at('2026-01-01'))])

test('posting events one by one, kept as JSON in between, gives the same ledger as all at once', () => {
  fc.assert(
    fc.property(life(), (events) => {
      let account: Account = blank
      for (const event of events) account = JSON.parse(JSON.stringify(post(account, event))) as Account
      assert.equal(shown(balance(account, calendar)), shown(ledgerOf(events, calendar)))
    }),
  )
})

test('the end that is remembered is the one that counting day by day comes to, at whatever hour it began', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  const terms = fc.tuple(anyTerm, fc.array(anyTerm, { maxLength: 2 }))
  fc.assert(
    fc.property(anyStart, fc.array(hour, { minLength: 2 }), terms, (from, hours, [first, more]) => {
      for (const start of hours.map((hour) => at(dayOf(from), hour)))
        for (const neverMoves of [true, false]) {
          const period: Period = { start, terms: [first, ...more], neverMoves, pauses: [] }
          const { due, provisional } = walk(period, calendar)
          const end = endOf(period, calendar)
          assert.deepEqual([end.due, end.provisional], [due, provisional])
        }
    }),
  )
})

test('no event is lost: each is in a run or set aside', () => {
  fc.assert(
    fc.property(life(), (events) => {
      const { runs, setAside } = events.reduce(post, blank)
      const kept = runs.reduce(
        (sum, run) =>
          sum +
          1 +
          run.extensions.length +
          run.suspensions.reduce((sum, { to }) => sum + (to === undefined ? 1 : 2), 0) +
          (run.ended && !run.ended.restarted ? 1 : 0),
        0,
      )
      assert.equal(kept + setAside.length, events.length)
    }),
  )
})

test('the days explained add up to the budget once the end is known', () => {
  fc.assert(
    fc.property(life(['extend', 'suspend', 'resume']), (events) => {
      const found = ledgerOf(events, calendar)
      assert.ok(found)
      const budgets = found.budgetAt(at('2090-01-01'))
      const lines = found.explain()
      for (const { unit, total, used, remaining } of budgets) {
        if (found.due !== undefined) assert.ok(Math.abs(used - total) < 1e-6, `${unit}: ${used} of ${total}`)
        assert.ok(remaining > -1e-6 && Math.abs(used + remaining - total) < 1e-6)
      }
      const counted = lines.filter(({ counted, hours }) => counted && hours === undefined).length
      const days = budgets.filter(({ unit }) => unit !== 'h').reduce((sum, { used }) => sum + used, 0)
      assert.equal(counted, days)
      const hours = lines.reduce((sum, { hours = 0 }) => sum + hours, 0)
      const used = budgets.find(({ unit }) => unit === 'h')?.used ?? 0
      assert.ok(Math.abs(hours - used) < 1e-6)
    }),
  )
})

test('an end is never on a day off, unless the clock never moves or runs in hours', () => {
  fc.assert(
    fc.property(life(['extend', 'suspend', 'resume']), (events) => {
      const found = ledgerOf(events, calendar)
      if (!found?.due || found.neverMoves || found.term.endsWith('h')) return
      assert.ok(calendar.isWorkingDay(dayOf(found.due)))
    }),
  )
})

test('an extension never brings the end nearer, a suspension never does', () => {
  fc.assert(
    fc.property(life(['extend', 'suspend', 'resume']), anyTerm, (events, by) => {
      const now = events.at(-1)?.at ?? at('2026-01-01')
      const running: LedgerEvent[] = [...events, { kind: 'resume', at: now, entry: 8 }]
      const dueWith = (...more: LedgerEvent[]) => ledgerOf([...running, ...more], calendar)?.due
      const before = dueWith()
      const extended = dueWith({ kind: 'extend', at: now, by, approver: 'someone', entry: 9 })
      const paused = dueWith(
        { kind: 'suspend', at: now, why: 'test', entry: 9 },
        { kind: 'resume', at: addMillis(now, 50 * HOUR), entry: 10 },
      )
      assert.ok(before && extended && paused)
      assert.ok(extended >= before && paused >= before)
    }),
  )
})

const workingDaysAfter = (day: PlainDate, count: number, calendar: Calendar): PlainDate =>
  count === 0 ? day : workingDaysAfter(calendar.nextWorkingDay(day), count - 1, calendar)

test('standing for k working days moves an end in working days by exactly k working days', () => {
  fc.assert(
    fc.property(
      anyStart,
      fc.integer({ min: 1, max: 40 }),
      fc.nat(39),
      fc.integer({ min: 1, max: 30 }),
      (first, count, after, k) => {
        const term = formatTerm({ count, unit: 'w' })
        const plain = dueAfter(first, term, calendar)
        const from = workingDaysAfter(dayOf(first), 1 + (after % count), calendar)
        const to = workingDaysAfter(from, k, calendar)
        const found = ledger(
          { kind: 'start', at: first, term, basis: 'test' },
          { kind: 'suspend', at: startOfDay(from), why: 'test', entry: 1 },
          { kind: 'resume', at: startOfDay(to), entry: 2 },
        )
        assert.equal(dueDay(found), workingDaysAfter(dayOf(plain.due), k, calendar))
      },
    ),
  )
})

test('a new notice keeps the history and changes no line of another year', () => {
  const notice: HolidayNotice = {
    year: 2027,
    notice: 'a notice for 2027',
    issued: plainDate('2026-11-05'),
    source: 'test',
    off: [
      { from: plainDate('2027-01-01'), to: plainDate('2027-01-03'), name: '元旦' },
      { from: plainDate('2027-02-05'), to: plainDate('2027-02-13'), name: '春节' },
    ],
    working: [plainDate('2027-01-30'), plainDate('2027-02-20')],
  }
  const after = calendarFrom([...realRules, notice])
  let moved = 0
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 60 }), (days, count) => {
      const events: LedgerEvent[] = [
        {
          kind: 'start',
          at: endOfDay(addDays(plainDate('2026-10-15'), days)),
          term: `${count}w`,
          basis: 'test',
        },
        { kind: 'extend', at: at('2027-02-12'), by: '5w', approver: 'someone', entry: 2 },
      ]
      const [old, anew] = [ledgerOf(events, calendar), ledgerOf(events, after)]
      assert.ok(old?.due && anew?.due)
      assert.deepEqual(
        anew.explain().filter(({ day }) => day < '2027'),
        old.explain().filter(({ day }) => day < '2027'),
      )
      assert.equal(anew.startedAt, old.startedAt)
      assert.equal(anew.extensions.length, 1)
      assert.equal(old.provisional, old.due >= '2027')
      assert.equal(anew.provisional, false)
      if (old.due < '2027-01-30') assert.equal(anew.due, old.due)
      if (anew.due !== old.due) moved += 1
    }),
  )
  assert.ok(moved > 10, 'the notice moved some of them')
})
