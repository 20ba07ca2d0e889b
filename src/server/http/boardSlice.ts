/** Which number of the board is asked about: the query of the address, checked. `-` stands for not stated or not seen. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { person, unit as unitField } from '#kernel/record/field.ts'
import type { BoardSlice } from '#store/search/board.ts'
import { bad, type BadParameter, type Query } from './parameters.ts'

type Reader = (text: string) => string | number | boolean | null | undefined

const NOT_STATED = '-'
const orNotStated =
  (isOne: (text: string) => boolean): Reader =>
  (text) =>
    text === NOT_STATED ? null : isOne(text) ? text : undefined
const isCode = (text: string): boolean => /^\w{1,60}$/.test(text)
const yesOrNo: Reader = (text) => (text === '1' ? true : text === '0' ? false : undefined)
const nth =
  (least: number, most: number): Reader =>
  (text) =>
    /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined

interface Steps {
  readonly ages: number
  /** None for a past day: clocks, and what is said before and after, are known for the present only. */
  readonly rungs: number | undefined
}

export function boardSliceOf(
  query: Query,
  declaration: Declaration,
  steps: Steps,
): BoardSlice | BadParameter {
  const presentOnly = (read: Reader): Reader => (steps.rungs === undefined ? () => undefined : read)
  const readers: Readonly<Record<keyof BoardSlice, Reader>> = {
    county: orNotStated((text) => /^(?:\d{4}|\d{6})$/.test(text)),
    source: orNotStated(isCode),
    outcome: orNotStated(isCode),
    unit: orNotStated((text) => unitField.accepts(text)),
    state: (text) => (Object.hasOwn(declaration.states, text) ? text : undefined),
    month: (text) => (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined),
    closed: yesOrNo,
    verified: yesOrNo,
    rechecked: yesOrNo,
    upheld: yesOrNo,
    overdue: presentOnly(yesOrNo),
    age: nth(0, steps.ages),
    rung: nth(1, steps.rungs ?? 0),
    earlier: presentOnly((text) => (isCode(text) ? text : undefined)),
    satisfaction: presentOnly((text) => (isCode(text) ? text : undefined)),
    verifier: presentOnly((text) => (person.accepts(text) ? text : undefined)),
  }
  const slice: Record<string, string | number | boolean | null> = {}
  for (const [name, read] of Object.entries(readers)) {
    const [text, ...more] = query[name] ?? []
    if (text === undefined) continue
    const value = more.length > 0 ? undefined : read(text)
    if (value === undefined)
      return bad(name, { zh: '看板给出的值，只能有一个', en: 'one value, as the board gives it' })
    slice[name] = value
  }
  return slice
}
