/**
 * The graph: find somebody, open what is around them, the path between two, what several share, and for each line the
 * record it stands on. The same nodes and lines are there as a table.
 */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { typesQuery } from '../doors/queries.ts'
import { useSpoken } from '../language.ts'
import { Canvas, type CanvasHandle } from './Canvas.tsx'
import { Chosen } from './Chosen.tsx'
import { askGraph } from './doors.ts'
import type { GraphActs } from './graphActs.ts'
import { FindNode } from './FindNode.tsx'
import { GraphFilters } from './GraphFilters.tsx'
import { GraphTable } from './GraphTable.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { emptyPicture, MOST_DRAWN, shownPart, withAnswer, without, type ShownBy } from './picture.ts'
import type { GraphNode } from './shapes.ts'
import { useGraphWords } from './words.ts'
import './graph.css'

export function GraphPage() {
  const words = useGraphWords()
  const spoken = useSpoken()
  const { node: asked } = useSearch({ from: '/pages/$page' })
  const types = useQuery(typesQuery)
  const [picture, setPicture] = useState(emptyPicture)
  const [shownBy, setShownBy] = useState<ShownBy>({ hidden: new Set(['place']) })
  const [selected, setSelected] = useState<string>()
  const [selectedLine, setSelectedLine] = useState<string>()
  const [ends, setEnds] = useState<{ readonly a?: GraphNode; readonly b?: GraphNode }>({})
  const [strong, setStrong] = useState<ReadonlySet<string>>(new Set())
  const [says, setSays] = useState('')
  const [view, setView] = useState<'graph' | 'table'>('graph')
  const handle = useRef<CanvasHandle | null>(null)

  const shown = useMemo(() => shownPart(picture, shownBy), [picture, shownBy])
  const labels = useMemo(
    () => new Map([...shown.nodes].map(([key, node]) => [key, spoken(node.label)])),
    [shown, spoken],
  )
  const kindName = (kind: string): string =>
    (words.kindNames as Readonly<Record<string, string>>)[kind] ??
    spoken(types.data?.find(({ name }) => name === kind)?.label ?? { zh: kind, en: kind })

  async function ask(path: string, query: Readonly<Record<string, string | readonly string[]>>) {
    if (picture.nodes.size > MOST_DRAWN) {
      setSays(words.tooMany)
      return undefined
    }
    const answer = await askGraph(path, query)
    if ('problem' in answer) {
      setSays(answer.problem.refused[0]?.says ?? answer.problem.title)
      return undefined
    }
    setSays('')
    return answer.body
  }
  const keysOf = (key: string): readonly string[] => [
    key,
    ...(picture.nodes.get(key)?.same ?? []).map((one) => one.key),
  ]

  const acts: GraphActs = {
    select(key) {
      setSelected(key)
      setSelectedLine(undefined)
    },
    selectLine: setSelectedLine,
    async expand(key) {
      const answer = await ask('around', { node: keysOf(key) })
      if (answer === undefined) return
      setPicture((before) => withAnswer(before, answer))
      setSays(words.counted(answer.nodes.length, answer.lines.length))
    },
    remove(key) {
      setPicture((before) => without(before, key))
      setSelected(undefined)
    },
    async only(key) {
      const answer = await ask('around', { node: keysOf(key), depth: '2' })
      if (answer === undefined) return
      setPicture(withAnswer(emptyPicture, answer))
      setSelected(key)
      handle.current?.fit()
    },
    async shared(key) {
      const answer = await ask('shared', { node: keysOf(key) })
      if (answer === undefined) return
      if (answer.lines.length === 0) setSays(words.noneShared)
      setPicture((before) => withAnswer(before, answer))
      setStrong(new Set(answer.nodes.map((node) => node.key)))
    },
    setEnd(which, node) {
      setEnds((before) => ({ ...before, [which]: node }))
    },
    async add(node) {
      setSelected(node.key)
      setSelectedLine(undefined)
      const answer = await ask('around', { node: node.key, depth: picture.nodes.size === 0 ? '2' : '1' })
      if (answer === undefined) return
      const own = answer.nodes.find(
        ({ key, same = [] }) => key === node.key || same.some((one) => one.key === node.key),
      )
      setPicture((before) => withAnswer(before, answer))
      setSelected(own?.key ?? node.key)
    },
  }

  async function findPath() {
    if (ends.a === undefined || ends.b === undefined) return
    const answer = await ask('path', {
      a: ends.a.key,
      b: ends.b.key,
      ...(shownBy.from === undefined ? {} : { from: shownBy.from }),
      ...(shownBy.to === undefined ? {} : { to: shownBy.to }),
    })
    if (answer === undefined) return
    setPicture((before) => withAnswer(before, answer))
    setStrong(new Set(answer.lines.flatMap(({ a, b }) => [a, b])))
    setSays(
      answer.none === true
        ? answer.cut === true
          ? words.pathCut
          : words.noPath
        : words.pathFound(answer.lines.length),
    )
    handle.current?.fit()
  }

  useEffect(() => {
    if (asked === undefined) return
    void askGraph('around', { node: asked, depth: '2' }).then((answer) => {
      if ('problem' in answer) setSays(answer.problem.refused[0]?.says ?? answer.problem.title)
      else {
        setPicture(withAnswer(emptyPicture, answer.body))
        setSelected(asked)
      }
    })
  }, [asked])

  return (
    <div className="graph-page">
      <header>
        <h1>{words.title}</h1>
        <p className="faint">{words.intro}</p>
      </header>
      <aside className="graph-side">
        <FindNode add={acts.add} kindName={kindName} />
        <section className="graph-path">
          <span>
            {words.fromNode}: <b>{ends.a === undefined ? '—' : spoken(ends.a.label)}</b>
          </span>
          <span>
            {words.toNode}: <b>{ends.b === undefined ? '—' : spoken(ends.b.label)}</b>
          </span>
          <Button
            disabled={ends.a === undefined || ends.b === undefined}
            onClick={() => {
              void findPath()
            }}
          >
            {words.path}
          </Button>
        </section>
        <GraphFilters picture={picture} shownBy={shownBy} change={setShownBy} kindName={kindName} />
        <ImportPanel
          node={selected === undefined ? undefined : picture.nodes.get(selected)}
          keys={selected === undefined ? [] : keysOf(selected)}
        />
      </aside>
      <div className="graph-main">
        <div className="graph-bar">
          <Segmented
            value={view}
            onChange={setView}
            options={[
              { value: 'graph', label: words.graph },
              { value: 'table', label: words.table },
            ]}
          />
          {view === 'graph' && (
            <>
              <Button aria-label={words.zoomIn} onClick={() => handle.current?.zoom(1.3)}>
                +
              </Button>
              <Button aria-label={words.zoomOut} onClick={() => handle.current?.zoom(1 / 1.3)}>
                −
              </Button>
              <Button onClick={() => handle.current?.fit()}>{words.fit}</Button>
            </>
          )}
          <Button
            onClick={() => {
              setPicture(emptyPicture)
              acts.select(undefined)
              setStrong(new Set())
            }}
          >
            {words.clear}
          </Button>
          <span className="faint" data-counted={shown.nodes.size}>
            {words.counted(shown.nodes.size, shown.lines.size)}
          </span>
        </div>
        <p className="graph-says" role="status">
          {picture.nodes.size === 0 && says === '' ? words.empty : says}
        </p>
        {view === 'graph' ? (
          <Canvas
            picture={shown}
            labels={labels}
            selected={selected}
            selectedLine={selectedLine}
            strong={strong}
            says={words.canvas}
            select={acts.select}
            selectLine={acts.selectLine}
            expand={(key) => {
              void acts.expand(key)
            }}
            toTable={() => {
              setView('table')
            }}
            handle={handle}
          />
        ) : (
          <GraphTable picture={shown} kindName={kindName} acts={acts} types={types.data ?? []} />
        )}
      </div>
      <Chosen
        picture={shown}
        selected={selected}
        selectedLine={selectedLine}
        kindName={kindName}
        types={types.data ?? []}
        acts={acts}
      />
    </div>
  )
}
