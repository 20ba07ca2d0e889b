/** What GET /api/find answers, and how it is asked. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { read } from '../doors/ask.ts'
import { languageNow } from '../language.ts'

/** What stands in the address of the search. */
export interface SearchAsked {
  readonly q?: string
  readonly type?: string
  readonly state?: string
  readonly year?: string
}

export interface Snippet {
  readonly label: string
  readonly before: string
  readonly hit: string
  readonly after: string
}

export interface FoundRecord {
  readonly id: string
  readonly type: string
  readonly typeLabel: string
  readonly number: string
  readonly title: string
  readonly stateLabel: string
  readonly changedAt: string
  readonly way: 'number' | 'identifier' | 'name' | 'sound' | 'initials' | 'words'
  readonly snippet?: Snippet
}

export interface Facet {
  readonly value: string
  readonly label: string
  readonly count: number
}

export interface SearchAnswer {
  readonly items: readonly FoundRecord[]
  readonly found: number
  readonly foundIsMore?: true
  readonly facets: Readonly<Record<'type' | 'state' | 'year', readonly Facet[]>>
  readonly elsewhere: boolean
}

const PAGE = 20

export const searchQuery = (asked: SearchAsked) =>
  infiniteQueryOptions({
    queryKey: ['find', asked, languageNow()],
    enabled: (asked.q ?? '') !== '',
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...asked, from: String(pageParam), limit: String(PAGE) })
      return read<SearchAnswer>(`/api/find?${query.toString()}`, signal)
    },
    getNextPageParam: ({ found }, pages) => (pages.length * PAGE < found ? pages.length * PAGE : undefined),
  })
