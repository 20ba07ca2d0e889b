/** The statistics returns of a period: who has filed, who has not, and what they count; the period stands in the address. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { spokenDay } from '../days.ts'
import { read } from '../doors/ask.ts'
import type { Lamp as Colour, Spoken } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { Lamp } from '../lists/Lamp.tsx'
import { Download } from '../record/Download.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { returnsLabel, useReturnsWords } from './words.ts'

interface OneReturn {
  readonly id: string
  readonly number: string
  readonly unit: string
  readonly unitName: Spoken
  readonly state: string
  readonly due?: string
  readonly lamp?: Colour
  readonly count?: number
  readonly encrypted?: number
  readonly zeroReturn?: boolean
  readonly results?: Readonly<Record<string, number>>
}

interface Returns {
  readonly to: string
  readonly periods: readonly string[]
  readonly results: readonly { readonly code: string; readonly label: Spoken }[]
  readonly states: Readonly<Record<string, Spoken>>
  readonly items: readonly OneReturn[]
}

const NOT_FILED = ['drafted', 'toFile']
const isMissing = ({ state }: OneReturn): boolean => NOT_FILED.includes(state)

const askedFor = (to: string | undefined, file = ''): string =>
  `/api/returns${file}${to === undefined ? '' : `?to=${to}`}`

const returnsQuery = (to: string | undefined) =>
  queryOptions({
    queryKey: ['returns', to],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Returns>(askedFor(to), signal),
  })

export function ReturnsPage() {
  const words = useReturnsWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const navigate = useNavigate()
  const search: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const [onlyMissing, setOnlyMissing] = useState(false)
  const answer = useQuery(returnsQuery(search['to']))
  const returns = answer.data
  const missing = returns?.items.filter(isMissing) ?? []
  const shown = onlyMissing ? missing : (returns?.items ?? [])
  return (
    <>
      <div className="page-head">
        <h1>{spoken(returnsLabel)}</h1>
        {returns !== undefined && (
          <div className="page-tools">
            <Select
              aria-label={words.period}
              value={returns.to}
              options={returns.periods.map((day) => ({
                value: day,
                label: words.untilDay(spokenDay(day, language)),
              }))}
              onChange={(to) => {
                void navigate({ to: '/pages/$page', params: { page: 'returns' }, search: { to } })
              }}
            />
            {returns.items.length > 0 && (
              <>
                <Segmented
                  options={[
                    { label: words.all, value: 'all' },
                    { label: `${words.missing} ${String(missing.length)}`, value: 'missing' },
                  ]}
                  value={onlyMissing ? 'missing' : 'all'}
                  onChange={(value) => {
                    setOnlyMissing(value === 'missing')
                  }}
                />
                <Download path={askedFor(returns.to, '/file')} label={words.file} about={words.fileAbout} />
              </>
            )}
          </div>
        )}
      </div>
      <p className="faint">{words.lead}</p>
      {answer.isPending && <Reading />}
      {answer.isError && <Problem error={answer.error} again={() => void answer.refetch()} />}
      {returns?.items.length === 0 && <p className="empty">{words.none}</p>}
      {returns !== undefined && returns.items.length > 0 && (
        <>
          <p role="status" className="total">
            {words.filed(returns.items.length - missing.length, returns.items.length)}
          </p>
          {shown.length === 0 ? (
            <p className="empty">{words.everyoneFiled}</p>
          ) : (
            <Table returns={returns} shown={shown} />
          )}
        </>
      )}
    </>
  )
}

interface TableProps {
  readonly returns: Returns
  readonly shown: readonly OneReturn[]
}

function Table({ returns, shown }: TableProps) {
  const words = useReturnsWords()
  const spoken = useSpoken()
  const columns = [
    ...returns.results.map(({ code, label }) => ({ code, label: spoken(label) })),
    { code: '', label: words.noResult },
  ]
  return (
    <table className="records">
      <caption className="out-of-sight">{spoken(returnsLabel)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.unit}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.due}</th>
          <th scope="col">{words.count}</th>
          <th scope="col">{words.encrypted}</th>
          {columns.map(({ code, label }) => (
            <th key={code} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((one) => (
          <tr key={one.id}>
            <th scope="row" className="title">
              <Link to="/records/$type/$id" params={{ type: 'clueReturn', id: one.id }}>
                {spoken(one.unitName)}
              </Link>
            </th>
            <td data-label={words.state} className="unbroken">
              {spoken(returns.states[one.state] ?? { zh: one.state, en: one.state })}
            </td>
            <td data-label={words.due}>{one.lamp !== undefined && <Lamp lamp={one.lamp} due={one.due} />}</td>
            <td data-label={words.count} className="unbroken">
              {one.zeroReturn === true ? words.zero : one.count}
            </td>
            <td data-label={words.encrypted}>{one.encrypted}</td>
            {columns.map(({ code, label }) => (
              <td key={code} data-label={label}>
                {one.results === undefined ? '' : (one.results[code] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
