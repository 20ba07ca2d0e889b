/**
 * What the server would say of a form as it stands: asked a moment after somebody stopped typing, by the same rules that
 * decide the act (POST …/consider). Nothing is done; an answer to what stood there before is dropped.
 */
import { useEffect, useState } from 'react'
import { ask } from '../doors/ask.ts'
import type { Considered, Values } from '../doors/shapes.ts'

const PAUSE = 600

/** Undefined until the first answer; the last answer while the next is awaited. */
export function useConsidering(path: string, input: Values, isOn: boolean): Considered | undefined {
  const [considered, setConsidered] = useState<Considered>()
  const content = JSON.stringify(input)
  useEffect(() => {
    if (!isOn) return undefined
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      ask<Considered>(`${path}/consider`, {
        method: 'POST',
        // What it was made of a moment ago.
        json: JSON.parse(content) as Values,
        signal: leaving.signal,
      })
        .then((answered) => {
          if ('body' in answered && !leaving.signal.aborted) setConsidered(answered.body)
        })
        // Left, or typed on.
        .catch(() => undefined)
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [path, content, isOn])
  return considered
}
