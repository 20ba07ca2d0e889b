/** Draws a layout on a canvas: lines in one stroke, nodes a colour at a time, names where there is room for them. */
import type { Layout } from './layout.ts'

export interface Camera {
  x: number
  y: number
  scale: number
}

export interface Painted {
  readonly layout: Layout
  readonly labels: readonly string[]
  /** Places of nodes by kind, and all by how many lines they have; worked out once a picture. */
  readonly byKind: ReadonlyMap<string, readonly number[]>
  readonly byDegree: readonly number[]
  readonly camera: Camera
  readonly selected: string | undefined
  readonly selectedLine: readonly [string, string] | undefined
  /** Keys to be shown strongly: a path. */
  readonly strong: ReadonlySet<string>
  readonly width: number
  readonly height: number
  readonly ink: string
  readonly faint: string
  readonly line: string
  readonly mark: string
}

/** A shape besides the colour, for whoever does not tell colours apart. */
const looks: Readonly<Record<string, readonly [colour: string, shape: 'dot' | 'square' | 'diamond']>> = {
  person: ['#2f6db5', 'dot'],
  entity: ['#1d4f8c', 'dot'],
  company: ['#7a4fa3', 'square'],
  official: ['#b3261e', 'dot'],
  unit: ['#b3261e', 'square'],
  place: ['#5c7a29', 'square'],
  address: ['#5c7a29', 'diamond'],
  phone: ['#0f7c7c', 'diamond'],
  account: ['#a8650a', 'diamond'],
  idNumber: ['#55606e', 'diamond'],
  creditCode: ['#7a4fa3', 'diamond'],
  plate: ['#7a6a1f', 'diamond'],
  number: ['#55606e', 'diamond'],
  clue: ['#c05a12', 'square'],
  case: ['#8c1d18', 'square'],
}
export const lookOf = (kind: string) => looks[kind] ?? (['#6b4e2e', 'square'] as const)

const MOST_LABELS = 160
const radiusOf = (degree: number): number => Math.min(16, 5 + Math.sqrt(degree) * 1.4)

export function paint(context: CanvasRenderingContext2D, painted: Painted): void {
  const { layout, camera, width, height, byKind, selected, strong } = painted
  const { x, y, ends, degree, keys } = layout
  const sx = (nth: number) => ((x[nth] ?? 0) - camera.x) * camera.scale + width / 2
  const sy = (nth: number) => ((y[nth] ?? 0) - camera.y) * camera.scale + height / 2
  const inView = (px: number, py: number) => px > -40 && py > -40 && px < width + 40 && py < height + 40
  context.clearRect(0, 0, width, height)

  const chosen = selected === undefined ? -1 : (layout.index.get(selected) ?? -1)
  const strokes: readonly [string, number, (a: number, b: number) => boolean][] = [
    [painted.line, 1, (a, b) => a !== chosen && b !== chosen && !(isStrong(a) && isStrong(b))],
    [painted.mark, 1.6, (a, b) => a === chosen || b === chosen],
    [painted.mark, 3, (a, b) => isStrong(a) && isStrong(b)],
  ]
  function isStrong(nth: number) {
    return strong.size > 0 && strong.has(keys[nth] ?? '')
  }
  const isMarked = [true, chosen >= 0, strong.size > 0]
  for (const [nth, [colour, thick, belongs]] of strokes.entries()) {
    if (isMarked[nth] !== true) continue
    context.strokeStyle = colour
    context.lineWidth = thick
    // Lines of thousands lie over each other: each is faint.
    context.globalAlpha = thick > 1 ? 1 : ends.length > 4000 ? 0.25 : 0.55
    context.beginPath()
    for (let at = 0; at < ends.length; at += 2) {
      const [a = 0, b = 0] = [ends[at], ends[at + 1]]
      if (!belongs(a, b)) continue
      const [ax, ay, bx, by] = [sx(a), sy(a), sx(b), sy(b)]
      if (!inView(ax, ay) && !inView(bx, by)) continue
      context.moveTo(ax, ay)
      context.lineTo(bx, by)
    }
    context.stroke()
  }
  context.globalAlpha = 1
  if (painted.selectedLine !== undefined) {
    const [a, b] = painted.selectedLine.map((key) => layout.index.get(key))
    if (a !== undefined && b !== undefined) {
      context.strokeStyle = painted.ink
      context.lineWidth = 4
      context.beginPath()
      context.moveTo(sx(a), sy(a))
      context.lineTo(sx(b), sy(b))
      context.stroke()
    }
  }

  const shrink = Math.min(1.3, Math.max(0.3, camera.scale))
  for (const [kind, nths] of byKind) {
    const [colour, shape] = lookOf(kind)
    context.fillStyle = colour
    context.beginPath()
    for (const nth of nths) {
      const [px, py] = [sx(nth), sy(nth)]
      if (!inView(px, py)) continue
      const r = radiusOf(degree[nth] ?? 0) * shrink
      if (shape === 'dot') {
        context.moveTo(px + r, py)
        context.arc(px, py, r, 0, Math.PI * 2)
      } else if (shape === 'square') context.rect(px - r * 0.9, py - r * 0.9, r * 1.8, r * 1.8)
      else {
        context.moveTo(px, py - r * 1.2)
        context.lineTo(px + r * 1.2, py)
        context.lineTo(px, py + r * 1.2)
        context.lineTo(px - r * 1.2, py)
        context.closePath()
      }
    }
    context.fill()
  }
  if (chosen >= 0) {
    context.strokeStyle = painted.ink
    context.lineWidth = 2.5
    context.beginPath()
    context.arc(sx(chosen), sy(chosen), radiusOf(degree[chosen] ?? 0) * shrink + 4, 0, Math.PI * 2)
    context.stroke()
  }
  paintLabels(context, painted, { sx, sy, inView, chosen, shrink })
}

interface Places {
  readonly sx: (nth: number) => number
  readonly sy: (nth: number) => number
  readonly inView: (px: number, py: number) => boolean
  readonly chosen: number
  readonly shrink: number
}

/** The chosen one and those with many lines first; none over another. */
function paintLabels(
  context: CanvasRenderingContext2D,
  { layout, labels, ink, camera, strong, byDegree }: Painted,
  { sx, sy, inView, chosen, shrink }: Places,
): void {
  const { degree, index } = layout
  const most = camera.scale > 0.8 ? MOST_LABELS * 2 : MOST_LABELS
  const order = [...(chosen < 0 ? [] : [chosen]), ...[...strong].flatMap((key) => index.get(key) ?? [])]
  for (const nth of byDegree) {
    if (order.length >= most) break
    if (inView(sx(nth), sy(nth))) order.push(nth)
  }
  const taken = new Set<string>()
  context.fillStyle = ink
  context.font = '12px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
  context.textAlign = 'center'
  for (const nth of order) {
    const text = labels[nth] ?? ''
    const short = text.length > 16 ? `${text.slice(0, 15)}…` : text
    const [px, py] = [sx(nth), sy(nth) + radiusOf(degree[nth] ?? 0) * shrink + 13]
    const half = context.measureText(short).width / 2
    const cells: string[] = []
    for (let cx = Math.floor((px - half) / 24); cx <= Math.floor((px + half) / 24); cx++)
      cells.push(
        `${String(cx)} ${String(Math.floor(py / 15))}`,
        `${String(cx)} ${String(Math.floor((py - 8) / 15))}`,
      )
    if (nth !== chosen && cells.some((cell) => taken.has(cell))) continue
    for (const cell of cells) taken.add(cell)
    context.fillText(short, px, py)
  }
}

/** The node under a point of the canvas, with room for a finger. */
export function nodeAt(
  { layout, camera, width, height }: Pick<Painted, 'layout' | 'camera' | 'width' | 'height'>,
  px: number,
  py: number,
): string | undefined {
  const [wx, wy] = [(px - width / 2) / camera.scale + camera.x, (py - height / 2) / camera.scale + camera.y]
  let best: string | undefined
  let nearest = Infinity
  layout.keys.forEach((key, nth) => {
    const far = Math.hypot((layout.x[nth] ?? 0) - wx, (layout.y[nth] ?? 0) - wy) * camera.scale
    if (far < nearest && far < radiusOf(layout.degree[nth] ?? 0) + 8) {
      nearest = far
      best = key
    }
  })
  return best
}

/** The line near a point, as its place among the lines. */
export function lineAt(
  { layout, camera, width, height }: Pick<Painted, 'layout' | 'camera' | 'width' | 'height'>,
  px: number,
  py: number,
): number | undefined {
  const [wx, wy] = [(px - width / 2) / camera.scale + camera.x, (py - height / 2) / camera.scale + camera.y]
  const { x, y, ends } = layout
  let best: number | undefined
  let nearest = 7 / camera.scale
  for (let at = 0; at < ends.length; at += 2) {
    const [a = 0, b = 0] = [ends[at], ends[at + 1]]
    const [ax, ay] = [x[a] ?? 0, y[a] ?? 0]
    const [lx, ly] = [(x[b] ?? 0) - ax, (y[b] ?? 0) - ay]
    const along = Math.max(0, Math.min(1, ((wx - ax) * lx + (wy - ay) * ly) / (lx * lx + ly * ly || 1)))
    const far = Math.hypot(ax + lx * along - wx, ay + ly * along - wy)
    if (far < nearest) {
      nearest = far
      best = at / 2
    }
  }
  return best
}
