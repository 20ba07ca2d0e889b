/**
 * Whom a clue or a case speaks of and nobody answered for yet: perhaps an entity that is there already, and why; or none, and
 * whether to make one. Nothing is done before somebody says so.
 */
import { useQuery } from '@tanstack/react-query'
import { read } from '../doors/ask.ts'
import { languageNow, useSpoken } from '../language.ts'
import { Reading } from '../shell/Reading.tsx'
import { answerMatch, leaveOut, state } from './answering.ts'
import { queryOf } from './doors.ts'
import { Because, GivenReason } from './GivenReason.tsx'
import type { GraphActs } from './graphActs.ts'
import { NodeLink } from './NodeLink.tsx'
import type { Candidate, GraphNode, Mention, PersonsAnswer } from './shapes.ts'
import { useGraphWords } from './words.ts'

interface MatterPersonsProps {
  readonly on: NonNullable<GraphNode['record']>
  /** Only this one of them. */
  readonly only?: GraphNode
  readonly acts: GraphActs
}

export function MatterPersons({ on, only, acts }: MatterPersonsProps) {
  const words = useGraphWords()
  const query = only === undefined ? '' : `?${queryOf({ mention: only.key })}`
  const persons = useQuery({
    queryKey: ['graph', 'persons', on.id, only?.key, languageNow()],
    retry: false,
    queryFn: ({ signal }) => read<PersonsAnswer>(`/api/graph/persons/${on.type}/${on.id}${query}`, signal),
  })
  if (persons.isPending) return <Reading />
  const { items = [], mayState = false, more } = persons.data ?? {}
  return (
    <section>
      <h3>{words.persons}</h3>
      {items.length === 0 && (
        <p className="faint">{only === undefined ? words.allAnswered : words.isAnswered}</p>
      )}
      <ul className="graph-proposals">
        {items.map((item) => (
          <li key={item.node.key}>
            <NodeLink node={item.node} acts={acts} />{' '}
            <span className="faint">{item.on.id === on.id ? '' : item.on.number}</span>
            <OneMention item={item} mayState={mayState} acts={acts} />
          </li>
        ))}
      </ul>
      {more === true && <p className="faint">{words.morePersons}</p>}
    </section>
  )
}

function OneMention({
  item,
  mayState,
  acts,
}: {
  readonly item: Mention
  readonly mayState: boolean
  readonly acts: GraphActs
}) {
  const words = useGraphWords()
  const spoken = useSpoken()
  const name = spoken(item.node.label)
  const done = () => acts.expand(item.node.key)
  /** Whoever is compared stands as an entity first: merging and splitting overwrite nothing. */
  const answer = (candidate: Candidate, action: 'merge' | 'refuse') => async (reasons: string) => {
    const stated = await state(item, name)
    return 'problem' in stated ? stated : answerMatch(stated.body, candidate, action, reasons)
  }
  const [candidate, ...others] = item.candidates
  if (candidate === undefined)
    return (
      <>
        <p>{words.noEntityYet}</p>
        {mayState && (
          <GivenReason
            choices={[
              { label: words.state, act: () => state(item, name), needsNoReason: true },
              { label: words.leaveOut, act: (reasons) => leaveOut(item, name, reasons) },
            ]}
            done={done}
          />
        )}
      </>
    )
  return (
    <>
      <p>
        {words.perhaps} <NodeLink node={candidate.node} acts={acts} />{' '}
        <span className="faint">{candidate.node.record?.number}</span>
      </p>
      <Because signs={candidate.signs} />
      {others.length > 0 && <p className="faint">{words.othersAfter(others.length)}</p>}
      {mayState && (
        <GivenReason
          choices={[
            { label: words.isThat, act: answer(candidate, 'merge') },
            { label: words.isAnother, act: answer(candidate, 'refuse') },
            { label: words.leaveOut, act: (reasons) => leaveOut(item, name, reasons) },
          ]}
          done={done}
        />
      )}
    </>
  )
}
