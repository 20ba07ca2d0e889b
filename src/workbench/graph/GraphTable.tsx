/** The same graph as two tables, for a keyboard, a screen reader and a printer. */
import { Link } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import type { TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import type { GraphActs } from './GraphPage.tsx'
import type { Picture } from './picture.ts'
import { relationText } from './relationText.ts'
import type { GraphLine, GraphNode } from './shapes.ts'
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
  return (
    <div className="graph-tables">
      <h2>{words.nodes}</h2>
      <Table<GraphNode>
        size="small"
        rowKey="key"
        dataSource={[...picture.nodes.values()]}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: words.name,
            render: (_, node) => (
              <Button
                type="link"
                onClick={() => {
                  acts.select(node.key)
                }}
              >
                {spoken(node.label)}
              </Button>
            ),
            sorter: (one, other) => spoken(one.label).localeCompare(spoken(other.label)),
          },
          {
            title: words.kind,
            render: (_, { kind }) => kindName(kind),
            sorter: (one, other) => one.kind.localeCompare(other.kind),
          },
          {
            title: '',
            render: (_, node) => (
              <Button
                size="small"
                onClick={() => {
                  void acts.expand(node.key)
                }}
              >
                {words.expand}
              </Button>
            ),
          },
        ]}
      />
      <h2>{words.lines}</h2>
      <Table<GraphLine>
        size="small"
        rowKey="id"
        dataSource={[...picture.lines.values()]}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: words.one, render: (_, { a }) => nameOf(a) },
          { title: words.says, render: (_, line) => relationText(line, types, spoken) },
          { title: words.other, render: (_, { b }) => nameOf(b) },
          {
            title: words.since,
            dataIndex: 'since',
            sorter: (one, other) => one.since.localeCompare(other.since),
          },
          { title: words.until, dataIndex: 'until' },
          {
            title: words.record,
            render: (_, { record }) => (
              <Link to="/records/$type/$id" params={{ type: record.type, id: record.id }}>
                {record.number}
              </Link>
            ),
          },
        ]}
      />
    </div>
  )
}
