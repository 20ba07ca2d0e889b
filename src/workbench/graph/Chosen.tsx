/** What is chosen: a node with what can be done from it and its lines, or a line with the record it stands on. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { read } from '../doors/ask.ts'
import type { TypeShape } from '../doors/shapes.ts'
import { languageNow, useLanguage, useSpoken } from '../language.ts'
import { spokenInstant } from '../days.ts'
import { whoText } from '../record/whoText.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { EntityActs } from './EntityActs.tsx'
import { KindMark } from './FindNode.tsx'
import type { GraphActs } from './graphActs.ts'
import type { Picture } from './picture.ts'
import { relationText } from './relationText.ts'
import type { GraphLine, GraphNode, WhyAnswer } from './shapes.ts'
import { useGraphWords } from './words.ts'

interface ChosenProps {
  readonly picture: Picture
  readonly selected: string | undefined
  readonly selectedLine: string | undefined
  readonly kindName: (kind: string) => string
  readonly types: readonly TypeShape[]
  readonly acts: GraphActs
}

export function Chosen(props: ChosenProps) {
  const words = useGraphWords()
  const { picture, selected, selectedLine } = props
  const line = selectedLine === undefined ? undefined : picture.lines.get(selectedLine)
  const node = selected === undefined ? undefined : picture.nodes.get(selected)
  if (line === undefined && node === undefined) return null
  return (
    <aside className="graph-chosen" aria-label={words.selected}>
      {line !== undefined ? (
        <ChosenLine {...props} line={line} />
      ) : (
        node !== undefined && <ChosenNode {...props} node={node} />
      )}
    </aside>
  )
}

function ChosenNode({ node, picture, kindName, types, acts }: ChosenProps & { readonly node: GraphNode }) {
  const words = useGraphWords()
  const spoken = useSpoken()
  const lines = [...picture.lines.values()].filter(({ a, b }) => a === node.key || b === node.key)
  return (
    <>
      <h2>
        <KindMark kind={node.kind} /> {spoken(node.label)}
      </h2>
      <p className="faint">
        {kindName(node.kind)} {node.record?.number}
      </p>
      {node.record !== undefined && (
        <p>
          <Link to="/records/$type/$id" params={{ type: node.record.type, id: node.record.id }}>
            {words.open}
          </Link>
        </p>
      )}
      {node.hasMore === true && <p className="faint">{words.more}</p>}
      <div className="graph-acts">
        <Button
          type="primary"
          onClick={() => {
            void acts.expand(node.key)
          }}
        >
          {words.expand}
        </Button>
        <Button
          onClick={() => {
            void acts.only(node.key)
          }}
        >
          {words.only}
        </Button>
        <Button
          onClick={() => {
            void acts.shared(node.key)
          }}
        >
          {words.shared}
        </Button>
        <Button
          onClick={() => {
            acts.setEnd('a', node)
          }}
        >
          {words.setFrom}
        </Button>
        <Button
          onClick={() => {
            acts.setEnd('b', node)
          }}
        >
          {words.setTo}
        </Button>
        <Button
          onClick={() => {
            acts.remove(node.key)
          }}
        >
          {words.remove}
        </Button>
      </div>
      {node.same !== undefined && (
        <section>
          <h3>{words.alsoAs}</h3>
          <ul>
            {node.same.map(({ key, label, line }) => (
              <li key={key}>
                {spoken(label)} <Why id={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <EntityActs node={node} picture={picture} acts={acts} />
      <h3>
        {words.linesOf} <span className="faint">{lines.length}</span>
      </h3>
      <ul className="graph-lines">
        {lines.slice(0, 60).map((line) => {
          const other = picture.nodes.get(line.a === node.key ? line.b : line.a)
          return (
            <li key={line.id}>
              <Button
                type="text"
                onClick={() => {
                  acts.selectLine(line.id)
                }}
              >
                <span className="faint">{relationText(line, types, spoken)}</span>{' '}
                {other === undefined ? '' : spoken(other.label)}
              </Button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function ChosenLine({ line, picture, types, acts }: ChosenProps & { readonly line: GraphLine }) {
  const words = useGraphWords()
  const spoken = useSpoken()
  const end = (key: string) => {
    const node = picture.nodes.get(key)
    return (
      <Button
        type="link"
        onClick={() => {
          acts.select(key)
        }}
      >
        {node === undefined ? '' : spoken(node.label)}
      </Button>
    )
  }
  return (
    <>
      <h2>{relationText(line, types, spoken)}</h2>
      <p>
        {end(line.a)} — {end(line.b)}
      </p>
      <h3>{words.why}</h3>
      <Why id={line.id} />
    </>
  )
}

/** Which record, which field, since which entry, by whom. */
function Why({ id }: { readonly id: string }) {
  const words = useGraphWords()
  const general = useWords()
  const language = useLanguage()
  const why = useQuery({
    queryKey: ['graph', 'why', id, languageNow()],
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) => read<WhyAnswer>(`/api/graph/why/${id.replace('.', '/')}`, signal),
  })
  if (why.isPending) return <Reading />
  if (why.isError) return <Problem error={why.error} />
  const { record, typeLabel, fieldLabel, partLabel, since, until, entry } = why.data
  return (
    <dl className="graph-why">
      <dt>{words.record}</dt>
      <dd>
        <Link to="/records/$type/$id" params={{ type: record.type, id: record.id }}>
          {typeLabel} {record.number}
        </Link>
      </dd>
      <dt>{words.field}</dt>
      <dd>
        {fieldLabel}
        {partLabel === undefined ? '' : ` · ${partLabel}`}
      </dd>
      <dt>{words.since}</dt>
      <dd>
        {since}
        {until === undefined ? '' : ` – ${until}`}
      </dd>
      {entry !== undefined && (
        <dd>
          {words.statedIn(entry.label, spokenInstant(entry.at, language))}
          <br />
          {whoText(entry.by, language, general)}
        </dd>
      )}
    </dl>
  )
}
