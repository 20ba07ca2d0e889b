/** By what the results may be narrowed. */
import { Link } from '@tanstack/react-router'
import type { Facet, SearchAnswer, SearchAsked } from './searched.ts'
import { useSearchWords } from './words.ts'

const kinds = ['type', 'state', 'year'] as const

export function Facets({
  facets,
  asked,
}: {
  readonly facets: SearchAnswer['facets']
  readonly asked: SearchAsked
}) {
  const words = useSearchWords()
  const shown = kinds.filter((kind) => asked[kind] !== undefined || facets[kind].length > 1)
  return shown.map((kind) => (
    <nav key={kind} aria-label={words[kind]} className="views">
      <Link to="/search" search={without(asked, kind)} activeOptions={{ exact: true, includeSearch: true }}>
        {words.all}
      </Link>
      {facets[kind].map((facet: Facet) => (
        <Link
          key={facet.value}
          to="/search"
          search={{ ...(kind === 'type' ? without(asked, 'state') : asked), [kind]: facet.value }}
          activeOptions={{ includeSearch: true }}
        >
          {facet.label} <span className="count">{facet.count}</span>
        </Link>
      ))}
    </nav>
  ))
}

function without(asked: SearchAsked, kind: (typeof kinds)[number]): SearchAsked {
  const { [kind]: _, ...others } = asked
  return others
}
