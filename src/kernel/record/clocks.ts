/**
 * The clocks of a record: for each declared deadline the ledger that follows from its entries.
 *
 * The length is the one the rulebook gave on the day the clock started, for the record as it then stood.
 */
import type { Calendar } from '../deadlines/calendar.ts'
import {
  balance,
  blank,
  isOverdue,
  post,
  type Account,
  type Ledger,
  type LedgerEvent,
} from '../deadlines/ledger.ts'
import { pointBefore } from '../deadlines/dueAfter.ts'
import { nextRungAt, rungsDue, type Rung, type RungDue } from '../deadlines/rungs.ts'
import { parseTerm, type Term } from '../deadlines/term.ts'
import type { DecisionRow, Facts } from '../rulebook/decisionTable.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { dayOf, daysBetween, endOfDay, isPlainDate, type Instant, type PlainDate } from '../time.ts'
import type { Declaration } from './declaration.ts'
import type { JournalEntry } from './entry.ts'
import { present } from '../present.ts'
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

/** Every clock that ever started, with its present run. `posted` is what the entries came to, where it is known already. */
export function clocksOf(
  declaration: Declaration,
  entries: readonly JournalEntry[],
  book: TimeBook,
  posted?: Posted,
): readonly Clock[] {
  const isKnown = posted?.book === book && posted.entries === entries.length
  const { accounts, fired } = isKnown ? posted : postedBy(declaration, entries, book)
  return [...accounts].flatMap(([name, { account, rulebook }]) => {
    const ledger = balance(account, book.calendar)
    if (ledger === undefined || rulebook === undefined) return []
    const rungs = rungsOf(declaration.name, name, rulebook)
    const atEnd = declaration.deadlines[name]?.atEnd
    const clock = { name, ledger, fired: fired.get(name) ?? NOTHING_FIRED, rungs }
    return [atEnd === undefined ? clock : { ...clock, atEnd }]
  })
}

const NOTHING_FIRED: ReadonlySet<string> = new Set()

/**
 * What the entries of a record have posted to its clocks under the rules of a book, before anything is counted: like the
 * record itself a fold over its entries, so that one more entry costs one more step.
 */
export interface Posted {
  readonly book: TimeBook
  /** So many entries are in it. */
  readonly entries: number
  readonly accounts: ReadonlyMap<string, Posting>
  /** The rungs fired, by clock. */
  readonly fired: ReadonlyMap<string, ReadonlySet<string>>
}

interface Posting {
  readonly account: Account
  /** The rules of the day on which it last started. */
  readonly rulebook?: Rulebook
}

const nothingPosted = (book: TimeBook): Posted => ({
  book,
  entries: 0,
  accounts: new Map(),
  fired: new Map(),
})

function postedBy(declaration: Declaration, entries: readonly JournalEntry[], book: TimeBook): Posted {
  let record: AnyRecord | undefined
  // What the record was like is asked only where a clock starts.
  let behind: JournalEntry[] = []
  const recordNow = (): AnyRecord | undefined => {
    for (const entry of behind) record = advance(declaration, record, entry)
    behind = []
    return record
  }
  return entries.reduce((posted, entry) => {
    behind.push(entry)
    return withEntry(declaration, posted, entry, recordNow)
  }, nothingPosted(book))
}

/**
 * What is posted with the last of these entries, which left the record as it is: one step from what was posted before it, where
 * that is known and the book is still the same.
 */
export function postedAfter(
  declaration: Declaration,
  before: Posted | undefined,
  { record, entries }: { readonly record: AnyRecord; readonly entries: readonly JournalEntry[] },
  book: TimeBook,
): Posted {
  const last = entries.at(-1)
  const posted = entries.length === 1 ? nothingPosted(book) : before
  return last !== undefined && posted?.book === book && posted.entries === entries.length - 1
    ? withEntry(declaration, posted, last, () => record)
    : postedBy(declaration, entries, book)
}

function withEntry(
  declaration: Declaration,
  { book, entries, accounts, fired }: Posted,
  written: JournalEntry,
  recordNow: () => AnyRecord | undefined,
): Posted {
  const entry = lift(declaration, written)
  // A joint action counts when the last has signed.
  const moved = entry.signature?.last === false ? undefined : movesOf(declaration).get(entry.action)
  return {
    book,
    entries: entries + 1,
    accounts: moved === undefined ? accounts : accountsAfter(accounts, moved),
    fired: entry.action === ESCALATE ? firedWith(fired, entry) : fired,
  }

  function accountsAfter(before: Posted['accounts'], moves: readonly Moved[]): Posted['accounts'] {
    const after = new Map(before)
    for (const { name, spec, move } of moves) {
      const found = after.get(name) ?? { account: blank }
      if (move === 'starts') {
        const start = startOf(declaration.name, name, spec, entry, recordNow(), book)
        if (start === undefined) continue
        after.set(name, { account: post(found.account, start.event), rulebook: start.rulebook })
      } else {
        const event = eventOf(spec, move, entry)
        if (event !== undefined) after.set(name, { ...found, account: post(found.account, event) })
      }
    }
    return after
  }
}

function startOf(
  type: string,
  name: string,
  spec: AnyDeadline,
  { at, state }: JournalEntry,
  record: AnyRecord | undefined,
  book: TimeBook,
): { readonly event: LedgerEvent; readonly rulebook: Rulebook } | undefined {
  if (record === undefined || !startsNow(spec, state, record)) return undefined
  const rulebook = book.rulebookOn(dayOf(at))
  const { neverMoves, until, ahead } = spec
  const last = until === undefined ? undefined : record[until]
  if (until !== undefined && ahead === undefined)
    return isDay(last) ? startUntil(at, last, `${type}.${until}`, rulebook) : undefined
  const found = termOf(type, name, record, rulebook)
  if (found === undefined) return undefined
  if (until === undefined)
    return { event: { kind: 'start', at, ...found, ...present({ neverMoves }) }, rulebook }
  return isDay(last)
    ? startUntil(at, dayOf(pointBefore(endOfDay(last), found.term, book.calendar)), found.basis, rulebook)
    : undefined
}

const isDay = (value: unknown): value is PlainDate => typeof value === 'string' && isPlainDate(value)

/** So many days as there are to that day; one that is past ends it on the day it starts. */
function startUntil(at: Instant, last: PlainDate, basis: string, rulebook: Rulebook) {
  const days = Math.min(Math.max(daysBetween(dayOf(at), last), 0), MOST_DAYS)
  return { event: { kind: 'start', at, term: `${days}d`, neverMoves: true, basis }, rulebook } as const
}
/** What a term can count (deadlines/term.ts): some 27 years. */
const MOST_DAYS = 9999

function eventOf(
  { extended }: AnyDeadline,
  move: Exclude<Move, 'starts'>,
  { at, seq, action, input, by }: JournalEntry,
): LedgerEvent | undefined {
  switch (move) {
    case 'stops':
      return { kind: 'stop', at, entry: seq }
    case 'suspends':
      return { kind: 'suspend', at, why: action, entry: seq }
    case 'resumes':
      return { kind: 'resume', at, entry: seq }
    case 'extended': {
      const longer = parseTerm(String(input[extended?.term ?? '']))
      const approver = by.kind === 'staff' ? by.person : by.kind
      return longer === undefined ? undefined : { kind: 'extend', at, by: longer, approver, entry: seq }
    }
  }
}

type AnyDeadline = Declaration['deadlines'][string]

/** What an action does to a clock; one that does several does them in this order. */
const MOVES = ['stops', 'suspends', 'resumes', 'extended', 'starts'] as const
type Move = (typeof MOVES)[number]
interface Moved {
  readonly name: string
  readonly spec: AnyDeadline
  readonly move: Move
}
const known = new WeakMap<Declaration, ReadonlyMap<string, readonly Moved[]>>()

/** The clocks that each action moves; most move none. */
function movesOf(declaration: Declaration): ReadonlyMap<string, readonly Moved[]> {
  const found = known.get(declaration)
  if (found !== undefined) return found
  const made = new Map<string, Moved[]>()
  for (const [name, spec] of Object.entries(declaration.deadlines))
    for (const move of MOVES)
      for (const action of listOf(move === 'extended' ? spec.extended?.by : spec[move])) {
        const moved = made.get(action)
        if (moved === undefined) made.set(action, [{ name, spec, move }])
        else moved.push({ name, spec, move })
      }
  known.set(declaration, made)
  return made
}

const startsNow = (
  { into, unless, where }: Declaration['deadlines'][string],
  state: string,
  record: AnyRecord,
): boolean =>
  (into === undefined || listOf(into).includes(state)) &&
  (unless === undefined || record[unless] === undefined) &&
  (where === undefined || record[where] !== undefined)

/** Where the rulebook has the length of a clock or request period. */
export const termKey = (type: string, name: string): string => `${type}.${name}.term`

/** The length the rulebook gives this clock or request period for this record, and the row it stands in. */
export function termOf(
  type: string,
  deadline: string,
  record: Facts,
  rulebook: Rulebook,
): { term: Term; basis: string } | undefined {
  const key = termKey(type, deadline)
  const row = rulebook.decide(key, record)
  const term = parseTerm(String(row?.then['term']))
  return row === undefined || term === undefined ? undefined : { term, basis: `${key}/${row.id}` }
}

/** The row that gave a clock its length, from the basis that its ledger names (`clue.verify.term/gradeA`). */
export function findBasisRow(basis: string, rulebook: Rulebook): DecisionRow | undefined {
  const [key = '', row = ''] = basis.split('/')
  return rulebook.rows(key).find(({ id }) => id === row)
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

/** The rungs that stand in what supervises, each as `rungName` wrote it. */
export const rungsIn = (supervisions: unknown): readonly string[] =>
  listOf(supervisions).flatMap((item) =>
    typeof item === 'object' && item !== null && 'rung' in item ? [String(item.rung)] : [],
  )

function firedWith(before: Posted['fired'], { input }: JournalEntry): Posted['fired'] {
  const after = new Map(before)
  for (const rung of rungsIn(input['supervisions'])) {
    const [deadline = '', key = ''] = rung.split(':')
    after.set(deadline, new Set([...(after.get(deadline) ?? []), key]))
  }
  return after
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
