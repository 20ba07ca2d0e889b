/** The records around this one, drawn: those it refers to on the left, those that refer to it on the right. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { typesQuery } from '../doors/queries.ts'
import type { RecordShape, TypeShape } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'
import type { LinkedRecord } from './linkedRecords.ts'

const ROW = 56
const BOX = { width: 210, height: 44 } as const
const WIDTH = 760

interface LinksMapProps {
  readonly record: Pick<RecordShape, 'number'>
  readonly links: readonly LinkedRecord[]
  readonly type: TypeShape
}

export function LinksMap({ record, links, type }: LinksMapProps) {
  const words = useWords()
  const spoken = useSpoken()
  const from = links.filter(({ direction }) => direction === 'from')
  const to = links.filter(({ direction }) => direction === 'to')
  const height = Math.max(from.length, to.length, 1) * ROW + 16
  const middle = height / 2
  const at = (nth: number, of: number): number => middle + (nth - (of - 1) / 2) * ROW
  const x = { from: 0, own: (WIDTH - BOX.width) / 2, to: WIDTH - BOX.width }
  return (
    <div className="wide">
      <svg
        className="links-map"
        viewBox={`0 0 ${String(WIDTH)} ${String(height)}`}
        role="group"
        aria-label={words.record.linksMap}
      >
        {from.map((link, nth) => (
          <path key={link.id} d={curve(x.own, middle, x.from + BOX.width, at(nth, from.length))} />
        ))}
        {to.map((link, nth) => (
          <path key={link.id} d={curve(x.to, at(nth, to.length), x.own + BOX.width, middle)} />
        ))}
        <g className="own" transform={`translate(${String(x.own)} ${String(middle - BOX.height / 2)})`}>
          <rect {...BOX} rx="4" />
          <text x="10" y="18">
            {spoken(type.label)}
          </text>
          <text x="10" y="35">
            {record.number}
          </text>
        </g>
        {from.map((link, nth) => (
          <Box key={link.id} link={link} x={x.from} y={at(nth, from.length)} />
        ))}
        {to.map((link, nth) => (
          <Box key={link.id} link={link} x={x.to} y={at(nth, to.length)} />
        ))}
      </svg>
    </div>
  )
}

const curve = (x1: number, y1: number, x2: number, y2: number): string => {
  const half = (x1 + x2) / 2
  return `M${String(x1)} ${String(y1)}C${String(half)} ${String(y1)} ${String(half)} ${String(y2)} ${String(x2)} ${String(y2)}`
}

interface BoxProps {
  readonly link: LinkedRecord
  readonly x: number
  readonly y: number
}

function Box({ link, x, y }: BoxProps) {
  const spoken = useSpoken()
  const navigate = useNavigate()
  const types = useQuery(typesQuery)
  const other = types.data?.find(({ name }) => name === link.type)
  const state = other?.states.find(({ name }) => name === link.state)
  const title = other === undefined ? link.type : spoken(other.label)
  return (
    <a
      href={`/workbench/records/${link.type}/${link.id}`}
      className={link.closed ? 'closed' : ''}
      aria-label={`${title} ${link.number}`}
      onClick={(event) => {
        // A click with a key opens another window, as everywhere.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void navigate({ to: '/records/$type/$id', params: { type: link.type, id: link.id } })
      }}
    >
      <g transform={`translate(${String(x)} ${String(y - BOX.height / 2)})`}>
        <rect {...BOX} rx="4" />
        <text x="10" y="18">
          {title}
          {state === undefined ? '' : ` · ${spoken(state.label)}`}
        </text>
        <text x="10" y="35">
          {link.number}
        </text>
      </g>
    </a>
  )
}
