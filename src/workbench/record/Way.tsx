/** The states the record went through, as steps; the last one is where it stands. */
import { dayIn, spokenDay, spokenInstant } from '../days.ts'
import type { RecordShape } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { useWords } from '../words.ts'

export function Way({ record }: { readonly record: RecordShape }) {
  const words = useWords()
  const language = useLanguage()
  const steps =
    record.way.length > 0
      ? record.way
      : [{ state: record.state, label: record.stateLabel, at: record.changedAt }]
  return (
    <ol className="way" aria-label={words.record.way}>
      {steps.map(({ state, label, at }, nth) => {
        const isNow = nth === steps.length - 1
        return (
          <li key={`${at}${state}`} aria-current={isNow ? 'step' : undefined} className={isNow ? 'now' : ''}>
            <span className="way-label">{label}</span>
            <span className="way-at" title={words.record.since(spokenInstant(at, language))}>
              {spokenDay(dayIn(at), language)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
