/** The records of one type, as far as they are reached, with the filters of the API; all of it stands in the address. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { deskQuery, listQuery, typesQuery } from '../doors/queries.ts'
import type { ListedPage } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import type { ListSearch } from './listSearch.ts'
import { usePageTitle } from '../shell/pageTitle.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { ListFilters } from './ListFilters.tsx'
import { MoreRows } from './MoreRows.tsx'
import { RecordTable } from './RecordTable.tsx'
import { SavedViews, SaveView } from './SavedViews.tsx'

const BatchPanel = lazy(async () => ({ default: (await import('./batch/BatchPanel.tsx')).BatchPanel }))

const NO_PAGES: readonly ListedPage[] = []

export function ListPage() {
  const words = useWords()
  const spoken = useSpoken()
  useLanguage()
  const { type: name } = useParams({ from: '/records/$type' })
  const search = useSearch({ from: '/records/$type' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const types = useQuery(typesQuery)
  const desk = useQuery(deskQuery)
  const asked: Record<string, string> = { ...search }
  const list = useInfiniteQuery(listQuery(name, new URLSearchParams(asked).toString()))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isBatch, setIsBatch] = useState(false)
  const type = types.data?.find((one) => one.name === name)
  usePageTitle(type && spoken(type.label))
  if (types.isPending) return <Reading />
  if (type === undefined)
    return <Problem error={types.error ?? new Error(name)} again={() => void types.refetch()} />
  const mine = desk.data?.types.find((one) => one.name === name)
  const pages = list.data?.pages ?? NO_PAGES
  const items = pages.flatMap((page) => page.items)
  const [first] = pages
  const chosenItems = items.filter(({ id }) => chosen.has(id))
  const change = (wanted: ListSearch) =>
    void navigate({ to: '/records/$type', params: { type: name }, search: wanted, replace: true })
  return (
    <>
      <div className="page-head">
        <h1>{spoken(type.label)}</h1>
        <div className="openings">
          {mine?.openings.map((opening) => (
            <Link
              key={opening}
              to="/new/$type/$action"
              params={{ type: name, action: opening }}
              className="button-link"
            >
              +{' '}
              {spoken(
                type.actions.find((one) => one.name === opening)?.label ?? { zh: opening, en: opening },
              )}
            </Link>
          ))}
        </div>
      </div>
      <nav aria-label={words.list.views} className="views">
        <Link
          to="/records/$type"
          params={{ type: name }}
          search={{}}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {words.list.everything}
        </Link>
        {(mine?.work.total ?? 0) > 0 && (
          <Link to="/records/$type" params={{ type: name }} search={{ view: 'work' }}>
            {words.list.work} <span className="count">{mine?.work.total}</span>
          </Link>
        )}
        {mine?.views.map((view) => (
          <Link key={view} to="/records/$type" params={{ type: name }} search={{ view }}>
            {spoken(type.views.find((one) => one.name === view)?.label ?? { zh: view, en: view })}
          </Link>
        ))}
        <SavedViews type={name} search={search} />
      </nav>
      <ListFilters key={name} type={type} search={search} change={change}>
        <SaveView type={name} search={search} />
      </ListFilters>
      {list.isPending && <Reading />}
      {list.isError && <Problem error={list.error} again={() => void list.refetch()} />}
      {first !== undefined && (
        <p role="status" className="total">
          {words.list.total(first.total ?? items.length, first.totalIsMore === true)}
        </p>
      )}
      {chosenItems.length > 0 && !isBatch && (
        <p className="batch-bar">
          {words.batch.chosen(chosenItems.length)}{' '}
          <Button type="primary" onClick={() => setIsBatch(true)}>
            {words.batch.begin}
          </Button>{' '}
          <Button onClick={() => setChosen(new Set())}>{words.batch.none}</Button>
        </p>
      )}
      {isBatch && (
        <Suspense fallback={<Reading />}>
          <BatchPanel
            type={type}
            items={chosenItems}
            close={() => {
              setIsBatch(false)
              setChosen(new Set())
            }}
            done={() =>
              void queries.invalidateQueries({
                predicate: ({ queryKey }) => ['list', 'desk', 'today'].includes(String(queryKey[0])),
              })
            }
          />
        </Suspense>
      )}
      {items.length > 0 && (
        <div className="wide">
          <RecordTable
            type={type}
            pages={pages}
            caption={spoken(type.label)}
            showsNext={search.view === 'work'}
            chosen={chosen}
            choose={search.view === 'work' && !isBatch ? setChosen : undefined}
          />
        </div>
      )}
      {first !== undefined && items.length === 0 && <p className="empty">{words.list.nothing}</p>}
      {list.hasNextPage && (
        <MoreRows
          shown={items.length}
          isFetching={list.isFetchingNextPage}
          fetch={() => void list.fetchNextPage()}
        />
      )}
    </>
  )
}
