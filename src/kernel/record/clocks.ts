/**
 * The clocks of a record: for each declared deadline the ledger that follows from its entries.
 *
 * The length is the one the rulebook gave on the day the clock started, for the record as it then stood.
 */
import type { Calendar } from '../deadlines/calendar.ts'
import { isOverdue, ledgerOf, type Ledger, type LedgerEvent } from '../deadlines/ledger.ts'
import { nextRungAt, rungsDue, type Rung, type RungDue } from '../deadlines/rungs.ts'
import { parseTerm, type Term } from '../deadlines/term.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { dayOf, type Instant, type PlainDate } from '../time.ts'
import type { Declaration } from './declaration.ts'
import type { JournalEntry } from './entry.ts'
import { advance, lift, listOf, type AnyRecord } from './replay.ts'

/** What time is measured with. */
export interface TimeBook {
  readonly calendar: Calendar
  rulebookOn(day: PlainDate): Rulebook
}

export interface Clock {
  readonly name: string
  readonly ledger: Ledger
  /** The rungs already fired in this run. */
  readonly fired: ReadonlySet<string>
  readonly rungs: readonly Rung[]
  /** The action that the clock itself takes when the end has passed. */
  readonly atEnd?: string
}

/** Every clock that ever started, with its present run. */
export function clocksOf(
  declaration: Declaration,
  entries: readonly JournalEntry[],
  book: TimeBook,
): readonly Clock[] {
  const events = new Map<string, LedgerEvent[]>()
  const basis = new Map<string, Rulebook>()
  let record: AnyRecord | undefined
  const starting = new Set(Object.values(declaration.deadlines).flatMap(({ starts }) => listOf(starts)))
  const lifted = entries.map((entry) => lift(declaration, entry))
  // What the record was like is asked only where a clock starts.
  const lastStart = lifted.findLastIndex(({ action }) => starting.has(action))
  for (const [nth, entry] of lifted.entries()) {
    if (nth <= lastStart) record = advance(declaration, record, entry)
    // A joint action counts when the last has signed.
    if (entry.signature?.last === false) continue
    for (const [name, spec] of Object.entries(declaration.deadlines)) {
      const is = (actions: typeof spec.starts | undefined) => listOf(actions).includes(entry.action)
      const { at, seq } = entry
      const post = (event: LedgerEvent) => {
        const list = events.get(name)
        if (list === undefined) events.set(name, [event])
        else list.push(event)
      }
      if (is(spec.stops)) post({ kind: 'stop', at, entry: seq })
      if (is(spec.suspends)) post({ kind: 'suspend', at, why: entry.action, entry: seq })
      if (is(spec.resumes)) post({ kind: 'resume', at, entry: seq })
      if (spec.extended !== undefined && is(spec.extended.by)) {
        const by = parseTerm(String(entry.input[spec.extended.term]))
        const approver = entry.by.kind === 'staff' ? entry.by.person : entry.by.kind
        if (by !== undefined) post({ kind: 'extend', at, by, approver, entry: seq })
      }
      if (record !== undefined && is(spec.starts) && startsNow(spec, entry.state, record)) {
        const rulebook = book.rulebookOn(dayOf(at))
        const found = termOf(declaration.name, name, record, rulebook)
        if (found === undefined) continue
        basis.set(name, rulebook)
        post({ kind: 'start', at, ...found, ...(spec.neverMoves === true ? { neverMoves: true } : {}) })
      }
    }
  }
  const fired = firedOn(entries)
  return [...events].flatMap(([name, posted]) => {
    const ledger = ledgerOf(posted, book.calendar)
    const rulebook = basis.get(name)
    if (ledger === undefined || rulebook === undefined) return []
    const rungs = rungsOf(declaration.name, name, rulebook)
    const atEnd = declaration.deadlines[name]?.atEnd
    const clock = { name, ledger, fired: fired.get(name) ?? new Set<string>(), rungs }
    return [atEnd === undefined ? clock : { ...clock, atEnd }]
  })
}

const startsNow = (
  { into, unless, where }: Declaration['deadlines'][string],
  state: string,
  record: AnyRecord,
): boolean =>
  (into === undefined || listOf(into).includes(state)) &&
  (unless === undefined || record[unless] === undefined) &&
  (where === undefined || record[where] !== undefined)

/** The length the rulebook gives this clock for this record, and the row it stands in. */
function termOf(
  type: string,
  deadline: string,
  record: AnyRecord,
  rulebook: Rulebook,
): { term: Term; basis: string } | undefined {
  const key = `${type}.${deadline}.term`
  const row = rulebook.decide(key, record)
  const term = parseTerm(String(row?.then['term']))
  return row === undefined || term === undefined ? undefined : { term, basis: `${key}/${row.id}` }
}

/** The ladder of a deadline of a type. */
export function rungsOf(type: string, deadline: string, rulebook: Rulebook): readonly Rung[] {
  const content = rulebook.find(`${type}.${deadline}.rungs`)?.content
  // Checked when the rule set came into force (organisation/ruleSet.ts).
  return typeof content === 'object' && content !== null && 'rungs' in content
    ? (content.rungs as readonly Rung[])
    : []
}

/** The action by which the clock itself records that a rung fired; its item's `rung` is `<deadline>:<key>`. */
export const ESCALATE = 'escalate'

export const rungName = (deadline: string, key: string): string => `${deadline}:${key}`

function firedOn(entries: readonly JournalEntry[]): ReadonlyMap<string, Set<string>> {
  const fired = new Map<string, Set<string>>()
  for (const { action, input } of entries) {
    if (action !== ESCALATE) continue
    for (const item of listOf(input['supervisions'])) {
      const rung = typeof item === 'object' && item !== null && 'rung' in item ? String(item.rung) : ''
      const [deadline = '', key = ''] = rung.split(':')
      const keys = fired.get(deadline)
      if (keys === undefined) fired.set(deadline, new Set([key]))
      else keys.add(key)
    }
  }
  return fired
}

/** Whether it still runs or stands. */
export const isOpen = ({ ledger }: Clock): boolean =>
  ledger.state === 'running' || ledger.state === 'suspended'

export const rungsDueOn = (clock: Clock, now: Instant, { calendar }: TimeBook): readonly RungDue[] =>
  isOpen(clock) ? rungsDue(clock.ledger, clock.rungs, clock.fired, now, calendar) : []

/** When the clock itself has something to do: fire a rung, or act because the end has passed. */
export const nextActOf = (clock: Clock, { calendar }: TimeBook): Instant | undefined => {
  if (!isOpen(clock)) return undefined
  const { ledger, rungs, fired, atEnd } = clock
  const end = atEnd === undefined ? undefined : ledger.due
  return [nextRungAt(ledger, rungs, fired, calendar), end].flatMap((at) => at ?? []).toSorted()[0]
}

/** Whether the clock has to take its own action now. */
export const hasRunOut = ({ ledger, atEnd }: Clock, now: Instant): boolean =>
  atEnd !== undefined && isOverdue(ledger, now)
