/** What a person reads about a designation. */
export { chinese } from './designation.words.zh.ts'
export { english } from './designation.words.en.ts'
