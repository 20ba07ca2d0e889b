/** What the screens read, each with its key. Words come in the language asked for, so the language is part of the key. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { languageNow } from '../language.ts'
import { pageSays } from '../pageSays.ts'
import { stored } from '../stored.ts'
import { ask, read, Refused } from './ask.ts'
import type {
  AccessShape,
  CentreKey,
  DemoAccount,
  DeskType,
  EarlierShape,
  FoundRecord,
  HistoryShape,
  ListedPage,
  RecordShape,
  SavedView,
  Session,
  TodayShape,
  TypeShape,
} from './shapes.ts'

/** The page came without a session: asking would be refused, and browsers report each refusal as an error. */
let isKnownToBeOut = pageSays('signed-in') === 'no'

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Session | null> => {
    if (isKnownToBeOut) {
      isKnownToBeOut = false
      return null
    }
    const answered = await ask<Session>('/api/session', { signal })
    if ('body' in answered) return answered.body
    if (answered.problem.status === 401) return null
    throw new Refused(answered.problem)
  },
})

export const typesQuery = queryOptions({
  queryKey: ['types'],
  staleTime: Infinity,
  queryFn: ({ signal }) => read<readonly TypeShape[]>('/api/types', signal),
})

/** The keys that who reports is sealed for, the oldest first. */
export const centreKeyQuery = queryOptions({
  queryKey: ['centre-key'],
  queryFn: ({ signal }) => read<{ readonly keys: readonly CentreKey[] }>('/api/centre-key', signal),
})

/** Whether the server tells of changes by itself (doors/deskStream.ts). */
export const isStreaming = stored(false)

export const deskQuery = queryOptions({
  queryKey: ['desk'],
  refetchInterval: () => (isStreaming.get() ? false : 60_000),
  queryFn: ({ signal }) => read<{ readonly types: readonly DeskType[] }>('/api/desk', signal),
})

export const todayQuery = () =>
  queryOptions({
    queryKey: ['today', languageNow()],
    refetchInterval: () => (isStreaming.get() ? false : 60_000),
    queryFn: ({ signal }) => read<TodayShape>('/api/desk/today', signal),
  })

/** Records by number, name or words. What was found is not kept: tomorrow it may be out of reach. */
export const findQuery = (words: string) =>
  queryOptions({
    queryKey: ['find', words, languageNow()],
    enabled: words !== '',
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly FoundRecord[] }>(`/api/find?q=${encodeURIComponent(words)}`, signal),
  })

/** Lists kept under a name. */
export const savedViewsQuery = queryOptions({
  queryKey: ['views'],
  staleTime: 60_000,
  queryFn: ({ signal }) => read<{ readonly items: readonly SavedView[] }>('/api/me/views', signal),
})

export const demoQuery = queryOptions({
  queryKey: ['demo'],
  staleTime: Infinity,
  retry: false,
  queryFn: ({ signal }) => read<readonly DemoAccount[]>('/api/demo', signal),
})

/** A page of a list; `question` is the query of the address, without cursor. */
export const listQuery = (type: string, question: string) =>
  infiniteQueryOptions({
    queryKey: ['list', type, question, languageNow()],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(question)
      if (pageParam === '') query.set('total', '1')
      else query.set('cursor', pageParam)
      return read<ListedPage>(`/api/records/${type}?${query.toString()}`, signal)
    },
    getNextPageParam: ({ next }) => next,
  })

export interface AtRecord {
  readonly type: string
  readonly id: string
}
const pathOf = ({ type, id }: AtRecord): string => `/api/records/${type}/${id}`

/** Each reading is kept as a look, so nothing is read again unasked. */
const kept = { staleTime: Infinity, gcTime: 0, retry: false } as const

export const recordQuery = (at: AtRecord) =>
  queryOptions({
    queryKey: ['record', at.type, at.id, languageNow()],
    ...kept,
    queryFn: ({ signal }) => read<RecordShape>(`${pathOf(at)}?explain=1`, signal),
  })

export const historyQuery = (at: AtRecord) =>
  queryOptions({
    queryKey: ['record', at.type, at.id, languageNow(), 'entries'],
    ...kept,
    queryFn: ({ signal }) => read<HistoryShape>(`${pathOf(at)}/entries`, signal),
  })

export const accessQuery = (at: AtRecord) =>
  queryOptions({
    queryKey: ['record', at.type, at.id, languageNow(), 'access'],
    ...kept,
    queryFn: ({ signal }) => read<AccessShape>(`${pathOf(at)}/access`, signal),
  })

export const earlierQuery = (at: AtRecord) =>
  queryOptions({
    queryKey: ['record', at.type, at.id, languageNow(), 'earlier'],
    ...kept,
    queryFn: ({ signal }) => read<EarlierShape>(`${pathOf(at)}/earlier`, signal),
  })
