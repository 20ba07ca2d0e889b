/** The board: clues counted for leaders and offices, as they stand or stood on a day that stands in the address. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { spokenDay } from '../days.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { Download } from '../record/Download.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { boardPath, boardQuery, rateText, type Board } from './board.ts'
import { CountyMap } from './CountyMap.tsx'
import { Flow } from './Flow.tsx'
import { Matrix } from './Matrix.tsx'
import { Ages, Ladder, Workload } from './Open.tsx'
import { Months } from './Months.tsx'
import { boardLabel, useBoardWords } from './words.ts'
import './board.css'

export function BoardPage() {
  const words = useBoardWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const { on }: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const navigate = useNavigate()
  const answer = useQuery(boardQuery(on))
  const choose = (day: string): void => {
    void navigate({
      to: '/pages/$page',
      params: { page: 'board' },
      search: day === '' ? {} : { on: day },
    })
  }
  const board = answer.data
  return (
    <div className="board">
      <div className="page-head">
        <h1>{spoken(boardLabel)}</h1>
        <div className="board-tools">
          <label>
            {words.on}{' '}
            <input
              type="date"
              key={on ?? board?.on ?? ''}
              defaultValue={on ?? board?.on ?? ''}
              onChange={({ target }) => {
                if (target.validity.valid && target.value !== (on ?? '')) choose(target.value)
              }}
            />
          </label>
          {on !== undefined && (
            <Button
              size="small"
              onClick={() => {
                choose('')
              }}
            >
              {words.now}
            </Button>
          )}
          <Button
            className="print"
            size="small"
            onClick={() => {
              window.print()
            }}
          >
            {words.print}
          </Button>
          <Download path={boardPath(on, '/file')} label={words.file} about={words.fileAbout} />
        </div>
      </div>
      <p className="faint">{words.lead}</p>
      {answer.isPending && <Reading />}
      {answer.isError && <Problem error={answer.error} again={() => void answer.refetch()} />}
      {board !== undefined && !answer.isError && (
        <>
          {board.isPast && <p role="status">{words.past(spokenDay(board.on, language))}</p>}
          {board.total.received === 0 ? <p className="empty">{words.none}</p> : <Sections board={board} />}
        </>
      )}
    </div>
  )
}

function Sections({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const { received, closed, verified } = board.total
  const figures = [
    [words.received, received],
    [words.open, received - closed],
    [words.closed, closed],
    [words.verified, verified],
    [words.closureRate, rateText(closed, received)],
    [words.verifiedRate, rateText(verified, closed)],
    ...(board.overdue === null ? [] : [[words.overdue, board.overdue] as const]),
  ] as const
  return (
    <>
      <dl className="board-figures">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">{words.rates}</p>
      <CountyMap board={board} />
      <Matrix board={board} />
      <div className="board-pair">
        <Ages board={board} />
        <Ladder board={board} />
      </div>
      <Flow board={board} />
      <Months board={board} />
      <Workload board={board} />
    </>
  )
}
