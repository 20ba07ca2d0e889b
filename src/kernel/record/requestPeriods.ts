/**
 * Until when somebody may ask: for a review, an appeal, a share of what is about to be decided.
 *
 * A request period is counted like a clock (deadlines/walk.ts): its length is the one that the rulebook gave on the day it
 * began, and a last day off moves to the first working day after it. Nobody owes anything under it, so it fires nothing; it is
 * read by the rules that answer a request, and shown to whoever may ask. What was decided on a request stays decided: a
 * holiday notice that comes later moves only the ends of periods that are read from then on.
 */
import { dueAfter } from '../deadlines/dueAfter.ts'
import type { RequestPeriod } from '../deadlines/requestPeriod.ts'
import { dayOf, startOfDay, type Instant, type PlainDate } from '../time.ts'
import { termKey, termOf, type TimeBook } from './clocks.ts'
import type { Declaration, RequestPeriodSpec } from './declaration.ts'
import type { JournalEntry } from './entry.ts'
import { listOf, type AnyRecord } from './replay.ts'

/** A record as far as a period is counted from it. In a decision its fields are those that are there or are entered. */
export interface Counted {
  readonly fields: Readonly<Record<string, unknown>>
  readonly entries: readonly JournalEntry[]
}

/** Empty before it begins, and where no length was in force on the day it began. Throws for a name that is not declared. */
export function findRequestPeriod(
  { name: type, requestPeriods = {} }: Pick<Declaration, 'name' | 'requestPeriods'>,
  name: string,
  { fields, entries }: Counted,
  book: TimeBook,
): RequestPeriod | undefined {
  const spec = Object.hasOwn(requestPeriods, name) ? requestPeriods[name] : undefined
  if (spec === undefined) throw new Error(`"${type}" declares no request period "${name}"`)
  const start = startOf(spec, fields, entries)
  if (start === undefined) return undefined
  const since = dayOf(start)
  const rulebook = book.rulebookOn(since)
  // Of a day before the rulebook begins nothing is known.
  if (rulebook.find(termKey(type, name)) === undefined) return undefined
  const found = termOf(type, name, fields, rulebook)
  if (found === undefined) return undefined
  const { due, provisional } = dueAfter(start, found.term, book.calendar)
  return { since, until: dayOf(due), provisional, basis: found.basis }
}

function startOf(
  { since }: RequestPeriodSpec<string, string>,
  fields: Counted['fields'],
  entries: Counted['entries'],
): Instant | undefined {
  if ('day' in since) {
    const day = fields[since.day]
    // The field is one of days: the declaration says so, and flawsOf has checked it.
    return day === undefined ? undefined : startOfDay(day as PlainDate)
  }
  const acts = listOf(since.acts)
  return entries.findLast(({ action, signature }) => acts.includes(action) && signature?.last !== false)?.at
}

/** Every period that runs or has run out while what it allows may still be done in the record's state, by name. */
export function requestPeriodsOf(
  declaration: Declaration,
  { record, entries }: { readonly record: AnyRecord; readonly entries: readonly JournalEntry[] },
  book: TimeBook,
): readonly (RequestPeriod & { readonly name: string; readonly asked: string })[] {
  return Object.entries(declaration.requestPeriods ?? {}).flatMap(([name, spec]) => {
    const asked = listOf(spec.asked).find((action) =>
      listOf(declaration.actions[action]?.from).includes(record.state),
    )
    if (asked === undefined) return []
    const period = findRequestPeriod(declaration, name, { fields: record, entries }, book)
    return period === undefined ? [] : [{ ...period, name, asked }]
  })
}
