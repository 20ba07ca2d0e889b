/** What a person reads about a leader’s charge. */
export { chinese } from './leaderCharge.words.zh.ts'
export { english } from './leaderCharge.words.en.ts'
