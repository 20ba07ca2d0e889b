import { useLanguage } from '../language.ts'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

const byLanguage = { zh: chinese, en: english }

export const useGraphWords = (): typeof chinese => byLanguage[useLanguage()]
