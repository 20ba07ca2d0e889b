/** What may be opened about this record: its form then knows what it is about. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { deskQuery, typesQuery } from '../doors/queries.ts'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { asksAbout } from '../forms/fromRecord.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'

export function FromHere({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const spoken = useSpoken()
  const desk = useQuery(deskQuery)
  const types = useQuery(typesQuery)
  const isOver = type.states.find(({ name }) => name === record.state)?.final === true
  const openings = (desk.data?.types ?? []).flatMap(({ name, openings: mine }) => {
    const other = types.data?.find((one) => one.name === name)
    return (other?.actions ?? [])
      .filter((action) => mine.includes(action.name) && other !== undefined && asksAbout(other, action, type))
      .map((action) => ({ other: name, label: other?.label, action }))
  })
  if (isOver || openings.length === 0) return null
  return (
    <section className="panel from-here" aria-labelledby="from-here-title">
      <h2 id="from-here-title">{words.record.fromHere}</h2>
      <div className="actions">
        {openings.map(({ other, label, action }) => (
          <Link
            key={`${other} ${action.name}`}
            to="/new/$type/$action"
            params={{ type: other, action: action.name }}
            search={{ about: `${record.type}/${record.id}` }}
            className="button-link"
          >
            + {label === undefined ? '' : spoken(label)} · {spoken(action.label)}
          </Link>
        ))}
      </div>
    </section>
  )
}
