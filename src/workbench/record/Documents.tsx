/** Papers that were issued, as pages and files, each with its number; and the proof of the whole record. */
import { spokenDay } from '../days.ts'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { Download } from './Download.tsx'
import { WholeFile } from './WholeFile.tsx'

export function Documents({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const path = `/api/records/${record.type}/${record.id}`
  const { papers } = record
  const unnumbered = type.documents
    .filter(({ name }) => record.documents.includes(name))
    .filter(({ name }) => !papers.some(({ document }) => document === name))
  return (
    <section className="panel" aria-labelledby="documents-title">
      <h2 id="documents-title">{words.record.documents}</h2>
      {record.documents.length === 0 && <p className="faint">{words.record.noDocuments}</p>}
      <ul className="documents">
        {papers.map(({ document, label, number, issue, issuedOn, cancelled }) => (
          <li key={`${document}${String(issue)}`}>
            {label} <span className="faint">{number}</span>
            {cancelled !== undefined && (
              <span className="lamp red">
                {' '}
                {words.record.cancelled(spokenDay(cancelled.on, language), cancelled.reasons)}
              </span>
            )}
            <span className="faint"> {spokenDay(issuedOn, language)}</span>{' '}
            <Formats
              path={`${path}/documents/${document}`}
              query={`?issue=${String(issue)}`}
              label={`${label} ${number}`}
            />
          </li>
        ))}
        {unnumbered.map(({ name, label }) => (
          <li key={name}>
            {spoken(label)} <Formats path={`${path}/documents/${name}`} query="" label={spoken(label)} />
          </li>
        ))}
      </ul>
      <p>
        <Download path={`${path}/proof`} label={words.record.proof} about={words.record.proof} />
      </p>
      <p className="faint">{words.record.proofSays}</p>
      <WholeFile path={path} />
    </section>
  )
}

interface FormatsProps {
  readonly path: string
  readonly query: string
  readonly label: string
}

function Formats({ path, query, label }: FormatsProps) {
  const words = useWords()
  return (
    <span className="formats">
      <a
        href={`${path}.html${query}`}
        target="_blank"
        rel="noreferrer"
        aria-label={`${label} ${words.record.view}`}
      >
        {words.record.view}
      </a>{' '}
      {(['pdf', 'docx'] as const).map((format) => (
        <Download
          key={format}
          path={`${path}.${format}${query}`}
          label={format.toUpperCase()}
          about={`${label} ${format.toUpperCase()}`}
        />
      ))}
    </span>
  )
}
