/** Who can see the record and why, whom it keeps out, and who looked. */
import { useQuery } from '@tanstack/react-query'
import { spokenInstant } from '../days.ts'
import { accessQuery, type AtRecord } from '../doors/queries.ts'
import type { RecordShape, TypeShape, WayIn } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { whoText } from './whoText.ts'

interface AccessTabProps {
  readonly at: AtRecord
  readonly type: TypeShape
  readonly record: RecordShape
}

export function AccessTab({ at, type }: AccessTabProps) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const access = useQuery(accessQuery(at))
  if (access.isPending) return <Reading />
  if (access.isError) return <Problem error={access.error} again={() => void access.refetch()} />
  const { can, total, keptOut = [], looks } = access.data
  const whyText = ({ way, field }: WayIn): string => {
    const label = type.fields.find(({ name }) => name === field)?.label
    const called = label === undefined ? (field ?? '') : spoken(label)
    const says = Object.hasOwn(words.wayIn, way) ? words.wayIn[way as keyof typeof words.wayIn] : way
    return typeof says === 'function' ? says(called) : says
  }
  const doorText = (door: string): string => {
    const [kind = '', what] = door.split(' ')
    const said = Object.hasOwn(words.doors, kind) ? words.doors[kind as keyof typeof words.doors] : kind
    const document = type.documents.find(({ name }) => name === what)
    const field = type.fields.find(({ name }) => name === what)
    const label = document?.label ?? field?.label
    return label === undefined ? said : `${said} ${spoken(label)}`
  }
  const becauseText = (because: string | undefined): string =>
    because !== undefined && Object.hasOwn(words.conflict, because)
      ? words.conflict[because as keyof typeof words.conflict]
      : (because ?? '')
  return (
    <>
      <section>
        <h2>{words.record.can}</h2>
        <p className="faint">{words.record.canTotal(total)}</p>
        <ul className="people">
          {can.map((one, nth) => (
            // The same person may come in by several ways.
            <li key={`${one.person.id}${String(nth)}`}>
              {whoText(one, language, words)}
              <span className="faint">
                {' '}
                · {one.roleLabel} · {whyText(one.why)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {keptOut.length > 0 && (
        <section>
          <h2>{words.record.keptOut}</h2>
          <ul className="people">
            {keptOut.map((one, nth) => (
              <li key={`${one.person.id}${String(nth)}`}>
                {whoText(one, language, words)} <span className="faint">· {becauseText(one.because)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.record.looks}</h2>
        {looks.length === 0 && <p>{words.record.noLooks}</p>}
        <ul className="people">
          {looks.map(({ person, at: when, door }, nth) => (
            <li key={`${when}${String(nth)}`}>
              <time dateTime={when}>{spokenInstant(when, language)}</time> {person.name} {words.record.looked}{' '}
              {doorText(door)}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
