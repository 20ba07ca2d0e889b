/** Measures that run out in 3, 7, 15 and 30 days, by unit and one by one; days and unit stand in the address. */
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { read } from '../doors/ask.ts'
import { typesQuery } from '../doors/queries.ts'
import type { ListedPage } from '../doors/shapes.ts'
import { languageNow, useLanguage, useSpoken } from '../language.ts'
import { namesOf } from '../lists/namesOf.ts'
import { RecordTable } from '../lists/RecordTable.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { expiringLabel, useExpiringWords } from './words.ts'

interface EndingPage extends ListedPage {
  readonly steps: readonly number[]
  readonly units: readonly { readonly unit: string; readonly counts: readonly number[] }[]
}

const PAGE = { to: '/pages/$page', params: { page: 'expiring' } } as const
const LONGEST = '30'

const endingQuery = (days: string, unit: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['ending', 'measure', days, unit, languageNow()],
    placeholderData: keepPreviousData,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ by: 'takenBy', days })
      if (unit !== undefined) asked.set('unit', unit)
      if (pageParam !== '') asked.set('cursor', pageParam)
      return read<EndingPage>(`/api/ending/measure/length?${asked.toString()}`, signal)
    },
    getNextPageParam: ({ next }: EndingPage) => next,
  })

export function ExpiringPage() {
  const words = useExpiringWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const search: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const { days = LONGEST, unit } = search
  const types = useQuery(typesQuery)
  const ending = useInfiniteQuery(endingQuery(days, unit))
  const type = types.data?.find(({ name }) => name === 'measure')
  if (types.isPending || ending.isPending) return <Reading />
  const failed = ending.error ?? types.error
  if (failed !== null || type === undefined)
    return <Problem error={failed ?? new Error('measure')} again={() => void ending.refetch()} />
  const pages = ending.data?.pages ?? []
  const [first] = pages
  if (first === undefined) return null
  const names = namesOf(pages)
  const items = pages.flatMap((page) => page.items)
  const chosenUnit = first.units.find((one) => one.unit === unit)
  const totals = first.steps.map((_, nth) =>
    (chosenUnit === undefined ? first.units : [chosenUnit]).reduce(
      (sum, { counts }) => sum + (counts[nth] ?? 0),
      0,
    ),
  )
  return (
    <>
      <div className="page-head">
        <h1>{spoken(expiringLabel)}</h1>
      </div>
      <p className="faint">{words.lead}</p>
      <nav aria-label={spoken(expiringLabel)} className="views">
        {first.steps.map((step, nth) => (
          <Link
            key={step}
            {...PAGE}
            search={{ days: String(step), ...(unit === undefined ? {} : { unit }) }}
            aria-current={String(step) === days ? 'page' : undefined}
            className={String(step) === days ? 'active' : ''}
            activeProps={{}}
          >
            {words.within(step)} <span className="count">{totals[nth]}</span>
          </Link>
        ))}
      </nav>
      {items.length === 0 && <p className="empty">{words.none}</p>}
      {items.length > 0 && <RecordTable type={type} pages={pages} caption={words.list} except="until" />}
      {ending.hasNextPage && (
        <Button loading={ending.isFetchingNextPage} onClick={() => void ending.fetchNextPage()}>
          {words.more}
        </Button>
      )}
      {first.units.length > 0 && (
        <>
          <h2>{words.byUnit}</h2>
          <table className="records">
            <caption className="out-of-sight">{words.byUnit}</caption>
            <thead>
              <tr>
                <th scope="col">{words.unit}</th>
                {first.steps.map((step) => (
                  <th key={step} scope="col">
                    {words.within(step)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {first.units.map((row) => (
                <tr key={row.unit}>
                  <th scope="row" className="title">
                    <Link
                      {...PAGE}
                      search={{ days, unit: row.unit }}
                      aria-current={row.unit === unit ? 'true' : undefined}
                      activeProps={{}}
                    >
                      {names[row.unit]?.[language] ?? row.unit}
                    </Link>
                  </th>
                  {row.counts.map((count, nth) => (
                    // The steps stay where they are.
                    <td key={first.steps[nth]} data-label={words.within(first.steps[nth] ?? 0)}>
                      {count}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {unit !== undefined && (
            <p>
              <Link {...PAGE} search={{ days }} activeProps={{}}>
                {words.all}
              </Link>
            </p>
          )}
        </>
      )}
    </>
  )
}
