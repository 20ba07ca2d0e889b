import type { Language } from './language.ts'

/** A refusal whose sentence is always the same. */
export const plain = (status: number, zh: string, en: string) => ({
  status,
  says: (_: unknown, language: Language) => (language === 'zh' ? zh : en),
})
