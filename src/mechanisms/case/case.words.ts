/** What a person reads about a case: the words of the declaration, and those that a declaration has no place for. */
import { chinese } from './case.words.zh.ts'
import { english } from './case.words.en.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

/** The choices inside groups, by the name of the part. Parts of kind `listed` get theirs from the rulebook. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
}
