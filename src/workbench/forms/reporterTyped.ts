/**
 * Who reports, as it stands in plain in the form that seals it, and nowhere else: the form takes their name and numbers out of
 * what they tell before it is sent (portal/ownWords.ts). Never part of the values of the form, which go to the server as they
 * are typed.
 */
import { createContext, type RefObject } from 'react'
import { freeTexts, textsWithoutOwnWords, type OwnWords } from '#portal/ownWords.ts'
import type { Values } from '../doors/shapes.ts'

export const ReporterTyped = createContext<RefObject<OwnWords>>({ current: {} })

/** The texts in which something gives way, as they read then. */
export function maskedValues(values: Values, own: OwnWords, stand: string): Values {
  const textOf = (name: string): string => {
    const text = values[name]
    return typeof text === 'string' ? text : ''
  }
  return Object.fromEntries(textsWithoutOwnWords(freeTexts, textOf, own, stand))
}
