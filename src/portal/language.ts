/**
 * In which language and size a page is shown. Carried in addresses and form fields, never in a cookie:
 * a borrowed telephone keeps no trace of it.
 */

export type Language = 'zh' | 'en'

/** The same sentence in both languages. */
export type Says = Readonly<Record<Language, string>>

export interface View {
  readonly language: Language
  readonly large: boolean
}

const isLanguage = (value: unknown): value is Language => value === 'zh' || value === 'en'

/** What the browser prefers; Chinese unless it puts English first. `q` decides, then the order. */
export function acceptedLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const q = rest.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined)
      return { language: tag.split('-')[0], q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ language, q }) => isLanguage(language) && q > 0)
    .toSorted((a, b) => b.q - a.q)
  return wanted[0]?.language === 'en' ? 'en' : 'zh'
}

/** The view that `?lang=` and `?text=` (or fields of the same names) ask for. */
export function viewOf(asked: { lang?: unknown; text?: unknown }, acceptLanguage: string | undefined): View {
  return {
    language: isLanguage(asked.lang) ? asked.lang : acceptedLanguage(acceptLanguage),
    large: asked.text === 'large',
  }
}

/** The address of one of our pages in this view. */
export const address = (path: string, { language, large }: View): string =>
  `${path}?lang=${language}${large ? '&text=large' : ''}`

/** A view as the value of a button, and back. */
export const viewName = ({ language, large }: View): string => `${language}${large ? '-large' : ''}`

export function findView(name: string | undefined): View | undefined {
  const [language, size] = (name ?? '').split('-')
  return isLanguage(language) ? { language, large: size === 'large' } : undefined
}
