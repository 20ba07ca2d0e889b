/**
 * The board on a wall: full screen, in large type, one part after the other, without menu, links or the name of whoever is
 * signed in. Space holds and goes on, the arrows turn, Escape ends.
 */
import { Button } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useBoardWords } from './words.ts'

interface Part {
  readonly key: string
  readonly shown: ReactNode
}

interface PresentationProps {
  readonly title: string
  readonly parts: readonly Part[]
  readonly end: () => void
}

/** How long each part stands, in milliseconds. */
const STANDS = 20_000

export function Presentation({ title, parts, end }: PresentationProps) {
  const words = useBoardWords()
  const place = useRef<HTMLDivElement>(null)
  const [nth, setNth] = useState(0)
  const [isHeld, setIsHeld] = useState(false)
  const turn = (by: number): void => setNth((now) => (now + by + parts.length) % parts.length)
  useEffect(() => {
    const whole = place.current
    // Where the browser does not let it, the page is covered all the same.
    void whole?.requestFullscreen().catch(() => undefined)
    whole?.focus()
    const left = (): void => {
      if (document.fullscreenElement === null) end()
    }
    document.addEventListener('fullscreenchange', left)
    return () => {
      document.removeEventListener('fullscreenchange', left)
      if (document.fullscreenElement !== null) void document.exitFullscreen()
    }
  }, [])
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => turn(1), STANDS)
    return () => clearTimeout(timer)
  }, [nth, isHeld, parts.length])
  return (
    <div
      ref={place}
      className="presentation board"
      role="dialog"
      aria-modal="true"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        const acts: Readonly<Record<string, () => void>> = {
          ArrowRight: () => turn(1),
          ArrowLeft: () => turn(-1),
          Escape: end,
          // A button that is pressed with the space bar does its own.
          ...(event.target === event.currentTarget ? { ' ': () => setIsHeld(!isHeld) } : {}),
        }
        const act = acts[event.key]
        if (act === undefined) return
        event.preventDefault()
        event.stopPropagation()
        act()
      }}
    >
      <div className="page-head">
        <p className="presentation-title">{title}</p>
        <div className="board-tools">
          <span className="faint">{words.partOf(nth + 1, parts.length)}</span>
          <Button onClick={() => turn(-1)} aria-label={words.previousPart}>
            ←
          </Button>
          <Button onClick={() => setIsHeld(!isHeld)} aria-pressed={isHeld}>
            {isHeld ? words.goOn : words.hold}
          </Button>
          <Button onClick={() => turn(1)} aria-label={words.nextPart}>
            →
          </Button>
          <Button onClick={end}>{words.endPresentation}</Button>
        </div>
      </div>
      {/* Numbers lead nowhere from a wall. */}
      <div className="presentation-part" inert>
        {parts[nth]?.shown}
      </div>
    </div>
  )
}
