/** What waits for whoever is signed in: what is due first comes first, with the reason and the next step. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { deskQuery, listQuery, typesQuery } from '../doors/queries.ts'
import type { DeskType, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { namesOf } from '../lists/namesOf.ts'
import { RecordTable } from '../lists/RecordTable.tsx'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'

const AT_ONCE = '20'

export function MyWorkPage() {
  const words = useWords()
  const desk = useQuery(deskQuery)
  const types = useQuery(typesQuery)
  if (desk.isPending || types.isPending) return <Reading />
  if (desk.isError) return <Problem error={desk.error} again={() => void desk.refetch()} />
  if (types.isError) return <Problem error={types.error} again={() => void types.refetch()} />
  const mine = desk.data.types.flatMap((one) => {
    const type = types.data.find(({ name }) => name === one.name)
    return type === undefined ? [] : [{ desk: one, type }]
  })
  const waiting = mine.filter((one) => one.desk.work.total > 0)
  return (
    <>
      <div className="page-head">
        <h1>{words.home}</h1>
        <Openings mine={mine} />
      </div>
      {waiting.length === 0 && <p className="empty">{words.work.nothing}</p>}
      {waiting.length > 0 && (
        <ul className="counters" aria-label={words.work.counters}>
          {waiting.map((one) => (
            <Counter key={one.type.name} {...one} />
          ))}
        </ul>
      )}
      {waiting.map((one) => (
        <WorkOf key={one.type.name} {...one} />
      ))}
    </>
  )
}

interface Mine {
  readonly desk: DeskType
  readonly type: TypeShape
}

function Openings({ mine }: { readonly mine: readonly Mine[] }) {
  const spoken = useSpoken()
  return (
    <div className="openings">
      {mine
        // What opens people, posts and rules stands at their lists.
        .filter(
          ({ type }) => type.deadlines.length > 0 && type.states.some(({ waitsFor }) => waitsFor.length > 0),
        )
        .flatMap(({ desk, type }) =>
          desk.openings.map((name) => {
            const action = type.actions.find((one) => one.name === name)
            return action === undefined ? null : (
              <Link
                key={`${type.name} ${name}`}
                to="/new/$type/$action"
                params={{ type: type.name, action: name }}
                className="button-link"
              >
                + {spoken(type.label)} · {spoken(action.label)}
              </Link>
            )
          }),
        )}
    </div>
  )
}

function Counter({ desk, type }: Mine) {
  const words = useWords()
  const spoken = useSpoken()
  const { total, totalIsMore, overdue, today } = desk.work
  return (
    <li>
      <a href={`#work-${type.name}`} className="counter">
        <span>{spoken(type.label)}</span>
        <strong>
          {total}
          {totalIsMore === true ? '+' : ''}
        </strong>
        <span className="counter-parts">
          {overdue > 0 && (
            <span className="lamp red">
              {words.work.overdue} {overdue}
            </span>
          )}
          {today > 0 && (
            <span className="lamp yellow">
              {words.work.today} {today}
            </span>
          )}
        </span>
      </a>
    </li>
  )
}

function WorkOf({ type }: Mine) {
  const words = useWords()
  const spoken = useSpoken()
  const list = useInfiniteQuery(listQuery(type.name, `view=work&limit=${AT_ONCE}`))
  const pages = list.data?.pages ?? []
  return (
    <section id={`work-${type.name}`} aria-labelledby={`work-title-${type.name}`}>
      <h2 id={`work-title-${type.name}`}>{spoken(type.label)}</h2>
      {list.isPending && <Reading />}
      {list.isError && <Problem error={list.error} again={() => void list.refetch()} />}
      {pages.length > 0 && (
        <RecordTable
          type={type}
          items={pages.flatMap(({ items }) => items)}
          names={namesOf(pages)}
          caption={`${words.work.waiting} · ${spoken(type.label)}`}
          showsNext
        />
      )}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
          {words.list.more}
        </Button>
      )}
    </section>
  )
}
