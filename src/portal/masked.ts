/** What a form tells in the reporter's own words, looked through once for their own name and numbers (ownWords.ts). */
import type { FormBody } from './formBody.ts'
import { textsWithoutOwnWords, type OwnWords } from './ownWords.ts'

export interface Masked {
  /** With other words where they stood, and the sign that it was shown. */
  readonly form: FormBody
  /** The texts that were changed. */
  readonly masked: readonly string[]
}

/** Undefined where nothing gives way, or where it was shown before: it is their text, they are asked once. */
export function findMasked(
  form: FormBody,
  names: readonly string[],
  own: OwnWords,
  stand: string,
): Masked | undefined {
  if (form.text('ownWords') !== '') return undefined
  const changed = textsWithoutOwnWords(names, form.text, own, stand)
  if (changed.size === 0) return undefined
  const text = (name: string): string =>
    name === 'ownWords' ? 'seen' : (changed.get(name) ?? form.text(name))
  return { form: { ...form, text }, masked: [...changed.keys()] }
}
