/**
 * Who reports, as it stands in plain in the form that seals it, and nowhere else: the form takes their name and numbers out of
 * what they tell before it is sent (portal/ownWords.ts). Never part of the values of the form, which go to the server as they
 * are typed.
 */
import { createContext, type RefObject } from 'react'
import { freeTexts, withoutOwnWords, type OwnWords } from '#portal/ownWords.ts'
import type { Values } from '../doors/shapes.ts'

export const ReporterTyped = createContext<RefObject<OwnWords>>({ current: {} })

/** The texts in which something gives way, as they read then. */
export function maskedValues(values: Values, own: OwnWords, stand: string): Values {
  return Object.fromEntries(
    freeTexts.flatMap((name) => {
      const text = values[name]
      if (typeof text !== 'string') return []
      const masked = withoutOwnWords(text, own, stand)
      return masked === text ? [] : [[name, masked] as const]
    }),
  )
}
