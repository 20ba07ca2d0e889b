/** Chinese unless somebody chose English in this browser. Words of types come from the server in both. */
import type { Language, Spoken } from './doors/shapes.ts'
import { remembered } from './remembered.ts'

const chosen = remembered<Language>('zs-language', ['zh', 'en'])

export const languageNow = chosen.get
export const useLanguage = chosen.use
export const chooseLanguage = chosen.set

/** `spoken(label)` in the language chosen. */
export function useSpoken(): (said: Spoken) => string {
  const language = useLanguage()
  return (said) => said[language]
}
