/** By when the clocks that a paper prints are due, as it was when the paper was issued: official papers are Chinese. */
import type { Ledger } from '#kernel/deadlines/ledger.ts'
import { partsOf, spoken, type Term } from '#kernel/deadlines/term.ts'
import { clocksOf, termOf, type TimeBook } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import { listOf, type AnyRecord } from '#kernel/record/replay.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { chineseDay, chineseInstant } from './chineseDay.ts'

export interface ClocksWish {
  readonly declaration: Declaration
  readonly record: AnyRecord
  /** Up to the one that issued the paper. */
  readonly entries: readonly JournalEntry[]
  readonly book: TimeBook
  /** What actions are called. */
  readonly actions: Readonly<Record<string, string>>
}

/**
 * Of these names, those of clocks. What runs or ran says its end and when it was done, what begins with the next act how long
 * it will be.
 */
export function clocksPrinted(wish: ClocksWish, names: readonly string[]): Readonly<Record<string, string>> {
  const { declaration, record, entries, book, actions } = wish
  const printed = names.flatMap((name) => {
    const spec = declaration.deadlines[name]
    return spec === undefined ? [] : [{ name, spec }]
  })
  if (printed.length === 0) return {}
  const clocks = clocksOf(declaration, entries, book)
  const rulebook = book.rulebookOn(dayOf(record.changedAt))
  return Object.fromEntries(
    printed.flatMap(({ name, spec }): [string, string][] => {
      const ledger = clocks.find((one) => one.name === name)?.ledger
      if (ledger !== undefined) {
        const texts = [
          untilWhen(ledger.due ?? lastDue(wish, name, listOf(spec.suspends)), ledger.term),
          whenDone(ledger),
        ]
        const said = texts.filter((text) => text !== '').join('；')
        return said === '' ? [] : [[name, said]]
      }
      const length = termOf(declaration.name, name, record, rulebook)
      // A length is said where the clock may begin with the next act; before that it may still change.
      const start = listOf(spec.starts).find((one) =>
        listOf(declaration.actions[one]?.from).includes(record.state),
      )
      return start !== undefined && length !== undefined
        ? [[name, `自“${actions[start] ?? start}”起${spoken(length.term, 'zh')}`]]
        : []
    }),
  )
}

/** The end as it was before the clock was last suspended: while it stands still it has none. */
function lastDue({ declaration, entries, book }: ClocksWish, name: string, suspends: readonly string[]) {
  const suspended = entries.findLastIndex(({ action }) => suspends.includes(action))
  if (suspended < 0) return undefined
  const clocks = clocksOf(declaration, entries.slice(0, suspended), book)
  return clocks.find((one) => one.name === name)?.ledger.due
}

function untilWhen(due: Instant | undefined, term: Term): string {
  if (due === undefined) return ''
  return partsOf(term).unit === 'h' ? `${chineseInstant(due)}前` : `${chineseDay(dayOf(due))}（含当日）前`
}

const whenDone = ({ state, stoppedAt }: Ledger): string =>
  stoppedAt === undefined || (state !== 'met' && state !== 'missed')
    ? ''
    : `${chineseDay(dayOf(stoppedAt))}完成${state === 'missed' ? '（超期）' : ''}`
