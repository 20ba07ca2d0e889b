/** The canvas: moves, zooms, chooses. Everything it shows is in the table as well. */
import { useEffect, useRef } from 'react'
import { useTheme } from '../theme.ts'
import { advanceLayout, layoutOf, type Layout } from './layout.ts'
import { lastPainted } from './lastPainted.ts'
import { lineAt, nodeAt, paint, type Camera } from './paint.ts'
import type { Picture } from './picture.ts'

interface CanvasProps {
  readonly picture: Picture
  readonly labels: ReadonlyMap<string, string>
  readonly selected: string | undefined
  readonly selectedLine: string | undefined
  readonly strong: ReadonlySet<string>
  readonly says: string
  readonly select: (key: string | undefined) => void
  readonly selectLine: (id: string | undefined) => void
  readonly expand: (key: string) => void
  readonly toTable: () => void
  /** Where the page puts what it may ask of the canvas. */
  readonly handle: { current: CanvasHandle | null }
}

export interface CanvasHandle {
  fit(): void
  zoom(by: number): void
}

const FRAME = 10
/** More lines than this take longer than a frame to paint. */
const MANY_LINES = 4000
/** A hand that has not moved for so long rests. */
const REST = 120

export function Canvas(props: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const now = useRef(props)
  const layout = useRef<Layout>(layoutOf([], []))
  const sorted = useRef<{ byKind: ReadonlyMap<string, readonly number[]>; byDegree: readonly number[] }>({
    byKind: new Map(),
    byDegree: [],
  })
  const camera = useRef<Camera>({ x: 0, y: 0, scale: 1 })
  const redraw = useRef<() => void>(() => undefined)
  const follows = useRef(true)
  const theme = useTheme()
  const { picture } = props

  useEffect(() => {
    now.current = props
    redraw.current()
  })

  useEffect(() => {
    layout.current = layoutOf([...picture.nodes.keys()], [...picture.lines.values()], layout.current)
    const { keys, degree } = layout.current
    const nths = [...keys.keys()]
    sorted.current = {
      byKind: Map.groupBy(nths, (nth) => picture.nodes.get(keys[nth] ?? '')?.kind ?? ''),
      byDegree: nths.toSorted((one, other) => (degree[other] ?? 0) - (degree[one] ?? 0)),
    }
    follows.current = true
    redraw.current()
  }, [picture])

  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (element === null || context === undefined || context === null) return undefined
    let waiting = 0
    const styles = getComputedStyle(document.documentElement)
    const colour = (name: string) => styles.getPropertyValue(name).trim()
    const colours = {
      ink: colour('--ink'),
      faint: colour('--faint'),
      line: colour('--faint'),
      mark: colour('--focus'),
    }
    const size = () => ({ width: element.clientWidth, height: element.clientHeight })

    const before = lastPainted(element, context)
    const pointers = new Map<number, { x: number; y: number }>()
    let moved = 0
    let resting: ReturnType<typeof setTimeout> | undefined
    /** One finger or the mouse moves a graph that takes long to paint. */
    const isDragged = () => pointers.size === 1 && moved > 4 && layout.current.ends.length > MANY_LINES * 2

    let lastNamed: { readonly of: ReadonlyMap<string, string>; readonly list: readonly string[] } | undefined
    /** The names in the order of the layout, made anew when either changed. */
    const named = (labels: ReadonlyMap<string, string>): readonly string[] => {
      const { keys } = layout.current
      if (lastNamed?.of !== labels || lastNamed.list.length !== keys.length)
        lastNamed = { of: labels, list: keys.map((key) => labels.get(key) ?? '') }
      return lastNamed.list
    }
    const fit = () => {
      const { x, y } = layout.current
      if (x.length === 0) return
      const [left, right] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))]
      const [top, bottom] = [y.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.max(a, b))]
      const { width, height } = size()
      camera.current = {
        x: (left + right) / 2,
        y: (top + bottom) / 2,
        scale: Math.min(2.2, width / (right - left + 160), height / (bottom - top + 120)),
      }
    }
    const draw = () => {
      waiting = 0
      const { picture: shown, labels, selected, selectedLine, strong } = now.current
      const began = performance.now()
      let moves = false
      // As many rounds as fit into a part of the frame, so that the page never stands still.
      do moves = advanceLayout(layout.current)
      while (moves && performance.now() - began < FRAME)
      if (follows.current) fit()
      const { width, height } = size()
      if (!moves && isDragged()) {
        clearTimeout(resting)
        resting = setTimeout(anew, REST)
        if (before.move(camera.current)) return
      }
      const dense = window.devicePixelRatio
      if (element.width !== width * dense || element.height !== height * dense) {
        element.width = width * dense
        element.height = height * dense
      }
      context.setTransform(dense, 0, 0, dense, 0, 0)
      const line = selectedLine === undefined ? undefined : shown.lines.get(selectedLine)
      paint(context, {
        ...{ layout: layout.current, camera: camera.current, selected, strong, width, height, ...colours },
        ...sorted.current,
        labels: named(labels),
        selectedLine: line === undefined ? undefined : [line.a, line.b],
      })
      if (!moves && isDragged()) before.keep(camera.current)
      element.dataset['settled'] = String(!moves)
      if (moves) ask()
    }
    const ask = () => {
      if (waiting === 0) waiting = requestAnimationFrame(draw)
    }
    const anew = () => {
      before.forget()
      ask()
    }
    redraw.current = anew
    const zoomAt = (by: number, px: number, py: number) => {
      const { width, height } = size()
      const before = camera.current
      const scale = Math.min(4, Math.max(0.02, before.scale * by))
      const [wx, wy] = [
        (px - width / 2) / before.scale + before.x,
        (py - height / 2) / before.scale + before.y,
      ]
      camera.current = { scale, x: wx - (px - width / 2) / scale, y: wy - (py - height / 2) / scale }
      follows.current = false
      ask()
    }
    now.current.handle.current = {
      fit() {
        follows.current = true
        ask()
      },
      zoom(by) {
        const { width, height } = size()
        zoomAt(by, width / 2, height / 2)
      },
    }

    const at = (event: PointerEvent | WheelEvent) => {
      const box = element.getBoundingClientRect()
      return { x: event.clientX - box.left, y: event.clientY - box.top }
    }
    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, at(event))
      moved = 0
    }
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId)
      if (before === undefined) return
      const here = at(event)
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place)
      moved += Math.hypot(here.x - before.x, here.y - before.y)
      if (other !== undefined) {
        const [far, was] = [
          Math.hypot(here.x - other.x, here.y - other.y),
          Math.hypot(before.x - other.x, before.y - other.y),
        ]
        zoomAt(far / (was || 1), (here.x + other.x) / 2, (here.y + other.y) / 2)
      } else if (moved > 4) {
        const { scale } = camera.current
        camera.current.x -= (here.x - before.x) / scale
        camera.current.y -= (here.y - before.y) / scale
        follows.current = false
      }
      pointers.set(event.pointerId, here)
      ask()
    }
    const up = (event: PointerEvent) => {
      const here = at(event)
      pointers.delete(event.pointerId)
      if (moved > 4) {
        anew()
        return
      }
      const seen = { layout: layout.current, camera: camera.current, ...size() }
      const key = nodeAt(seen, here.x, here.y)
      const line = key === undefined ? lineAt(seen, here.x, here.y) : undefined
      follows.current = false
      if (line !== undefined) now.current.selectLine([...now.current.picture.lines.keys()][line])
      else now.current.select(key)
    }
    const twice = (event: MouseEvent) => {
      const { selected, expand } = now.current
      event.preventDefault()
      if (selected !== undefined) expand(selected)
    }
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const { x, y } = at(event)
      zoomAt(Math.exp(-event.deltaY / 400), x, y)
    }
    const key = (event: KeyboardEvent) => {
      const { selected, expand, select, toTable } = now.current
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
      if (way !== undefined) select(nearestIn(layout.current, selected, way[0] ?? 0, way[1] ?? 0))
      else if (event.key === 'Enter' && selected !== undefined) expand(selected)
      else if (event.key === '+' || event.key === '=') now.current.handle.current?.zoom(1.3)
      else if (event.key === '-') now.current.handle.current?.zoom(1 / 1.3)
      else if (event.key === '0') now.current.handle.current?.fit()
      else if (event.key === 't' || event.key === 'T') toTable()
      else if (event.key === 'Escape') select(undefined)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', up)
    element.addEventListener('pointercancel', up)
    element.addEventListener('dblclick', twice)
    element.addEventListener('wheel', wheel, { passive: false })
    element.addEventListener('keydown', key)
    const resized = new ResizeObserver(ask)
    resized.observe(element)
    ask()
    return () => {
      cancelAnimationFrame(waiting)
      clearTimeout(resting)
      resized.disconnect()
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', up)
      element.removeEventListener('pointercancel', up)
      element.removeEventListener('dblclick', twice)
      element.removeEventListener('wheel', wheel)
      element.removeEventListener('keydown', key)
    }
  }, [theme])

  return (
    <canvas ref={canvas} className="graph-canvas" tabIndex={0} role="application" aria-label={props.says} />
  )
}

/** The nearest node in that direction; without a chosen one the first. */
function nearestIn(layout: Layout, from: string | undefined, wx: number, wy: number): string | undefined {
  const at = from === undefined ? undefined : layout.index.get(from)
  if (at === undefined) return layout.keys[0]
  let best = from
  let least = Infinity
  layout.keys.forEach((key, nth) => {
    const [px, py] = [(layout.x[nth] ?? 0) - (layout.x[at] ?? 0), (layout.y[nth] ?? 0) - (layout.y[at] ?? 0)]
    const along = px * wx + py * wy
    const beside = Math.abs(px * wy) + Math.abs(py * wx)
    if (nth === at || along <= beside * 0.5) return
    if (along + beside * 2 < least) {
      least = along + beside * 2
      best = key
    }
  })
  return best
}
