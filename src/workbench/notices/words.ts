import { useLanguage } from '../language.ts'
import { english } from './words.en.ts'
import { chinese } from './words.zh.ts'

export const useNoticeWords = () => ({ zh: chinese, en: english })[useLanguage()]
