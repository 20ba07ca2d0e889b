/** What would come of sending the form as it stands: what is still missing, what stands against it, or where it leads. */
import type { Considered } from '../doors/shapes.ts'
import { useWords } from '../words.ts'

interface OutlookProps {
  readonly considered: Considered
  /** The state it stands in; none for what opens a record. */
  readonly from: string | undefined
  readonly labelOf: (field: string) => string
  readonly idOf: (field: string) => string
  readonly isAsked: (field: string) => boolean
}

export function Outlook({ considered, from, labelOf, idOf, isAsked }: OutlookProps) {
  const words = useWords()
  const { refused, state, stateLabel } = considered
  if (refused.length === 0)
    return (
      <p className="outlook lamp green" role="status">
        <span aria-hidden="true">✓</span>{' '}
        {stateLabel === undefined || state === from ? words.form.sound : words.form.leadsTo(stateLabel)}
      </p>
    )
  const missing = refused.filter(({ because, field = '' }) => because === 'field missing' && isAsked(field))
  const others = refused.filter((one) => !missing.includes(one))
  return (
    <div className="outlook" role="status">
      {missing.length > 0 && (
        <p>
          {words.form.stillMissing}
          {missing.map(({ field = '' }, nth) => (
            <span key={field}>
              {nth > 0 && words.comma}
              <a href={`#${idOf(field)}`}>{labelOf(field)}</a>
            </span>
          ))}
        </p>
      )}
      {others.length > 0 && (
        <>
          <p>{words.form.wouldBeRefused}</p>
          <ul>
            {others.map(({ says }) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
