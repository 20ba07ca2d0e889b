/**
 * The words of the portal. Chinese is written first; English has the same keys or does not compile.
 * What has legal effect (lengths of steps, lists to choose from) is not here: the office hands it in.
 */
import type { Language, Says } from './language.ts'
import { en } from './words.en.ts'
import { zh, type Words } from './words.zh.ts'

export type { Words }

const words: Readonly<Record<Language, Words>> = { zh, en }

export const wordsIn = (language: Language): Words => words[language]

/** One sentence in both languages. */
export const inBoth = (pick: (words: Words) => string): Says => ({ zh: pick(zh), en: pick(en) })
