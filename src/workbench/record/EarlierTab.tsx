/** Earlier reports that may be about the same: why the machine thinks so, and how it was judged. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { earlierQuery } from '../doors/queries.ts'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { findJudgedParts } from '../forms/judgedParts.ts'
import { useLanguage } from '../language.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { EarlierReasons } from './EarlierReasons.tsx'
import { isObject, valueText } from './valueText.ts'

export function EarlierTab({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const language = useLanguage()
  const found = useQuery(earlierQuery({ type: record.type, id: record.id }))
  if (found.isPending) return <Reading />
  if (found.isError) return <Problem error={found.error} again={() => void found.refetch()} />
  const { items, outOfReach } = found.data
  const judged = type.fields.flatMap((field) => {
    const parts = findJudgedParts(field, type.name)
    const value = record.fields[field.name]
    return parts === undefined || !Array.isArray(value)
      ? []
      : value.filter(isObject).map((one) => ({ one, parts }))
  })
  const judgementOf = (id: string) => {
    const found = judged.find(({ one, parts }) => one[parts.record.name] === id)
    if (found === undefined) return undefined
    const { one, parts } = found
    const reader = { language, names: record.names, words }
    const why = parts.why === undefined ? '' : valueText(parts.why, one[parts.why.name], reader)
    return [valueText(parts.verdict, one[parts.verdict.name], reader), why]
      .filter((text) => text !== '')
      .join(' — ')
  }
  return (
    <>
      {items.length === 0 && <p>{words.record.noEarlier}</p>}
      <ul className="earlier">
        {items.map((one) => {
          const judgement = judgementOf(one.id)
          return (
            <li key={one.id}>
              <Link to="/records/$type/$id" params={{ type: one.type, id: one.id }}>
                {one.number}
              </Link>
              <EarlierReasons {...one} />
              {judgement !== undefined && (
                <p>
                  {words.record.judged}: <strong>{judgement}</strong>
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {outOfReach > 0 && <Alert type="warning" showIcon title={words.record.earlierHidden(outOfReach)} />}
    </>
  )
}
