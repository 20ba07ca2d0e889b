/** What a person reads about a listing. */
export { chinese } from './listing.words.zh.ts'
export { english } from './listing.words.en.ts'
