/** Papers that were issued, as files, and the proof of the whole record. */
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { Download } from './Download.tsx'

export function Documents({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const spoken = useSpoken()
  const path = `/api/records/${record.type}/${record.id}`
  const issued = type.documents.filter(({ name }) => record.documents.includes(name))
  return (
    <section className="panel" aria-labelledby="documents-title">
      <h2 id="documents-title">{words.record.documents}</h2>
      {issued.length === 0 && <p className="faint">{words.record.noDocuments}</p>}
      <ul className="documents">
        {issued.map(({ name, label }) => (
          <li key={name}>
            <span>{spoken(label)}</span>{' '}
            {(['pdf', 'docx'] as const).map((format) => (
              <Download
                key={format}
                path={`${path}/documents/${name}.${format}`}
                label={format.toUpperCase()}
                about={`${spoken(label)} ${format.toUpperCase()}`}
              />
            ))}
          </li>
        ))}
      </ul>
      <p>
        <Download path={`${path}/proof`} label={words.record.proof} about={words.record.proof} />
      </p>
      <p className="faint">{words.record.proofSays}</p>
    </section>
  )
}
