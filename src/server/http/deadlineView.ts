/** A clock as it is shown: where it stands, what is used of its budget and, when asked, why it ends when it does. */
import { lampOf } from '#kernel/deadlines/lamp.ts'
import { pointBefore } from '#kernel/deadlines/dueAfter.ts'
import { partsOf, spoken, type Term } from '#kernel/deadlines/term.ts'
import type { WhyOfDay } from '#kernel/deadlines/walk.ts'
import { findBasisRow, type Clock, type TimeBook } from '#kernel/record/clocks.ts'
import type { Rung } from '#kernel/deadlines/rungs.ts'
import { dayOf, type Instant, type PlainDate } from '#kernel/time.ts'
import type { Language } from './language.ts'
import type { TypeWords } from './typeWords.ts'

const HOURS = { h: 1, d: 24, w: 24, m: 720 } as const
const lengthOf = (term: Term): number => {
  const { count, unit } = partsOf(term)
  return count * HOURS[unit]
}

/** The longest warning of the ladder; none when the rulebook names none. */
function warnBefore(rungs: readonly Rung[]): Term {
  const before = rungs.flatMap(({ at }) => ('before' in at ? [at.before] : []))
  return before.toSorted((one, other) => lengthOf(other) - lengthOf(one))[0] ?? '0h'
}

/** The lamp of a clock of which only the end is known. */
export function lampUntil(
  due: Instant,
  now: Instant,
  rungs: readonly Rung[],
  { calendar }: TimeBook,
): 'green' | 'yellow' | 'red' {
  if (now > due) return 'red'
  return now >= pointBefore(due, warnBefore(rungs), calendar) ? 'yellow' : 'green'
}

export interface DeadlineAsk {
  readonly words: TypeWords
  readonly language: Language
  readonly now: Instant
  readonly book: TimeBook
  readonly explained: boolean
}

export function deadlineView(
  { name, ledger, rungs }: Clock,
  { words, language, now, book, explained }: DeadlineAsk,
) {
  return {
    name,
    label: words.deadlines[name] ?? name,
    state: ledger.state,
    run: ledger.run,
    startedAt: ledger.startedAt,
    term: ledger.term,
    termInWords: spoken(ledger.term, language),
    basis: ledger.basis,
    ...(ledger.basis.includes('/')
      ? basisInWords(ledger.basis, dayOf(ledger.startedAt), { language, book })
      : // It runs until the day that stands in a field.
        { basisSays: words.fields[ledger.basis.split('.')[1] ?? ''] ?? ledger.basis }),
    ...(ledger.due === undefined ? {} : { due: ledger.due }),
    provisional: ledger.provisional,
    lamp: lampOf(ledger, now, warnBefore(rungs), book.calendar),
    budget: ledger.budgetAt(now),
    extensions: ledger.extensions.map(({ at, by, late }) => ({ at, by, late })),
    suspensions: ledger.suspensions.map(({ from, to }) => ({ from, ...(to === undefined ? {} : { to }) })),
    ...(ledger.stoppedAt === undefined ? {} : { stoppedAt: ledger.stoppedAt }),
    ...(explained
      ? {
          explanation: ledger.explain().map((line) => ({ ...line, says: whyInWords[line.why][language] })),
        }
      : {}),
  }
}

/** What the row says that gave it its length on the day it began, and on which ground. */
export function basisInWords(
  basis: string,
  on: PlainDate,
  { language, book }: Pick<DeadlineAsk, 'language' | 'book'>,
) {
  const row = findBasisRow(basis, book.rulebookOn(on))
  return row === undefined ? {} : { basisSays: row.says[language], basisSource: row.source }
}

const whyInWords: Readonly<Record<WhyOfDay, Readonly<Record<Language, string>>>> = {
  startDay: { zh: '开始之日不计', en: 'the day of the start is not counted' },
  counted: { zh: '计入', en: 'counted' },
  weekend: { zh: '周末，不计', en: 'weekend, not counted' },
  holiday: { zh: '法定节假日，不计', en: 'public holiday, not counted' },
  swappedWorkingDay: { zh: '调休上班，计入', en: 'swapped working day, counted' },
  movedPastOff: { zh: '末日为休息日，顺延', en: 'the last day is a day off: moved on' },
  suspended: { zh: '期限中止', en: 'the clock stands' },
}
