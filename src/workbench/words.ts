/** The workbench's own words; what types of record say comes from the server. */
import { useLanguage } from './language.ts'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

export type Words = typeof chinese

const byLanguage: { readonly zh: Words; readonly en: Words } = { zh: chinese, en: english }

export const useWords = (): Words => byLanguage[useLanguage()]
