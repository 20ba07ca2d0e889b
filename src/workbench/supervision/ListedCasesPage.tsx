/** The wall of listed cases: stage, next report, overall limit, and what the leader in charge last did. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import { spokenDay } from '../days.ts'
import type { Spoken } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { Lamp } from '../lists/Lamp.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { isLate, wallQuery, type ListedCase, type Wall, type WallClock } from './listedCases.ts'
import { StageBar } from './StageBar.tsx'
import { useWallWords } from './words.ts'

export function ListedCasesPage() {
  const words = useWallWords()
  const answer = useQuery(wallQuery())
  const [onlyLate, setOnlyLate] = useState(false)
  const wall = answer.data
  const late = wall?.items.filter(isLate) ?? []
  const shown = onlyLate ? late : (wall?.items ?? [])
  return (
    <>
      <div className="page-head">
        <h1>{words.title}</h1>
        {wall !== undefined && wall.items.length > 0 && (
          <Segmented
            options={[
              { label: words.all, value: 'all' },
              { label: words.onlyLate, value: 'late' },
            ]}
            value={onlyLate ? 'late' : 'all'}
            onChange={(value) => {
              setOnlyLate(value === 'late')
            }}
          />
        )}
      </div>
      {answer.isLoading && <Reading />}
      {answer.isError && <Problem error={answer.error} again={() => void answer.refetch()} />}
      {wall !== undefined && (
        <>
          <p role="status" className="total">
            {wall.items.length === 0 ? words.none : words.count(wall.items.length, late.length)}
            {wall.more && ` ${words.more}`}
          </p>
          <ul className="wall">
            {shown.map((item) => (
              <Card key={item.id} item={item} wall={wall} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

interface CardProps {
  readonly item: ListedCase
  readonly wall: Wall
}

function Card({ item, wall }: CardProps) {
  const words = useWallWords()
  const spoken = useSpoken()
  const language = useLanguage()
  const name = (id: string | undefined): string | undefined => {
    const known: Spoken | undefined = id === undefined ? undefined : wall.names[id]
    return known === undefined ? id : spoken(known)
  }
  const { lastReport, leader } = item
  const kind = wall.ways[leader?.lastAct?.kind ?? '']
  return (
    <li className={isLate(item) ? 'late' : ''}>
      <h2>
        <Link to="/records/$type/$id" params={{ type: 'listing', id: item.id }}>
          {item.title}
        </Link>
      </h2>
      <p className="quiet">
        {item.number} · {item.stateLabel}
      </p>
      <StageBar stages={wall.stages} stage={item.stage} />
      <dl>
        <Line label={words.body} value={name(item.listingBody)} />
        <Line label={words.unit} value={name(item.handlingUnit)} />
        <Line label={words.supervisor} value={name(item.supervisor)} />
        <Clock label={words.report} clock={item.report} />
        <Clock label={words.finish} clock={item.finish} />
        <Line
          label={words.lastReport}
          value={
            lastReport?.to === undefined
              ? words.noReport
              : words.reportedTo(spokenDay(lastReport.to, language))
          }
        />
        <dt>{words.leader}</dt>
        <dd>
          {leader === undefined ? (
            <span className="faint">{words.noLeader}</span>
          ) : (
            <Link to="/records/$type/$id" params={{ type: 'leaderCharge', id: leader.id }}>
              {name(leader.leader)}
            </Link>
          )}
        </dd>
        {leader !== undefined && (
          <Line
            label={words.lastAct}
            value={
              kind === undefined || leader.lastAct?.on === undefined
                ? words.noAct
                : `${spokenDay(leader.lastAct.on, language)} ${spoken(kind)}`
            }
          />
        )}
      </dl>
    </li>
  )
}

function Line({ label, value }: { readonly label: string; readonly value: string | undefined }) {
  if (value === undefined) return null
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}

function Clock({ label, clock }: { readonly label: string; readonly clock: WallClock | undefined }) {
  if (clock === undefined) return null
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Lamp lamp={clock.lamp} due={clock.due} />
      </dd>
    </>
  )
}
