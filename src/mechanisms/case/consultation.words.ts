/** What a person reads about a consultation. */
export { chinese } from './consultation.words.zh.ts'
export { english } from './consultation.words.en.ts'
