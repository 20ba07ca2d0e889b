/** What waits for whoever is signed in, over all types in one list: due first, with the reason and the next step. */
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { spokenToday } from '../days.ts'
import { deskQuery, todayQuery, typesQuery } from '../doors/queries.ts'
import { useLanguage } from '../language.ts'
import { usePageTitle } from '../shell/pageTitle.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { Counters } from './Counters.tsx'
import { isMine, PARTS, rowsOf } from './deskParts.ts'
import { DeskTable } from './DeskTable.tsx'
import { Openings } from './Openings.tsx'

export function MyWorkPage() {
  const words = useWords()
  const language = useLanguage()
  usePageTitle(words.home)
  const { part = 'owed' } = useSearch({ from: '/' })
  const desk = useQuery(deskQuery)
  const types = useQuery(typesQuery)
  const today = useQuery(todayQuery())
  if (desk.isPending || types.isPending || today.isPending) return <Reading />
  const failed = [desk, types, today].find(({ isError }) => isError)
  if (failed?.error != null) return <Problem error={failed.error} again={() => void failed.refetch()} />
  if (desk.data === undefined || types.data === undefined || today.data === undefined) return null
  const mine = desk.data.types.flatMap((one) => {
    const type = types.data.find(({ name }) => name === one.name)
    return type === undefined ? [] : [{ desk: one, type }]
  })
  const total = mine.reduce((sum, one) => sum + one.desk.work.total, 0)
  const counts = {
    owed: total,
    toSign: today.data.toSign,
    cameBack: rowsOf(today.data, 'cameBack').length,
    late: today.data.late.length,
    supervised: today.data.supervised.length,
  }
  const rows = rowsOf(today.data, part)
  return (
    <>
      <div className="page-head">
        <h1>
          {words.home} <span className="faint today">{spokenToday(language)}</span>
        </h1>
        <Openings mine={mine} />
      </div>
      <Counters mine={mine} />
      <nav aria-label={words.work.parts} className="views">
        {PARTS.filter((one) => one === 'owed' || one === part || counts[one] > 0).map((one) => (
          <Link
            key={one}
            to="/"
            search={one === 'owed' ? {} : { part: one }}
            aria-current={one === part ? 'page' : undefined}
            className={one === part ? 'active' : ''}
            activeProps={{}}
          >
            {words.work.part[one]} {counts[one] > 0 && <span className="count">{counts[one]}</span>}
          </Link>
        ))}
      </nav>
      {rows.length === 0 && <p className="empty">{words.work.nothing}</p>}
      {rows.length > 0 && (
        <DeskTable rows={rows} types={types.data} caption={words.work.part[part]} isMine={isMine(part)} />
      )}
      {part === 'supervised' && rows.length > 0 && <p className="faint">{words.work.supervisedSays}</p>}
      {part === 'owed' && total > rows.length && (
        <p className="faint">{words.work.firstOf(rows.length, total)}</p>
      )}
    </>
  )
}
