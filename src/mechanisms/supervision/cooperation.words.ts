/** What a person reads about a request for co-operation. */
export { chinese } from './cooperation.words.zh.ts'
export { english } from './cooperation.words.en.ts'
