/** What the records behind one number have in common, as it stands in the address of their list (GET /api/board/records). */
import type { Names, Spoken } from '../doors/shapes.ts'
import { ageBucket, type Board } from './board.ts'
import type { BoardWords } from './words.ts'

export type Slice = Readonly<Record<string, string>>

/** How what is not stated, or not seen, is asked for. */
const NOT_STATED = '-'
export const stated = (code: string | null): string => code ?? NOT_STATED

/** The slice in words: what is not known on the board of today is said by its code. */
export function sliceText(
  slice: Slice,
  board: Board,
  words: BoardWords,
  spoken: (said: Spoken) => string,
  /** Of people, whom the board itself does not name. */
  names: Names = {},
): string {
  const named = (label: Spoken | undefined, code: string): string =>
    code === NOT_STATED ? words.unsaid : label === undefined ? code : spoken(label)
  const yesOrNo = (yes: string, no: string) => (value: string) => (value === '1' ? yes : no)
  const says: Readonly<Record<string, (value: string) => string>> = {
    county: (code) => named(board.names[code], code),
    source: (code) => named(board.sources.find((source) => source.code === code)?.label, code),
    unit: (code) => named(board.names[code], code),
    state: (code) => named(board.states[code], code),
    outcome: (code) => named(board.outcomes[code], code),
    month: (month) => month,
    closed: yesOrNo(words.closed, words.open),
    verified: yesOrNo(words.verified, words.notVerified),
    rechecked: yesOrNo(words.rechecked, words.notRechecked),
    upheld: yesOrNo(words.upheld, words.notUpheld),
    overdue: yesOrNo(words.overdue, words.notOverdue),
    age: (nth) => words.age(...ageBucket(board.ageSteps, Number(nth))),
    earlier: (code) => named(board.verdicts[code], code),
    satisfaction: (code) => named(board.satisfactions[code], code),
    verifier: (person) => named(names[person], person),
    rung: (nth) => named(board.ladder[Number(nth) - 1]?.label, nth),
  }
  return Object.entries(slice)
    .flatMap(([name, value]) => {
      // An open record has no outcome: its step says it already.
      if (name === 'outcome' && value === NOT_STATED && slice['state'] !== undefined) return []
      const say = Object.hasOwn(says, name) ? says[name] : undefined
      return say === undefined ? [] : [say(value)]
    })
    .join(' · ')
}
