/** Until when somebody may ask for something about a record: what, until which day, and by which rule. */
import { isOver } from '#kernel/deadlines/requestPeriod.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import { requestPeriodsOf } from '#kernel/record/requestPeriods.ts'
import { dayOf } from '#kernel/time.ts'
import type { AtRecord } from './atRecord.ts'
import { basisInWords, type DeadlineAsk } from './deadlineView.ts'
import type { AskersSight } from './sightOf.ts'

export function requestPeriodsView(
  { declaration, opened }: Pick<AtRecord, 'declaration' | 'opened'>,
  sight: AskersSight,
  { words, language, now, book }: Omit<DeadlineAsk, 'explained'>,
) {
  return (
    requestPeriodsOf(declaration, opened, book)
      // One that is a clock, too, is shown as one.
      .filter(({ name }) => !Object.hasOwn(declaration.deadlines, name))
      .filter(({ name }) => seesStart(declaration, name, opened.entries, sight))
      .map(({ name, asked, ...period }) => ({
        ...{ name, label: words.actions[asked] ?? asked, ...period },
        ...basisInWords(period.basis, period.since, { language, book }),
        over: isOver(period, dayOf(now)),
      }))
  )
}

/** Whoever sees what it began with. */
function seesStart(
  { requestPeriods }: Declaration,
  name: string,
  entries: AtRecord['opened']['entries'],
  sight: AskersSight,
): boolean {
  const since = requestPeriods?.[name]?.since
  if (since === undefined) return false
  if ('day' in since) return sight.fields.has(since.day)
  const began = entries.findLast(({ action }) => listOf(since.acts).includes(action))
  return began !== undefined && sight.seesEntry(began)
}
