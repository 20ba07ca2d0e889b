/**
 * What was painted last, moved along while a hand drags a large graph: painting ten thousand nodes anew takes longer than
 * a frame has. What comes into view at the edges is painted when the hand rests.
 */
import type { Camera } from './paint.ts'

export interface LastPainted {
  /** Keeps what stands on the canvas, painted as this camera sees it. */
  keep(camera: Camera): void
  forget(): void
  /** Draws it where the camera is now; false where nothing is kept, or at another scale. */
  move(camera: Camera): boolean
}

export function lastPainted(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): LastPainted {
  const kept = document.createElement('canvas')
  let seenBy: Camera | undefined
  return {
    keep(camera) {
      kept.width = canvas.width
      kept.height = canvas.height
      kept.getContext('2d')?.drawImage(canvas, 0, 0)
      seenBy = { ...camera }
    },
    forget() {
      seenBy = undefined
    },
    move({ x, y, scale }) {
      if (seenBy?.scale !== scale || kept.width !== canvas.width || kept.height !== canvas.height)
        return false
      const far = scale * window.devicePixelRatio
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, canvas.width, canvas.height)
      context.drawImage(kept, (seenBy.x - x) * far, (seenBy.y - y) * far)
      return true
    },
  }
}
