/** Records that this one refers to, and those that refer to it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { typesQuery } from '../doors/queries.ts'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import { useGraphWords } from '../graph/words.ts'
import { linkedRecords, type LinkedRecord } from './linkedRecords.ts'
import { LinksMap } from './LinksMap.tsx'

/** More are told apart better in a list. */
const MOST_DRAWN = 24

export function LinksTab({ record, type }: { readonly record: RecordShape; readonly type: TypeShape }) {
  const words = useWords()
  const graphWords = useGraphWords()
  const { linksOutOfReach } = record
  const links = linkedRecords(record.links)
  const sides = [
    { title: words.record.linkFrom, links: links.filter(({ direction }) => direction === 'from') },
    { title: words.record.linkTo, links: links.filter(({ direction }) => direction === 'to') },
  ]
  return (
    <>
      {type.inGraph === true && (
        <p>
          <Link to="/pages/$page" params={{ page: 'graph' }} search={{ node: `${record.type}:${record.id}` }}>
            {graphWords.inGraph}
          </Link>
        </p>
      )}
      {links.length === 0 && <p>{words.record.noLinks}</p>}
      {links.length > 0 && links.length <= MOST_DRAWN && (
        <LinksMap record={record} links={links} type={type} />
      )}
      {sides
        .filter((side) => side.links.length > 0)
        .map((side) => (
          <section key={side.title}>
            <h2>{side.title}</h2>
            <ul className="links">
              {side.links.map((link) => (
                <OneLink key={link.id} link={link} type={type} />
              ))}
            </ul>
          </section>
        ))}
      {linksOutOfReach > 0 && <p className="faint">{words.record.linksHidden(linksOutOfReach)}</p>}
    </>
  )
}

function OneLink({ link, type }: { readonly link: LinkedRecord; readonly type: TypeShape }) {
  const spoken = useSpoken()
  const types = useQuery(typesQuery)
  const other = types.data?.find(({ name }) => name === link.type)
  const fields = link.by.flatMap((one) => {
    const holder = one.direction === 'from' ? type : other
    return holder?.fields.find(({ name }) => name === one.link) ?? []
  })
  const state = other?.states.find(({ name }) => name === link.state)
  return (
    <li>
      <Link to="/records/$type/$id" params={{ type: link.type, id: link.id }}>
        {other === undefined ? '' : spoken(other.label)} {link.number}
      </Link>{' '}
      <span className="faint">
        {[...fields, ...(state === undefined ? [] : [state])].map(({ label }) => spoken(label)).join(' · ')}
      </span>
    </li>
  )
}
