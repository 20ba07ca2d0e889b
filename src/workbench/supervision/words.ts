/** The words of the wall of listed cases. */
import { useLanguage } from '../language.ts'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

const byLanguage = { zh: chinese, en: english }

export const useWallWords = (): typeof chinese => byLanguage[useLanguage()]
