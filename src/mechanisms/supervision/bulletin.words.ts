/** What a person reads about a weekly bulletin. */
export { chinese } from './bulletin.words.zh.ts'
export { english } from './bulletin.words.en.ts'
