/**
 * Source by county, prefecture by prefecture: how many came in, were closed, were found true, with the rates of each and what
 * second looks at samples found beside them. Each number leads to its clues.
 */
import { useSearch, useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useSpoken } from '../language.ts'
import { rankedBy, rateText, sumOf, type Board, type Tally } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { stated, type Slice } from './slice.ts'
import { useBoardWords } from './words.ts'

const measures = ['received', 'closed', 'verified'] as const
type Measure = (typeof measures)[number]
const isMeasure = (text: string | undefined): text is Measure => measures.some((one) => one === text)

const orders = ['place', 'closure', 'verified'] as const
type Order = (typeof orders)[number]
const isOrder = (text: string | undefined): text is Order => orders.some((one) => one === text)

/** As many rows are taken in at a glance; more are folded into their prefectures. */
const FEW = 12
const ALL = 'all'

type Cells = Board['cells']

export function Matrix({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const search: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const navigate = useNavigate()
  const { show, unfolded = '', rank } = search
  const measure = isMeasure(show) ? show : 'received'
  const order: Order = isOrder(rank) ? rank : 'place'
  const change = (asked: {
    readonly show?: string
    readonly unfolded?: string
    readonly rank?: string
  }): void => {
    void navigate({
      to: '/pages/$page',
      params: { page: 'board' },
      search: { ...search, ...asked },
      resetScroll: false,
      replace: true,
    })
  }
  const name = (code: string | null): string => {
    if (code === null) return words.unsaid
    const known = board.names[code]
    return known === undefined ? code : spoken(known)
  }
  const known = board.sources.filter(({ code }) => board.cells.some(({ source }) => source === code))
  // A ranking is by rates: where the clues came from would push them out of sight.
  const columns =
    order === 'place'
      ? [
          ...known.map(({ code, label }) => ({ code, label: spoken(label) })),
          ...(board.cells.some(({ source }) => source === null) ? [{ code: null, label: words.unsaid }] : []),
        ]
      : []
  const counties = [...Map.groupBy(board.cells, ({ county }) => county)]
  const prefectures = [...Map.groupBy(counties, ([county]) => county?.slice(0, 4) ?? null)]
  const isFolded = order === 'place' && counties.length > FEW
  const ranked =
    order === 'place'
      ? []
      : rankedBy(
          counties
            .filter(([county]) => county !== null)
            .map(([county, cells]) => ({ county, cells, tally: sumOf(cells) })),
          order,
        )
  const open = unfolded.split('.')
  const isOpen = (prefecture: string | null): boolean =>
    !isFolded || prefecture === null || open.includes(ALL) || open.includes(prefecture)
  const fold = (prefecture: string): void => {
    const rest = open.filter((one) => one !== '' && one !== prefecture)
    change({ unfolded: (open.includes(prefecture) ? rest : [...rest, prefecture]).join('.') })
  }
  const figures = (cells: Cells, place: Slice) => (
    <Figures board={board} columns={columns} cells={cells} place={place} measure={measure} />
  )
  return (
    <section aria-labelledby="board-matrix">
      <div className="page-head">
        <h2 id="board-matrix">{words.matrix}</h2>
        <div className="board-tools">
          {isFolded && (
            <Button
              size="small"
              onClick={() => change({ unfolded: open.includes(ALL) ? '' : ALL })}
              aria-expanded={open.includes(ALL)}
            >
              {open.includes(ALL) ? words.foldAll : words.unfoldAll}
            </Button>
          )}
          <Segmented<Order>
            aria-label={words.order}
            options={[
              { value: 'place', label: words.byPlace },
              { value: 'closure', label: words.byClosure },
              { value: 'verified', label: words.byVerified },
            ]}
            value={order}
            onChange={(value) => change({ rank: value })}
          />
          <Segmented<Measure>
            aria-label={words.show}
            options={measures.map((value) => ({ value, label: words[value] }))}
            value={measure}
            onChange={(value) => change({ show: value })}
          />
        </div>
      </div>
      <div className="wide" role="group" aria-labelledby="board-matrix" tabIndex={0}>
        <table className="board-table">
          <caption className="out-of-sight">
            {words.matrix} · {words[measure]}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.county}</th>
              {[
                ...columns.map(({ label }) => label),
                ...[words.total, words.closureRate, words.verifiedRate, words.rechecked, words.upheldRate],
              ].map((label) => (
                <th key={label} scope="col" className="figure">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          {ranked.length > 0 && (
            <tbody>
              {ranked.map(({ county, cells, rank: place }) => (
                <tr key={county}>
                  <th scope="row">
                    {place !== undefined && <span className="faint">{place}. </span>}
                    {name(county)}
                    {county !== null && county.length > 4 && (
                      <span className="under">{name(county.slice(0, 4))}</span>
                    )}
                  </th>
                  {figures(cells, { county: stated(county) })}
                </tr>
              ))}
            </tbody>
          )}
          {(order === 'place' ? prefectures : []).map(([prefecture, rows]) => (
            <tbody key={prefecture ?? ''}>
              {isFolded && prefecture !== null && (
                <tr className="board-sum">
                  <th scope="row">
                    <button
                      type="button"
                      className="fold"
                      aria-expanded={isOpen(prefecture)}
                      disabled={open.includes(ALL)}
                      onClick={() => fold(prefecture)}
                    >
                      <span aria-hidden="true">{isOpen(prefecture) ? '▾' : '▸'}</span> {name(prefecture)}
                    </button>
                  </th>
                  {figures(
                    rows.flatMap(([, cells]) => cells),
                    { county: prefecture },
                  )}
                </tr>
              )}
              {isOpen(prefecture) &&
                rows.map(([county, cells]) => (
                  <tr key={county ?? ''}>
                    <th scope="row">
                      {name(county)}
                      {!isFolded && county !== null && county.length > 4 && (
                        <span className="under">{name(county.slice(0, 4))}</span>
                      )}
                    </th>
                    {figures(cells, { county: stated(county) })}
                  </tr>
                ))}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              {figures(board.cells, {})}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}

interface FiguresProps {
  readonly board: Board
  readonly columns: readonly { readonly code: string | null }[]
  readonly cells: Cells
  readonly place: Slice
  readonly measure: Measure
}

function Figures({ board, columns, cells, place, measure }: FiguresProps) {
  const measured: Slice = measure === 'received' ? {} : { [measure]: '1' }
  const tally: Tally = sumOf(cells)
  return (
    <>
      {columns.map(({ code }) => (
        <td key={code ?? ''} className="figure">
          <CountLink
            board={board}
            slice={{ ...place, source: stated(code), ...measured }}
            count={sumOf(cells.filter(({ source }) => source === code))[measure]}
          />
        </td>
      ))}
      <td className="figure">
        <CountLink board={board} slice={{ ...place, ...measured }} count={tally[measure]} />
      </td>
      <td className="figure">{rateText(tally.closed, tally.received)}</td>
      <td className="figure">{rateText(tally.verified, tally.closed)}</td>
      <td className="figure">
        <CountLink board={board} slice={{ ...place, rechecked: '1' }} count={tally.rechecked} />
      </td>
      <td className="figure">{rateText(tally.upheld, tally.rechecked)}</td>
    </>
  )
}
