/**
 * What was typed and not sent, for as long as the page is open: a form that is closed by mistake is found again as it
 * was. In memory only; what is written here may be a secret.
 */
import type { Values } from '../doors/shapes.ts'

const drafts = new Map<string, Values>()

export const findDraft = (key: string): Values | undefined => drafts.get(key)
export const keepDraft = (key: string, values: Values): void => {
  drafts.set(key, values)
}
export const forgetDraft = (key: string): void => {
  drafts.delete(key)
}
export const forgetDrafts = (): void => {
  drafts.clear()
}

/** The browser asks before the page goes while something that was typed has not been sent. */
export function askBeforeLeaving(): void {
  window.addEventListener('beforeunload', (event) => {
    if (drafts.size > 0) event.preventDefault()
  })
}
