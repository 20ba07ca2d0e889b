/**
 * From a mention to an entity, and from an entity to those it may be the same as. The machine shows what speaks for it;
 * whoever answers gives a reason, and both answers are records that can be taken up again.
 */
import { useQuery } from '@tanstack/react-query'
import { read } from '../doors/ask.ts'
import { languageNow } from '../language.ts'
import { Reading } from '../shell/Reading.tsx'
import { answerMatch } from './answering.ts'
import { Because, GivenReason } from './GivenReason.tsx'
import type { GraphActs } from './graphActs.ts'
import { MatterPersons } from './MatterPersons.tsx'
import { NodeLink } from './NodeLink.tsx'
import type { Picture } from './picture.ts'
import type { GraphNode, ProposalsAnswer } from './shapes.ts'
import { useGraphWords } from './words.ts'

interface EntityActsProps {
  readonly node: GraphNode
  readonly picture: Picture
  readonly acts: GraphActs
}

export function EntityActs({ node, picture, acts }: EntityActsProps) {
  if (node.kind === 'entity') return <Proposals key={node.key} node={node} acts={acts} />
  if (isMatter(node.record)) return <MatterPersons key={node.key} on={node.record} acts={acts} />
  return node.kind === 'person' || node.kind === 'company' ? (
    <StateEntity key={node.key} node={node} picture={picture} acts={acts} />
  ) : null
}

const isMatter = (record: GraphNode['record']): record is NonNullable<GraphNode['record']> =>
  record?.type === 'clue' || record?.type === 'case'

function StateEntity({ node, picture, acts }: EntityActsProps) {
  const words = useGraphWords()
  const holder = [...picture.lines.values()]
    .filter(({ a, b }) => a === node.key || b === node.key)
    .flatMap(({ a, b }) => picture.nodes.get(a === node.key ? b : a)?.record ?? [])
    .find(isMatter)
  return holder === undefined ? (
    <p className="faint">{words.needsRecord}</p>
  ) : (
    <MatterPersons on={holder} only={node} acts={acts} />
  )
}

function Proposals({ node, acts }: Pick<EntityActsProps, 'node' | 'acts'>) {
  const words = useGraphWords()
  const { id = '', number = '' } = node.record ?? {}
  const proposals = useQuery({
    queryKey: ['graph', 'proposals', id, languageNow()],
    enabled: id !== '',
    retry: false,
    queryFn: ({ signal }) => read<ProposalsAnswer>(`/api/graph/proposals/${id}`, signal),
  })
  if (proposals.isPending) return <Reading />
  const items = proposals.data?.items ?? []
  return (
    <section>
      <h3>{words.proposals}</h3>
      {items.length === 0 && <p className="faint">{words.noProposals}</p>}
      <ul className="graph-proposals">
        {items.map((item) => (
          <li key={item.node.key}>
            <NodeLink node={item.node} acts={acts} />{' '}
            <span className="faint">{item.node.record?.number}</span>
            <Because signs={item.signs} />
            {item.stated ? (
              <GivenReason
                choices={[
                  {
                    label: words.same,
                    act: (reasons) => answerMatch({ id, number }, item, 'merge', reasons),
                  },
                  {
                    label: words.notSame,
                    act: (reasons) => answerMatch({ id, number }, item, 'refuse', reasons),
                  },
                ]}
                done={() => acts.expand(node.key)}
              />
            ) : (
              <span className="faint">{words.statedFirst}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
