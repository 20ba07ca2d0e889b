/** Chinese unless somebody chose English in this browser. Words of types come from the server in both. */
import type { Language, Spoken } from './doors/shapes.ts'
import { stored } from './stored.ts'

const KEY = 'zs-language'

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    // A browser that keeps nothing.
    return 'zh'
  }
}

const chosen = stored<Language>(remembered())

export const languageNow = chosen.get
export const useLanguage = chosen.use

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Then it is chosen for this page only.
  }
  chosen.set(language)
}

/** `spoken(label)` in the language chosen. */
export function useSpoken(): (said: Spoken) => string {
  const language = useLanguage()
  return (said) => said[language]
}
