/** The words of the board. */
import { useLanguage } from '../language.ts'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

export const boardLabel = { zh: '看板', en: 'Board' }
export const boardRecordsLabel = { zh: '看板所计件', en: 'Records counted on the board' }

const byLanguage = { zh: chinese, en: english }

export type BoardWords = typeof chinese

export const useBoardWords = (): BoardWords => byLanguage[useLanguage()]
