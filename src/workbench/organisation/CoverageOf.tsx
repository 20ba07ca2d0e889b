/** Vacant posts, tenures that end with what has to be handed over before, and records that nobody can take further. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { spokenDay } from '../days.ts'
import { read, Refused } from '../doors/ask.ts'
import type { Spoken } from '../doors/shapes.ts'
import { useLanguage, useSpoken } from '../language.ts'
import { Problem } from '../shell/Reading.tsx'
import { useOrganisationWords } from './words.ts'

interface Numbered {
  readonly id: string
  readonly type: string
  readonly number: string
}
interface Coverage {
  readonly vacantPosts: number
  readonly vacancies: readonly {
    readonly unit: string
    readonly unitName: Spoken
    readonly post: string
    readonly postName: Spoken
    readonly holders: number
    readonly needed: number
  }[]
  readonly endingSoon: readonly {
    readonly tenure: string
    readonly name: string
    readonly unitName?: Spoken
    readonly postName?: Spoken
    readonly to: string
    readonly hasEnded: boolean
    readonly toHandOver: readonly Numbered[]
    readonly toHandOverOthers: number
  }[]
  readonly recordsWithNobody: number
  readonly recordsWithNobodyIsAtLeast: boolean
  readonly records: readonly Numbered[]
}

export function CoverageOf() {
  const words = useOrganisationWords()
  const answer = useQuery({
    queryKey: ['coverage'],
    retry: false,
    queryFn: ({ signal }) => read<Coverage>('/api/coverage', signal),
  })
  // Who watches over no place is told nothing.
  if (answer.error instanceof Refused && answer.error.problem.status === 404) return null
  if (answer.isError) return <Problem error={answer.error} again={() => void answer.refetch()} />
  if (answer.data === undefined) return null
  const { data } = answer
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{words.coverage}</h2>
      <Vacancies of={data} />
      <Ending of={data} />
      <h3>{words.records(data.recordsWithNobody, data.recordsWithNobodyIsAtLeast)}</h3>
      <Records of={data.records} />
      {data.records.length < data.recordsWithNobody && (
        <p className="faint">{words.firstOnes(data.records.length)}</p>
      )}
    </section>
  )
}

function Vacancies({ of }: { readonly of: Coverage }) {
  const words = useOrganisationWords()
  const spoken = useSpoken()
  return (
    <>
      <h3>{words.vacancies(of.vacantPosts)}</h3>
      <ul>
        {of.vacancies.map(({ unit, unitName, post, postName, needed }) => (
          <li key={`${unit} ${post}`}>
            <Link to="/pages/$page" params={{ page: 'organisation' }} search={{ unit }} activeProps={{}}>
              {spoken(unitName)}
            </Link>{' '}
            {spoken(postName)} <span className="faint">{words.vacant(needed)}</span>
          </li>
        ))}
      </ul>
      {of.vacancies.length < of.vacantPosts && (
        <p className="faint">{words.firstOnes(of.vacancies.length)}</p>
      )}
    </>
  )
}

function Ending({ of }: { readonly of: Coverage }) {
  const words = useOrganisationWords()
  const spoken = useSpoken()
  const language = useLanguage()
  return (
    <>
      <h3>{words.ending}</h3>
      {of.endingSoon.length === 0 ? (
        <p className="faint">{words.none}</p>
      ) : (
        <table className="plain-table by-row">
          <caption className="out-of-sight">{words.ending}</caption>
          <thead>
            <tr>
              {[words.ends, words.person, words.post, words.toHandOver].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.endingSoon.map(
              ({ tenure, name, unitName, postName, to, hasEnded, toHandOver, toHandOverOthers }) => (
                <tr key={tenure}>
                  <td data-label={words.ends}>
                    {spokenDay(to, language)} {hasEnded && <strong>{words.hasEnded}</strong>}
                  </td>
                  <td data-label={words.person}>
                    <Link to="/records/$type/$id" params={{ type: 'tenure', id: tenure }}>
                      {name}
                    </Link>
                  </td>
                  <td data-label={words.post}>
                    {unitName !== undefined && spoken(unitName)} {postName !== undefined && spoken(postName)}
                  </td>
                  <td data-label={words.toHandOver}>
                    {(toHandOver.length > 0 || toHandOverOthers === 0) && <Records of={toHandOver} />}
                    {toHandOverOthers > 0 && <p className="faint">{words.others(toHandOverOthers)}</p>}
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
    </>
  )
}

function Records({ of }: { readonly of: readonly Numbered[] }) {
  const words = useOrganisationWords()
  if (of.length === 0) return <span className="faint">{words.none}</span>
  return (
    <ul>
      {of.map(({ id, type, number }) => (
        <li key={id}>
          <Link to="/records/$type/$id" params={{ type, id }}>
            {number}
          </Link>
        </li>
      ))}
    </ul>
  )
}
