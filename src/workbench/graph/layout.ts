/**
 * Where nodes are drawn: lines pull, near nodes push each other apart, and everything is drawn gently to the middle. Who is
 * near is read from a grid of cells, so that a round over ten thousand nodes costs as much as there are neighbours and not
 * as there are pairs. Cools down and stops. Nothing is drawn at random: the same graph lies the same way.
 */

export interface Layout {
  readonly keys: readonly string[]
  readonly x: Float64Array
  readonly y: Float64Array
  readonly index: ReadonlyMap<string, number>
  /** Pairs of indexes, one for each line. */
  readonly ends: Int32Array
  readonly degree: Int32Array
  heat: number
}

const REST = 46
const CELL = 70
const GOLDEN = Math.PI * (3 - Math.sqrt(5))

/** Nodes that were there stay where they were; new ones begin beside a node they hang on. */
export function layoutOf(
  keys: readonly string[],
  lines: readonly { readonly a: string; readonly b: string }[],
  before?: Layout,
): Layout {
  const index = new Map(keys.map((key, nth) => [key, nth]))
  const x = new Float64Array(keys.length)
  const y = new Float64Array(keys.length)
  const ends = new Int32Array(lines.length * 2)
  const degree = new Int32Array(keys.length)
  const beside = new Int32Array(keys.length).fill(-1)
  lines.forEach(({ a, b }, nth) => {
    const [from = -1, to = -1] = [index.get(a), index.get(b)]
    ends[nth * 2] = from
    ends[nth * 2 + 1] = to
    degree[from] = (degree[from] ?? 0) + 1
    degree[to] = (degree[to] ?? 0) + 1
    if (before?.index.has(a) === true) beside[to] = from
    if (before?.index.has(b) === true) beside[from] = to
  })
  const places = keys.map((key) => before?.index.get(key))
  places.forEach((place, nth) => {
    if (place === undefined || before === undefined) return
    x[nth] = before.x[place] ?? 0
    y[nth] = before.y[place] ?? 0
  })
  places.forEach((place, nth) => {
    if (place !== undefined) return
    const near = beside[nth] ?? -1
    const far = near < 0 ? REST * 0.7 * Math.sqrt(nth) : REST
    x[nth] = (near < 0 ? 0 : (x[near] ?? 0)) + far * Math.cos(nth * GOLDEN)
    y[nth] = (near < 0 ? 0 : (y[near] ?? 0)) + far * Math.sin(nth * GOLDEN)
  })
  return { keys, x, y, index, ends, degree, heat: 1 }
}

/** One round. Answers false once nothing moves any more. */
export function advanceLayout(layout: Layout): boolean {
  if (layout.heat < 0.02) return false
  const { x, y, ends, degree } = layout
  const count = x.length
  const dx = new Float64Array(count)
  const dy = new Float64Array(count)
  pushApart(layout, dx, dy)
  for (let at = 0; at < ends.length; at += 2) {
    const [a = 0, b = 0] = [ends[at], ends[at + 1]]
    const [px, py] = [(x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)]
    const far = Math.hypot(px, py) || 1
    const pull = ((far - REST) / far) * 0.12
    // What hangs on a hub moves, the hub does not.
    const [ofA, ofB] = [1 / Math.sqrt(degree[a] ?? 1), 1 / Math.sqrt(degree[b] ?? 1)]
    dx[a] = (dx[a] ?? 0) + px * pull * ofA
    dy[a] = (dy[a] ?? 0) + py * pull * ofA
    dx[b] = (dx[b] ?? 0) - px * pull * ofB
    dy[b] = (dy[b] ?? 0) - py * pull * ofB
  }
  const most = 40 * layout.heat
  for (let nth = 0; nth < count; nth++) {
    const [mx, my] = [(dx[nth] ?? 0) - (x[nth] ?? 0) * 0.002, (dy[nth] ?? 0) - (y[nth] ?? 0) * 0.002]
    const step = Math.hypot(mx, my)
    const scale = step > most ? most / step : 1
    x[nth] = (x[nth] ?? 0) + mx * scale
    y[nth] = (y[nth] ?? 0) + my * scale
  }
  // A large graph is not moved for minutes: what it gains after a hundred rounds nobody sees.
  layout.heat *= count > 3000 ? 0.95 : 0.975
  return true
}

/** Cells hang in a table of lists by their hash: no memory is asked for while nodes move. */
const BUCKETS = 1 << 15
const heads = new Int32Array(BUCKETS)
/** So many of a cell push; a fuller one by as many of them, each the stronger. */
const SAMPLE = 8

const bucketOf = (cx: number, cy: number): number =>
  (Math.imul(cx, 73_856_093) ^ Math.imul(cy, 19_349_663)) & (BUCKETS - 1)

/** Nodes of one cell and the cells around it push each other apart. */
function pushApart({ x, y }: Layout, dx: Float64Array, dy: Float64Array): void {
  const count = x.length
  const next = new Int32Array(count)
  heads.fill(-1)
  const buckets = new Int32Array(count)
  for (let nth = 0; nth < count; nth++) {
    const bucket = bucketOf(Math.floor((x[nth] ?? 0) / CELL), Math.floor((y[nth] ?? 0) / CELL))
    buckets[nth] = bucket
    next[nth] = heads[bucket] ?? -1
    heads[bucket] = nth
  }
  const sizes = new Int32Array(BUCKETS)
  for (let nth = 0; nth < count; nth++) {
    const bucket = buckets[nth] ?? 0
    sizes[bucket] = (sizes[bucket] ?? 0) + 1
  }
  for (let nth = 0; nth < count; nth++) {
    const [ax, ay] = [x[nth] ?? 0, y[nth] ?? 0]
    const [cx, cy] = [Math.floor(ax / CELL), Math.floor(ay / CELL)]
    let [mx, my] = [0, 0]
    for (let ox = -1; ox <= 1; ox++)
      for (let oy = -1; oy <= 1; oy++) {
        const bucket = bucketOf(cx + ox, cy + oy)
        const stride = Math.max(1, Math.ceil((sizes[bucket] ?? 0) / SAMPLE))
        let at = 0
        for (let other = heads[bucket] ?? -1; other >= 0; other = next[other] ?? -1) {
          at += 1
          if (other === nth || (at + nth) % stride !== 0) continue
          const px = ax - (x[other] ?? 0) || (nth - other) * 0.01
          const py = ay - (y[other] ?? 0) || (other - nth) * 0.01
          const push = (stride * 31) / (px * px + py * py + 30)
          mx += px * push
          my += py * push
        }
      }
    dx[nth] = (dx[nth] ?? 0) + mx
    dy[nth] = (dy[nth] ?? 0) + my
  }
}
