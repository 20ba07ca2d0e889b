/** The words of the board. */
import { useLanguage } from '../language.ts'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

export const boardLabel = { zh: '看板', en: 'Board' }

const byLanguage = { zh: chinese, en: english }

export const useBoardWords = (): typeof chinese => byLanguage[useLanguage()]
