/**
 * What the server would say of a form as it stands: asked a moment after somebody stopped typing, by the same rules that
 * decide the act (POST …/consider). Nothing is done; an answer to what stood there before is dropped.
 */
import { useEffect, useState } from 'react'
import { ask } from '../doors/ask.ts'
import type { Considered, Values } from '../doors/shapes.ts'

const PAUSE = 600

export interface Answer extends Considered {
  /** What the form said when it was asked. */
  readonly of: Values
}

/** Undefined until the first answer; the last answer while the next is awaited. */
export function useConsidering(path: string, input: Values, isOn: boolean): Answer | undefined {
  const [considered, setConsidered] = useState<Answer>()
  const content = JSON.stringify(input)
  useEffect(() => {
    if (!isOn) return undefined
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      // What it was made of a moment ago.
      const of = JSON.parse(content) as Values
      ask<Considered>(`${path}/consider`, { method: 'POST', json: of, signal: leaving.signal })
        .then((answered) => {
          if ('body' in answered && !leaving.signal.aborted) setConsidered({ ...answered.body, of })
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
