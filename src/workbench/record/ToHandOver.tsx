/** What has to be handed over when this tenure ends: in the tenure itself, for its holder and whoever is in charge. */
import { Link } from '@tanstack/react-router'
import type { RecordShape } from '../doors/shapes.ts'
import { useWords } from '../words.ts'

export function ToHandOver({ record }: { readonly record: RecordShape }) {
  const words = useWords()
  if (record.toHandOver === undefined) return null
  const { records, others } = record.toHandOver
  return (
    <section className="panel" aria-labelledby="to-hand-over">
      <h2 id="to-hand-over">{words.record.toHandOver(records.length + others)}</h2>
      {records.length > 0 && (
        <ul>
          {records.map(({ type, id, number, title }) => (
            <li key={id}>
              <Link to="/records/$type/$id" params={{ type, id }}>
                {number}
              </Link>{' '}
              {title}
            </li>
          ))}
        </ul>
      )}
      {others > 0 && <p className="faint">{words.record.toHandOverOthers(others)}</p>}
    </section>
  )
}
