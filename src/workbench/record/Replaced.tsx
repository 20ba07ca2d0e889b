/** A value that took the place of another: texts with what went and came marked, anything else below the old one. */
import type { FieldShape, RecordShape } from '../doors/shapes.ts'
import { useWords } from '../words.ts'
import { Value } from './FieldValue.tsx'
import { textDifference } from './textDifference.ts'

interface ReplacedProps {
  readonly field: FieldShape
  readonly old: unknown
  readonly value: unknown
  readonly record: Pick<RecordShape, 'id' | 'type' | 'names' | 'links' | 'roles'>
}

export function Replaced({ field, old, value, record }: ReplacedProps) {
  const words = useWords()
  const isText = field.kind === 'text' || field.kind === 'longText'
  if (isText && typeof old === 'string' && typeof value === 'string')
    return (
      <span className="text">
        {textDifference(old, value).map(({ kind, text }, nth) => {
          // Parts stay where they are.
          if (kind === 'went') return <del key={nth}>{text}</del>
          if (kind === 'came') return <ins key={nth}>{text}</ins>
          return <span key={nth}>{text}</span>
        })}
      </span>
    )
  return (
    <>
      <Value field={field} value={value} record={record} />
      <del className="old">
        {words.record.from} <Value field={field} value={old} record={record} />
      </del>
    </>
  )
}
