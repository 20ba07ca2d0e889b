/** Source by county: how many came in, were closed, were found true, and the rates of each county. */
import { useSearch, useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useSpoken } from '../language.ts'
import { rateText, sumOf, type Board, type Tally } from './board.ts'
import { useBoardWords } from './words.ts'

const measures = ['received', 'closed', 'verified'] as const
type Measure = (typeof measures)[number]
const isMeasure = (text: string | undefined): text is Measure => measures.some((one) => one === text)

export function Matrix({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const search: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const navigate = useNavigate()
  const { show } = search
  const measure = isMeasure(show) ? show : 'received'
  const name = (code: string | null): string => {
    if (code === null) return words.unsaid
    const known = board.names[code]
    return known === undefined ? code : spoken(known)
  }
  const known = board.sources.filter(({ code }) => board.cells.some(({ source }) => source === code))
  const columns = [
    ...known.map(({ code, label }) => ({ code, label: spoken(label) })),
    ...(board.cells.some(({ source }) => source === null) ? [{ code: null, label: words.unsaid }] : []),
  ]
  const rows = [...Map.groupBy(board.cells, ({ county }) => county)]
  const over = (county: string | null) => (county !== null && county.length > 4 ? county.slice(0, 4) : null)
  return (
    <section aria-labelledby="board-matrix">
      <div className="page-head">
        <h2 id="board-matrix">{words.matrix}</h2>
        <Segmented<Measure>
          aria-label={words.show}
          options={measures.map((value) => ({ value, label: words[value] }))}
          value={measure}
          onChange={(value) => {
            void navigate({
              to: '/pages/$page',
              params: { page: 'board' },
              search: {
                ...(search['on'] === undefined ? {} : { on: search['on'] }),
                show: value,
              },
              resetScroll: false,
            })
          }}
        />
      </div>
      <div className="wide" role="group" aria-labelledby="board-matrix" tabIndex={0}>
        <table className="board-table">
          <caption className="out-of-sight">
            {words.matrix}: {words[measure]}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.county}</th>
              {columns.map(({ code, label }) => (
                <th key={code ?? ''} scope="col" className="figure">
                  {label}
                </th>
              ))}
              {[words.total, words.closureRate, words.verifiedRate].map((label) => (
                <th key={label} scope="col" className="figure">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([county, cells]) => (
              <tr key={county ?? ''}>
                <th scope="row">
                  {name(county)}
                  {over(county) !== null && <span className="under">{name(over(county))}</span>}
                </th>
                {columns.map(({ code }) => (
                  <td key={code ?? ''} className="figure">
                    {cells.find(({ source }) => source === code)?.[measure] ?? 0}
                  </td>
                ))}
                <Sums tally={sumOf(cells)} measure={measure} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              {columns.map(({ code }) => (
                <td key={code ?? ''} className="figure">
                  {sumOf(board.cells.filter(({ source }) => source === code))[measure]}
                </td>
              ))}
              <Sums tally={board.total} measure={measure} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}

function Sums({ tally, measure }: { readonly tally: Tally; readonly measure: Measure }) {
  return (
    <>
      <td className="figure">{tally[measure]}</td>
      <td className="figure">{rateText(tally.closed, tally.received)}</td>
      <td className="figure">{rateText(tally.verified, tally.closed)}</td>
    </>
  )
}
