/** Where the bars and bands of the flow stand: sources on the left, open and closed between, steps and outcomes on the right. */
import { sumOf, type Board } from './board.ts'

export interface Node {
  readonly kind: 'source' | 'stage' | 'state' | 'outcome'
  readonly code: string
  readonly count: number
  readonly top: number
  readonly size: number
}

interface Band {
  readonly key: string
  /** It leads from this column to the next. */
  readonly column: 0 | 1
  readonly from: number
  readonly to: number
  readonly size: number
  readonly isOpen: boolean
}

/** Of the bars together, whatever the number of clues; between two bars there is room for their words. */
const TALL = 260
const GAP = 18

type Counted = Pick<Node, 'kind' | 'code' | 'count'>

export function bandsOf(board: Pick<Board, 'cells' | 'flow' | 'total' | 'closedStates'>): {
  readonly columns: readonly (readonly Node[])[]
  readonly bands: readonly Band[]
  readonly height: number
} {
  const { received, closed } = board.total
  const unit = TALL / Math.max(1, received)
  const bySource = [...Map.groupBy(board.cells, ({ source }) => source ?? '')].map(([code, cells]) => ({
    code,
    ...sumOf(cells),
  }))
  const isClosed = (state: string) => board.closedStates.includes(state)
  const grouped = (
    kind: Node['kind'],
    rows: readonly { readonly code: string; readonly count: number }[],
  ): Counted[] =>
    [...Map.groupBy(rows, ({ code }) => code)].map(([code, some]) => ({
      kind,
      code,
      count: some.reduce((sum, { count }) => sum + count, 0),
    }))
  const open = board.flow.filter(({ state }) => !isClosed(state))
  const ended = board.flow.filter(({ state }) => isClosed(state))
  const columns = [
    stacked(
      bySource.map(({ code, received: count }) => ({ kind: 'source', code, count })),
      unit,
    ),
    stacked(
      [
        { kind: 'stage', code: 'open', count: received - closed },
        { kind: 'stage', code: 'closed', count: closed },
      ],
      unit,
    ),
    stacked(
      [
        ...grouped(
          'state',
          open.map(({ state, count }) => ({ code: state, count })),
        ),
        ...grouped(
          'outcome',
          ended.map(({ outcome, count }) => ({ code: outcome ?? '', count })),
        ),
      ],
      unit,
    ),
  ]
  const [sources = [], stages = [], ends = []] = columns
  const stageTop = (code: string) => stages.find((stage) => stage.code === code)?.top ?? 0
  const bands: Band[] = []
  const arrives = { open: stageTop('open'), closed: stageTop('closed') }
  for (const { code, top } of sources) {
    const tally = bySource.find((one) => one.code === code)
    if (tally === undefined) continue
    let from = top
    for (const stage of ['open', 'closed'] as const) {
      const size = (stage === 'open' ? tally.received - tally.closed : tally.closed) * unit
      if (size === 0) continue
      bands.push({
        key: `${code}/${stage}`,
        column: 0,
        from,
        to: arrives[stage],
        size,
        isOpen: stage === 'open',
      })
      from += size
      arrives[stage] += size
    }
  }
  const leaves = { open: stageTop('open'), closed: stageTop('closed') }
  for (const { kind, code, top, size } of ends) {
    const stage = kind === 'state' ? 'open' : 'closed'
    bands.push({
      key: `${stage}/${code}`,
      column: 1,
      from: leaves[stage],
      to: top,
      size,
      isOpen: stage === 'open',
    })
    leaves[stage] += size
  }
  const height = Math.max(...columns.map((nodes) => foot(nodes))) + GAP
  return { columns, bands, height }
}

const foot = (nodes: readonly Node[]): number => {
  const last = nodes.at(-1)
  return last === undefined ? 0 : last.top + last.size
}

/** One below the other, those with nothing left out. */
function stacked(nodes: readonly Counted[], unit: number): readonly Node[] {
  let top = GAP / 2
  return nodes
    .filter(({ count }) => count > 0)
    .map((node) => {
      const placed = { ...node, top, size: node.count * unit }
      top += placed.size + GAP
      return placed
    })
}
