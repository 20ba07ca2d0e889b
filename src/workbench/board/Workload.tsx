/** What lies with each verifying unit, with both rates, the second looks and the return visits; unfolded, with each of its verifiers. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../doors/ask.ts'
import type { Names } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { rateText, satisfactionOf, type Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { FigureHeads } from './FigureHeads.tsx'
import { useBoardWords } from './words.ts'

interface Verifiers {
  readonly items: readonly {
    readonly person: string
    readonly open: number
    readonly overdue: number
    readonly closed: number
  }[]
  readonly names: Names
}

export function Workload({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const { units, visits } = board
  if (units.length === 0) return null
  const fold = (unit: string): void => {
    const next = new Set(unfolded)
    if (!next.delete(unit)) next.add(unit)
    setUnfolded(next)
  }
  const heads = [
    ...[words.open, words.closed, words.closureRate, words.verifiedRate, words.rechecked, words.upheldRate],
    ...(visits === null ? [] : [words.satisfiedRate]),
  ]
  return (
    <section aria-labelledby="board-units">
      <h2 id="board-units">{words.units}</h2>
      {!board.isPast && <p className="faint">{words.unitsSays}</p>}
      <div className="wide" role="group" aria-labelledby="board-units" tabIndex={0}>
        <table className="board-table">
          <caption className="out-of-sight">{words.units}</caption>
          <FigureHeads rows={words.unit} figures={heads} />
          {units.map((one) => (
            <tbody key={one.unit}>
              <UnitRow board={board} of={one} isOpen={unfolded.has(one.unit)} fold={fold} />
              {unfolded.has(one.unit) && (
                <tr>
                  <td colSpan={heads.length + 1}>
                    <VerifiersOf board={board} unit={one.unit} />
                  </td>
                </tr>
              )}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  )
}

interface UnitRowProps {
  readonly board: Board
  readonly of: Board['units'][number]
  readonly isOpen: boolean
  readonly fold: (unit: string) => void
}

function UnitRow({ board, of, isOpen, fold }: UnitRowProps) {
  const spoken = useSpoken()
  const { unit, open, closed, verified, rechecked, upheld } = of
  const known = board.names[unit]
  const name = known === undefined ? unit : spoken(known)
  const { reached, satisfied } = satisfactionOf((board.visits ?? []).filter((one) => one.unit === unit))
  return (
    <tr>
      <th scope="row">
        {board.isPast ? (
          name
        ) : (
          <button type="button" className="fold" aria-expanded={isOpen} onClick={() => fold(unit)}>
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {name}
          </button>
        )}
      </th>
      <td className="figure">
        <CountLink board={board} slice={{ unit, closed: '0' }} count={open} />
      </td>
      <td className="figure">
        <CountLink board={board} slice={{ unit, closed: '1' }} count={closed} />
      </td>
      <td className="figure">{rateText(closed, open + closed)}</td>
      <td className="figure">{rateText(verified, closed)}</td>
      <td className="figure">
        <CountLink board={board} slice={{ unit, rechecked: '1' }} count={rechecked} />
      </td>
      <td className="figure">{rateText(upheld, rechecked)}</td>
      {board.visits !== null && <td className="figure">{rateText(satisfied, reached)}</td>}
    </tr>
  )
}

function VerifiersOf({ board, unit }: { readonly board: Board; readonly unit: string }) {
  const words = useBoardWords()
  const spoken = useSpoken()
  const answer = useQuery({
    queryKey: ['board-verifiers', unit],
    queryFn: ({ signal }) => read<Verifiers>(`/api/board/verifiers?unit=${encodeURIComponent(unit)}`, signal),
  })
  if (answer.isPending) return <Reading />
  if (answer.isError) return <Problem error={answer.error} again={() => void answer.refetch()} />
  const { items, names } = answer.data
  if (items.length === 0) return <p className="faint">{words.noVerifiers}</p>
  return (
    <table className="board-table">
      <caption className="out-of-sight">{words.verifiers}</caption>
      <FigureHeads rows={words.verifier} figures={[words.open, words.overdue, words.closed]} />
      <tbody>
        {items.map(({ person, open, overdue, closed }) => {
          const known = names[person]
          const of = { unit, verifier: person }
          return (
            <tr key={person}>
              <th scope="row">{known === undefined ? person : spoken(known)}</th>
              <td className="figure">
                <CountLink board={board} slice={{ ...of, closed: '0' }} count={open} />
              </td>
              <td className="figure">
                <CountLink board={board} slice={{ ...of, overdue: '1' }} count={overdue} />
              </td>
              <td className="figure">
                <CountLink board={board} slice={{ ...of, closed: '1' }} count={closed} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
