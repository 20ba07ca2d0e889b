/**
 * A deadline is a budget with a ledger, not a date. What is kept are the events; when the budget runs out follows from
 * them and from the calendar, so a new holiday notice changes the answer and never the history.
 *
 *   start ──> running ──suspend──> suspended ──resume──> running ──stop──> met | missed ──start──> the next run
 *                └──restart, only on a named legal event──> the next run
 *
 * - Suspended spans are not counted: for days, working days and months a day is suspended if the clock stands at the
 *   day's end; for hours the exact span is left out.
 * - An extension adds to the budget from where it ends; only the final end moves past days off.
 * - A start while a run is open is no reset and is set aside: 刑事诉讼法 arts 160, 172, 175, 208 let a period begin
 *   anew only on named events (change of jurisdiction, supplementary investigation, new major crime, identity found).
 */

import { HOUR, endOfDay, millisOf, type Instant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import type { Term } from './term.ts'
import { endOf, walk, type DayLine, type Pause, type Period, type Walk } from './walk.ts'

/** Id or number of the journal entry that did it. */
export type EntryRef = string | number

export type LedgerEvent =
  | { kind: 'start'; at: Instant; term: Term; neverMoves?: boolean; basis: string }
  | { kind: 'extend'; at: Instant; by: Term; approver: string; document?: string; entry: EntryRef }
  | { kind: 'suspend'; at: Instant; why: string; entry: EntryRef }
  | { kind: 'resume'; at: Instant; entry: EntryRef }
  | { kind: 'stop'; at: Instant; entry: EntryRef }
  /** A new run of the same length, or of `term`, because the law says so on `legalEvent`. */
  | { kind: 'restart'; at: Instant; term?: Term; legalEvent: string; basis?: string; entry: EntryRef }

export interface Extension {
  readonly at: Instant
  readonly by: Term
  readonly approver: string
  readonly document?: string
  readonly entry: EntryRef
  /** Granted when the budget had already run out. It counts, and it shows. */
  readonly late: boolean
}

export interface Suspension extends Pause {
  readonly why: string
  readonly entry: EntryRef
  readonly resumedBy?: EntryRef
}

export interface Ledger {
  /** `missed`: stopped, but after the end. Whether a running clock is overdue depends on now: `isOverdue`. */
  readonly state: 'running' | 'suspended' | 'met' | 'missed' | 'restarted'
  /** 1 for the first start, 2 for the next, … */
  readonly run: number
  readonly startedAt: Instant
  readonly basis: string
  readonly term: Term
  readonly neverMoves: boolean
  readonly extensions: readonly Extension[]
  readonly suspensions: readonly Suspension[]
  /** Empty while the clock stands with budget left. */
  readonly due?: Instant
  readonly provisional: boolean
  readonly stoppedAt?: Instant
  readonly stoppedBy?: EntryRef
  /** Why this run began anew. */
  readonly legalEvent?: string
  /** Runs before this one, oldest first. */
  readonly earlier: readonly Ledger[]
  /** Events that mean nothing in the state they met (a second suspend, an extension after the stop). Kept to be seen. */
  readonly setAside: readonly LedgerEvent[]
  /** Day by day from the start to the end: what was counted against the budget and what was not. */
  explain(): readonly DayLine[]
  /** What the budget was and what of it was used at `now`, one line per kind of clock, nearly always one. */
  budgetAt(now: Instant): readonly Budget[]
}

/** Hours for 'h', calendar days for 'd' (months too), working days for 'w'. A day is used when it has ended. */
export interface Budget {
  readonly unit: 'h' | 'd' | 'w'
  readonly total: number
  readonly used: number
  readonly remaining: number
}

/** The ledger after these events, in order. Empty before the first start. */
export function ledgerOf(events: readonly LedgerEvent[], calendar: Calendar): Ledger | undefined {
  return balance(events.reduce(post, blank), calendar)
}

interface Run {
  readonly start: {
    readonly at: Instant
    readonly term: Term
    readonly neverMoves: boolean
    readonly basis: string
  }
  readonly legalEvent?: string
  readonly extensions: readonly Omit<Extension, 'late'>[]
  readonly suspensions: readonly Suspension[]
  readonly ended?: { readonly at: Instant; readonly by: EntryRef; readonly restarted: boolean }
}

/** Events posted so far: grows with `post`, is read with `balance`. Plain data. */
export interface Account {
  readonly runs: readonly Run[]
  readonly setAside: readonly LedgerEvent[]
}

export const blank: Account = { runs: [], setAside: [] }

export function post(account: Account, event: LedgerEvent): Account {
  const run = account.runs.at(-1)
  const open = run !== undefined && run.ended === undefined ? run : undefined
  const setAside = (): Account => ({ ...account, setAside: [...account.setAside, event] })
  const replaced = (next: Run): Account => ({ ...account, runs: [...account.runs.slice(0, -1), next] })

  switch (event.kind) {
    case 'start': {
      if (open) return setAside()
      const { at, term, neverMoves = false, basis } = event
      const start = { at, term, neverMoves, basis }
      return { ...account, runs: [...account.runs, { start, extensions: [], suspensions: [] }] }
    }
    case 'extend': {
      if (!open) return setAside()
      const { kind: _, ...extension } = event
      return replaced({ ...open, extensions: [...open.extensions, extension] })
    }
    case 'suspend': {
      if (!open || openSuspension(open)) return setAside()
      const { at, why, entry } = event
      return replaced({ ...open, suspensions: [...open.suspensions, { from: at, why, entry }] })
    }
    case 'resume': {
      const suspension = open && openSuspension(open)
      if (!open || !suspension || event.at < suspension.from) return setAside()
      const resumed = { ...suspension, to: event.at, resumedBy: event.entry }
      return replaced({ ...open, suspensions: [...open.suspensions.slice(0, -1), resumed] })
    }
    case 'stop':
      return open
        ? replaced({ ...open, ended: { at: event.at, by: event.entry, restarted: false } })
        : setAside()
    case 'restart': {
      if (!run || event.legalEvent.trim() === '') return setAside()
      const { at, entry, legalEvent, term = run.start.term, basis = run.start.basis } = event
      const before = open ? replaced({ ...open, ended: { at, by: entry, restarted: true } }) : account
      const start = { at, term, neverMoves: run.start.neverMoves, basis }
      return { ...before, runs: [...before.runs, { start, legalEvent, extensions: [], suspensions: [] }] }
    }
  }
}

const openSuspension = (run: Run): Suspension | undefined => {
  const last = run.suspensions.at(-1)
  return last?.to === undefined ? last : undefined
}

export function balance(account: Account, calendar: Calendar): Ledger | undefined {
  const { runs, setAside } = account
  return runs.reduce<Ledger | undefined>(
    (earlier, run) => ({
      ...balanceOfRun(run, calendar),
      run: (earlier?.run ?? 0) + 1,
      earlier: earlier ? [...earlier.earlier, earlier] : [],
      setAside,
    }),
    undefined,
  )
}

function balanceOfRun(run: Run, calendar: Calendar): Omit<Ledger, 'run' | 'earlier' | 'setAside'> {
  const { start, extensions, suspensions, ended, legalEvent } = run
  const { due, provisional } = endOf(periodOf(run, extensions.length), calendar)
  // Day by day is asked for by whoever reads the record; the clocks of all the others only end.
  const walked = () => walk(periodOf(run, extensions.length), calendar)
  return {
    state: stateOf(run, due),
    startedAt: start.at,
    basis: start.basis,
    term: start.term,
    neverMoves: start.neverMoves,
    extensions: extensions.map((extension, at) => {
      const { due: before } = endOf(periodOf(run, at), calendar)
      return { ...extension, late: before !== undefined && before < extension.at }
    }),
    suspensions,
    ...(due === undefined ? {} : { due }),
    provisional,
    ...(ended === undefined ? {} : { stoppedAt: ended.at, stoppedBy: ended.by }),
    ...(legalEvent === undefined ? {} : { legalEvent }),
    explain: () => walked().days,
    budgetAt: (now) => budgetOf(walked(), ended !== undefined && ended.at < now ? ended.at : now),
  }
}

/** What is counted, with the first so many extensions. */
const periodOf = ({ start, extensions, suspensions }: Run, granted: number): Period => ({
  start: start.at,
  terms: [start.term, ...extensions.slice(0, granted).map(({ by }) => by)],
  neverMoves: start.neverMoves,
  pauses: suspensions,
})

function stateOf(run: Run, due: Instant | undefined): Ledger['state'] {
  if (!run.ended) return due === undefined ? 'suspended' : 'running'
  if (run.ended.restarted) return 'restarted'
  return due !== undefined && run.ended.at > due ? 'missed' : 'met'
}

function budgetOf({ parts, days }: Walk, now: Instant): Budget[] {
  const units = new Set(parts.map(({ unit }) => unit))
  return [...units].map((unit) => {
    let total = 0
    let used = 0
    for (const [index, part] of parts.entries()) {
      if (part.unit !== unit) continue
      total += part.total
      for (const { from, to } of part.ran)
        used += Math.max(0, millisOf(to < now ? to : now) - millisOf(from)) / HOUR
      if (unit !== 'h')
        used += days.filter((line) => line.part === index && line.counted && endOfDay(line.day) <= now).length
    }
    return { unit, total, used, remaining: total - used }
  })
}

/** Still open, and the end has passed. */
export const isOverdue = ({ state, due }: Ledger, now: Instant): boolean =>
  state === 'running' && due !== undefined && now > due
