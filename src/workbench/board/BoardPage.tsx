/** The board: clues counted for leaders and offices, as they stand or stood on a day that stands in the address. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { spokenDay } from '../days.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { Download } from '../record/Download.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { Earlier, Visits } from './BeforeAndAfter.tsx'
import { boardPath, boardQuery, rateText, type Board } from './board.ts'
import { CountLink } from './CountLink.tsx'
import { CountyMap } from './CountyMap.tsx'
import { Days } from './Days.tsx'
import { Flow } from './Flow.tsx'
import { Matrix } from './Matrix.tsx'
import { Ages, Ladder } from './Open.tsx'
import { Months } from './Months.tsx'
import { Others } from './Others.tsx'
import { Presentation } from './Presentation.tsx'
import type { Slice } from './slice.ts'
import { Workload } from './Workload.tsx'
import { boardLabel, useBoardWords } from './words.ts'
import './board.css'

export function BoardPage() {
  const words = useBoardWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const { on }: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const navigate = useNavigate()
  const answer = useQuery(boardQuery(on))
  const [isPresented, setIsPresented] = useState(false)
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
          <Button size="small" disabled={board === undefined} onClick={() => setIsPresented(true)}>
            {words.present}
          </Button>
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
          {isPresented ? (
            <Presentation
              title={`${spoken(boardLabel)} · ${spokenDay(board.on, language)}`}
              parts={[
                { key: 'figures', shown: <Figures board={board} /> },
                { key: 'map', shown: <CountyMap board={board} /> },
                { key: 'matrix', shown: <Matrix board={board} /> },
                { key: 'open', shown: <Open board={board} /> },
                { key: 'flow', shown: <Flow board={board} /> },
                { key: 'months', shown: <Months board={board} /> },
                { key: 'days', shown: <Days board={board} /> },
              ]}
              end={() => setIsPresented(false)}
            />
          ) : (
            <>
              {board.total.received === 0 ? (
                <p className="empty">{words.none}</p>
              ) : (
                <Sections board={board} />
              )}
              <Others board={board} />
            </>
          )}
        </>
      )}
    </div>
  )
}

function Sections({ board }: { readonly board: Board }) {
  return (
    <>
      <Figures board={board} />
      <CountyMap board={board} />
      <Matrix board={board} />
      <Open board={board} />
      <Flow board={board} />
      <Months board={board} />
      <Days board={board} />
      <div className="board-pair">
        <Earlier board={board} />
        <Visits board={board} />
      </div>
      <Workload board={board} />
    </>
  )
}

const Open = ({ board }: { readonly board: Board }) => (
  <div className="board-pair">
    <Ages board={board} />
    <Ladder board={board} />
  </div>
)

function Figures({ board }: { readonly board: Board }) {
  const words = useBoardWords()
  const { received, closed, verified, rechecked, upheld } = board.total
  const counts: readonly (readonly [string, number, Slice])[] = [
    [words.received, received, {}],
    [words.open, received - closed, { closed: '0' }],
    [words.closed, closed, { closed: '1' }],
    [words.verified, verified, { verified: '1' }],
    ...(board.overdue === null ? [] : [[words.overdue, board.overdue, { overdue: '1' }] as const]),
    [words.rechecked, rechecked, { rechecked: '1' }],
  ]
  const rates = [
    [words.closureRate, rateText(closed, received)],
    [words.verifiedRate, rateText(verified, closed)],
    [words.upheldRate, rateText(upheld, rechecked)],
  ] as const
  return (
    <>
      <dl className="board-figures">
        {counts.map(([label, count, slice]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <CountLink board={board} slice={slice} count={count} />
            </dd>
          </div>
        ))}
        {rates.map(([label, rate]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{rate}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">{words.rates}</p>
    </>
  )
}
