/** Who signed what, in order; what was signed and is no longer in force stays readable. */
import { spokenInstant } from '../days.ts'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { Value } from './FieldValue.tsx'
import { whoText } from './whoText.ts'

export function Signatures({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  if (record.signatures.length === 0) return null
  return (
    <section className="panel" aria-labelledby="signatures-title">
      <h2 id="signatures-title">{words.record.signatures}</h2>
      {record.signatures.map(({ action, label, status, by }, nth) => (
        <div key={`${action}${String(nth)}`} className={`signing ${status}`}>
          <h3>
            {label} <span className="faint">{words.record.signing[status]}</span>
          </h3>
          <ol>
            {by.map((signature) => (
              <li key={signature.at}>
                <strong>{signature.roleLabel}</strong> {whoText(signature.who, language, words)}{' '}
                <span className="faint">{spokenInstant(signature.at, language)}</span>
                {type.fields
                  .filter(({ name }) => signature.input[name] !== undefined)
                  .map((field) => (
                    <div key={field.name} className="signed-value">
                      <span className="faint">{spoken(field.label)}: </span>
                      <Value field={field} value={signature.input[field.name]} record={record} />
                    </div>
                  ))}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
