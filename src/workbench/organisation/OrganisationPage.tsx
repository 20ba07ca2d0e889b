/** A unit with its posts and who holds them, up and down the tree; for whoever watches over a place, where somebody is missing. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { spokenDay } from '../days.ts'
import { read } from '../doors/ask.ts'
import type { Spoken } from '../doors/shapes.ts'
import { UnitPicker } from '../forms/UnitPicker.tsx'
import { useLanguage, useSpoken } from '../language.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { CoverageOf } from './CoverageOf.tsx'
import { organisationLabel, useOrganisationWords } from './words.ts'

interface NamedUnit extends Spoken {
  readonly id: string
}
interface UnitView extends NamedUnit {
  readonly over: readonly NamedUnit[]
  readonly posts: readonly (Spoken & {
    readonly post: string
    readonly required: boolean
    readonly minimum: number
    readonly vacant: boolean
    readonly holders: readonly {
      readonly tenure: string
      readonly name: string
      readonly kind: 'appointed' | 'deputy' | 'delegated'
      readonly from: string
      readonly to?: string
    }[]
  })[]
  readonly below: readonly (NamedUnit & { readonly vacant: number })[]
}

const PAGE = { to: '/pages/$page', params: { page: 'organisation' } } as const

export function OrganisationPage() {
  const words = useOrganisationWords()
  const spoken = useSpoken()
  const navigate = useNavigate()
  const { unit }: Readonly<Record<string, string | undefined>> = useSearch({ from: '/pages/$page' })
  const answer = useQuery({
    queryKey: ['organisation', unit],
    queryFn: ({ signal }) =>
      read<UnitView>(
        `/api/organisation${unit === undefined ? '' : `?unit=${encodeURIComponent(unit)}`}`,
        signal,
      ),
  })
  return (
    <>
      <h1>{spoken(organisationLabel)}</h1>
      <p className="faint">{words.lead}</p>
      <label htmlFor="organisation-unit">{words.unit}</label>
      <UnitPicker
        id="organisation-unit"
        names={{}}
        value={[]}
        change={([chosen]) => {
          if (chosen !== undefined) void navigate({ ...PAGE, search: { unit: chosen } })
        }}
      />
      {answer.isPending && <Reading />}
      {answer.isError && <Problem error={answer.error} again={() => void answer.refetch()} />}
      {answer.data !== undefined && <UnitShown of={answer.data} />}
      <CoverageOf />
    </>
  )
}

function UnitShown({ of }: { readonly of: UnitView }) {
  const words = useOrganisationWords()
  const spoken = useSpoken()
  const language = useLanguage()
  return (
    <section aria-labelledby="organisation-shown">
      {of.over.length > 0 && (
        <nav aria-label={words.way} className="faint">
          {of.over.map((one) => (
            <span key={one.id}>
              <Link {...PAGE} search={{ unit: one.id }} activeProps={{}}>
                {spoken(one)}
              </Link>{' '}
              ›{' '}
            </span>
          ))}
        </nav>
      )}
      <h2 id="organisation-shown">{spoken(of)}</h2>
      <table className="plain-table by-row">
        <caption className="out-of-sight">{words.posts}</caption>
        <thead>
          <tr>
            <th scope="col">{words.post}</th>
            <th scope="col">{words.holders}</th>
          </tr>
        </thead>
        <tbody>
          {of.posts.map((post) => (
            <tr key={post.post}>
              <td data-label={words.post}>
                <span>
                  {spoken(post)}{' '}
                  <span className="faint">{post.required ? words.required : words.notRequired}</span>
                </span>
              </td>
              <td data-label={words.holders}>
                <div>
                  {post.holders.map(({ tenure, name, kind, from, to }) => (
                    <div key={tenure}>
                      <Link to="/records/$type/$id" params={{ type: 'tenure', id: tenure }}>
                        {name}
                      </Link>{' '}
                      <span className="faint">
                        {words.kinds[kind]} {words.since(spokenDay(from, language))}
                        {to !== undefined && ` ${words.until(spokenDay(to, language))}`}
                      </span>
                    </div>
                  ))}
                  {post.vacant && <strong className="field-error">{words.vacant(post.minimum)}</strong>}
                  {post.holders.length === 0 && !post.vacant && <span className="faint">{words.nobody}</span>}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.below.length > 0 && (
        <details open={of.below.length <= 40}>
          <summary>
            {words.below} ({of.below.length})
          </summary>
          <ul>
            {of.below.map((one) => (
              <li key={one.id}>
                <Link {...PAGE} search={{ unit: one.id }} activeProps={{}}>
                  {spoken(one)}
                </Link>
                {one.vacant > 0 && <span className="field-error"> {words.lacking(one.vacant)}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
