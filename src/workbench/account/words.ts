/** The words of accounts: signing in, factors, sessions, and the accounts of others. */
import { useLanguage } from '../language.ts'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

const byLanguage = { zh: chinese, en: english }

export const useAccountWords = (): typeof chinese => byLanguage[useLanguage()]
