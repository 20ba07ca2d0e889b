/** Where one can go, by mechanism. On narrow screens it is folded away behind a button. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeskStream } from '../doors/deskStream.ts'
import { deskQuery, typesQuery } from '../doors/queries.ts'
import type { Session } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useSearchWords } from '../search/words.ts'
import { useWords } from '../words.ts'
import { menuGroups } from './menuGroups.ts'
import { pages } from './pages.ts'

interface MenuProps {
  readonly id: string
  readonly session: Session
  readonly isOpen: boolean
  readonly close: () => void
}

export function Menu({ id, session, isOpen, close }: MenuProps) {
  const words = useWords()
  const search = useSearchWords()
  const spoken = useSpoken()
  useDeskStream(session.person.id)
  const desk = useQuery(deskQuery)
  const types = useQuery(typesQuery)
  const groups = menuGroups(
    desk.data?.types ?? [],
    types.data ?? [],
    pages,
    session.tenures.map(({ post }) => post),
  )
  return (
    <nav id={id} aria-label={words.menu} className={isOpen ? 'menu open' : 'menu'} onClick={close}>
      <Link to="/" activeOptions={{ exact: true }}>
        {words.home}
      </Link>
      <Link to="/search">{search.title}</Link>
      {groups.map(({ mechanism, types: mine, pages: special }) => (
        <section key={mechanism} aria-labelledby={`${id}-${String(mechanism)}`}>
          <h2 id={`${id}-${String(mechanism)}`}>{words.mechanisms[mechanism - 1]}</h2>
          {mine.map(({ type, desk: { work } }) => (
            <Link key={type.name} to="/records/$type" params={{ type: type.name }}>
              {spoken(type.label)}
              {work.total > 0 && <span className="count">{work.total}</span>}
            </Link>
          ))}
          {special.map(({ name, label }) => (
            <Link key={name} to="/pages/$page" params={{ page: name }}>
              {spoken(label)}
            </Link>
          ))}
        </section>
      ))}
    </nav>
  )
}
