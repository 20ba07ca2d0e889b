import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSpoken } from '../language.ts'
import { askGraph } from './doors.ts'
import { lookOf } from './paint.ts'
import type { GraphNode } from './shapes.ts'
import { useGraphWords } from './words.ts'

interface FindNodeProps {
  readonly add: (node: GraphNode) => Promise<void>
  readonly kindName: (kind: string) => string
}

export function FindNode({ add, kindName }: FindNodeProps) {
  const words = useGraphWords()
  const spoken = useSpoken()
  const [asked, setAsked] = useState('')
  const [found, setFound] = useState<readonly GraphNode[]>()
  const [says, setSays] = useState('')

  async function find() {
    if (asked.trim() === '') return
    const answer = await askGraph('find', { q: asked.trim() })
    if ('problem' in answer) {
      setSays(answer.problem.refused[0]?.says ?? answer.problem.title)
      return
    }
    const { nodes } = answer.body
    setFound(nodes)
    setSays(nodes.length === 0 ? words.nothingFound : words.found(nodes.length))
  }

  return (
    <section role="search">
      <form
        className="graph-find"
        onSubmit={(event) => {
          event.preventDefault()
          void find()
        }}
      >
        <Input
          value={asked}
          aria-label={words.find}
          placeholder={words.find}
          onChange={(event) => {
            setAsked(event.target.value)
          }}
        />
        <Button htmlType="submit" type="primary">
          {words.search}
        </Button>
      </form>
      <p className="faint" role="status">
        {says}
      </p>
      <ul className="graph-found">
        {(found ?? []).map((node) => (
          <li key={node.key}>
            <Button
              type="text"
              block
              onClick={() => {
                void add(node)
              }}
            >
              <KindMark kind={node.kind} /> {spoken(node.label)}{' '}
              <span className="faint">
                {kindName(node.kind)}
                {node.record !== undefined && node.record.number !== spoken(node.label)
                  ? ` ${node.record.number}`
                  : ''}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The mark a kind has on the canvas. */
export function KindMark({ kind }: { readonly kind: string }) {
  const [colour, shape] = lookOf(kind)
  return (
    <svg className="graph-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {shape === 'dot' ? (
        <circle cx="6" cy="6" r="5" fill={colour} />
      ) : shape === 'square' ? (
        <rect x="1.5" y="1.5" width="9" height="9" fill={colour} />
      ) : (
        <path d="M6 0 12 6 6 12 0 6Z" fill={colour} />
      )}
    </svg>
  )
}
