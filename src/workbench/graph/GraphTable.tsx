/** The same graph as two tables, for a keyboard, a screen reader and a printer. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import type { TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { KindMark } from './FindNode.tsx'
import type { GraphActs } from './graphActs.ts'
import type { Picture } from './picture.ts'
import { relationText } from './relationText.ts'
import { useGraphWords } from './words.ts'

interface GraphTableProps {
  readonly picture: Picture
  readonly kindName: (kind: string) => string
  readonly acts: GraphActs
  readonly types: readonly TypeShape[]
}

export function GraphTable({ picture, kindName, acts, types }: GraphTableProps) {
  const words = useGraphWords()
  const spoken = useSpoken()
  const nameOf = (key: string) => {
    const node = picture.nodes.get(key)
    return node === undefined ? '' : spoken(node.label)
  }
  const nodes = [...picture.nodes.values()].toSorted(
    (one, other) =>
      one.kind.localeCompare(other.kind) || spoken(one.label).localeCompare(spoken(other.label)),
  )
  const lines = [...picture.lines.values()].toSorted((one, other) => other.since.localeCompare(one.since))
  return (
    <div className="graph-tables">
      <Rows
        title={words.nodes}
        heads={[words.name, words.kind, words.expand]}
        rows={nodes.map((node) => ({
          key: node.key,
          cells: [
            <Button
              key="name"
              type="link"
              onClick={() => {
                acts.select(node.key)
              }}
            >
              {spoken(node.label)}
            </Button>,
            <span key="kind">
              <KindMark kind={node.kind} /> {kindName(node.kind)}
            </span>,
            <Button
              key="expand"
              size="small"
              aria-label={`${words.expand}: ${spoken(node.label)}`}
              onClick={() => {
                void acts.expand(node.key)
              }}
            >
              {words.expand}
            </Button>,
          ],
        }))}
      />
      <Rows
        title={words.lines}
        heads={[words.one, words.says, words.other, words.since, words.until, words.record]}
        rows={lines.map((line) => ({
          key: line.id,
          cells: [
            nameOf(line.a),
            relationText(line, types, spoken),
            nameOf(line.b),
            line.since,
            line.until ?? '',
            <Link
              key="record"
              to="/records/$type/$id"
              params={{ type: line.record.type, id: line.record.id }}
            >
              {line.record.number}
            </Link>,
          ],
        }))}
      />
    </div>
  )
}

interface RowsProps {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

const AT_ONCE = 100

function Rows({ title, heads, rows }: RowsProps) {
  const words = useGraphWords()
  const [most, setMost] = useState(AT_ONCE)
  return (
    <section>
      <div className="graph-table">
        <table>
          <caption>
            {title} <span className="faint">{rows.length}</span>
          </caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, nth) => (
                  // Columns stay where they are.
                  <td key={nth}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <Button
          onClick={() => {
            setMost(most + AT_ONCE)
          }}
        >
          {words.moreRows(rows.length - most)}
        </Button>
      )}
    </section>
  )
}
