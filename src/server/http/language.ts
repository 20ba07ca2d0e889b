/** In which language somebody is answered: `?lang=` first, then what the browser prefers, else Chinese. */
import type { FastifyRequest } from 'fastify'

export type Language = 'zh' | 'en'

/** The same sentence in both languages. */
export interface Spoken {
  readonly zh: string
  readonly en: string
}

export function languageOf(request: Pick<FastifyRequest, 'query' | 'headers'>): Language {
  const { query } = request
  if (typeof query === 'object' && query !== null && 'lang' in query) {
    if (query.lang === 'en') return 'en'
    if (query.lang === 'zh') return 'zh'
  }
  return preferred(request.headers['accept-language'])
}

function preferred(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(/;\s*q=/)
      return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q) }
    })
    .filter(({ language, weight }) => (language === 'zh' || language === 'en') && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return wanted[0]?.language === 'en' ? 'en' : 'zh'
}
