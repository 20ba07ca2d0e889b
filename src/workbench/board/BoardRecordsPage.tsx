/** The records that one number of the board counts, as they stand now; what they have in common stands in the address. */
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { spokenDay } from '../days.ts'
import { read } from '../doors/ask.ts'
import { typesQuery } from '../doors/queries.ts'
import type { ListedPage } from '../doors/shapes.ts'
import { languageNow, useLanguage, useSpoken } from '../language.ts'
import { MoreRows } from '../lists/MoreRows.tsx'
import { RecordTable } from '../lists/RecordTable.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { boardQuery } from './board.ts'
import { sliceText, type Slice } from './slice.ts'
import { useBoardWords } from './words.ts'
import './board.css'

const recordsQuery = (asked: Slice) =>
  infiniteQueryOptions({
    queryKey: ['list', 'board', asked, languageNow()],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...asked, ...(pageParam === '' ? {} : { cursor: pageParam }) })
      return read<ListedPage>(`/api/board/records?${query.toString()}`, signal)
    },
    getNextPageParam: ({ next }: ListedPage) => next,
  })

export function BoardRecordsPage() {
  const words = useBoardWords()
  const spoken = useSpoken()
  const language = useLanguage()
  // Texts only, as the route makes them.
  const search: Slice = useSearch({ from: '/pages/$page' })
  const { type: name = 'clue', on, ...slice } = search
  const types = useQuery(typesQuery)
  const board = useQuery(boardQuery(on))
  const list = useInfiniteQuery(recordsQuery(search))
  if (types.isPending || board.isPending || list.isPending) return <Reading />
  const type = types.data?.find((one) => one.name === name)
  const failed = types.error ?? board.error ?? list.error
  if (failed !== null || type === undefined || board.data === undefined)
    return <Problem error={failed ?? new Error(name)} again={() => void list.refetch()} />
  const pages = list.data?.pages ?? []
  const shown = pages.reduce((sum, { items }) => sum + items.length, 0)
  const says = sliceText(slice, board.data, words, spoken, pages[0]?.names)
  return (
    <>
      <p className="board-back">
        <Link to="/pages/$page" params={{ page: 'board' }} search={on === undefined ? {} : { on }}>
          ← {words.back}
        </Link>
      </p>
      <h1>
        {spoken(type.label)}
        {says !== '' && ` · ${says}`}
      </h1>
      {on !== undefined && <p className="faint">{words.pastList(spokenDay(on, language))}</p>}
      <p role="status" className="total">
        {words.records(pages[0]?.total ?? 0)}
      </p>
      {shown > 0 && (
        <div className="wide">
          <RecordTable type={type} pages={pages} caption={says === '' ? spoken(type.label) : says} />
        </div>
      )}
      {list.hasNextPage && (
        <MoreRows
          shown={shown}
          isFetching={list.isFetchingNextPage}
          fetch={() => void list.fetchNextPage()}
        />
      )}
    </>
  )
}
