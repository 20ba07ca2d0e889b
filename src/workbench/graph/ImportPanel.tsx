/** FollowTheMoney in and out: what is around the chosen node as lines of JSON; a file onto the chosen clue or case. */
import { Button } from 'antd'
import { useState } from 'react'
import { ask } from '../doors/ask.ts'
import { queryOf } from './doors.ts'
import type { GraphNode } from './shapes.ts'
import { useGraphWords } from './words.ts'

interface Imported {
  readonly made: number
  readonly known: number
  readonly bad: readonly { readonly line: number; readonly says: string }[]
}

interface ImportPanelProps {
  readonly node: GraphNode | undefined
  readonly keys: readonly string[]
}

export function ImportPanel({ node, keys }: ImportPanelProps) {
  const words = useGraphWords()
  const [lines, setLines] = useState<string>()
  const [tried, setTried] = useState<Imported>()
  const [says, setSays] = useState('')
  const on = node?.record?.type === 'clue' || node?.record?.type === 'case' ? node.record : undefined

  async function send(isTrial: boolean) {
    if (lines === undefined || on === undefined) return
    const answer = await ask<Imported>('/api/graph/import', {
      method: 'POST',
      json: { on: { type: on.type, id: on.id }, lines, trial: isTrial },
    })
    if ('problem' in answer) {
      setSays(answer.problem.refused[0]?.says ?? answer.problem.title)
      return
    }
    const { made, known, bad } = answer.body
    setTried(answer.body)
    setSays(words.imported(made, known, bad.length))
    if (!isTrial) setLines(undefined)
  }
  if (node === undefined) return null
  return (
    <section className="graph-exchange">
      <a href={`/api/graph/export?${queryOf({ node: keys, depth: '2' })}`} download="graph.ftm.json">
        {words.download}
      </a>
      <details>
        <summary>{words.importing}</summary>
        {on === undefined ? (
          <p className="faint">{words.importOn}</p>
        ) : (
          <>
            <p>{on.number}</p>
            <input
              type="file"
              accept=".json,.jsonl,.ijson,application/json"
              aria-label={words.importing}
              onChange={(event) => {
                setTried(undefined)
                setSays('')
                void event.target.files?.[0]?.text().then(setLines)
              }}
            />
            <Button
              disabled={lines === undefined}
              onClick={() => {
                void send(true)
              }}
            >
              {words.importTry}
            </Button>
            <Button
              type="primary"
              disabled={lines === undefined || tried === undefined || tried.bad.length > 0}
              onClick={() => {
                void send(false)
              }}
            >
              {words.importDo}
            </Button>
            <p role="status">{says}</p>
            <ul>
              {(tried?.bad ?? []).slice(0, 50).map(({ line, says: why }) => (
                <li key={line}>
                  {words.line(line)}: {why}
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
    </section>
  )
}
