/** What a person reads about a compulsory measure. */
export { chinese } from './custody.words.zh.ts'
export { english } from './custody.words.en.ts'
