/**
 * A checklist of elements: for every row that the rulebook asks of a gate, whether it is met and by which evidence.
 *
 * The rows are dated data (`case.checklist`), each with its article; nobody passes a gate with a row left out, a row met
 * without evidence, or evidence that does not exist or was excluded as illegal (刑事诉讼法第五十六条).
 */
import { choice, group, list, listed, optional, personal, text, type ValueOf } from '#kernel/record/field.ts'
import { rowsThatHold } from '#kernel/rulebook/decisionTable.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'

/** The number of a piece of evidence within its case. */
export const evidenceNo = text({ max: 20 })

export const checklist = personal(
  list(
    group({
      element: listed('case.elements'),
      met: choice('met', 'notMet'),
      evidence: optional(list(evidenceNo, { max: 100 })),
      remark: optional(text({ max: 1000 })),
    }),
    { max: 60 },
  ),
)
export type Checks = ValueOf<typeof checklist>

/** The elements that this gate asks for of a case with this label, on the day of the act. */
export const elementsOf = (gate: string, label: string | undefined, rulebook: Rulebook): readonly string[] =>
  rowsThatHold(rulebook.table('case.checklist'), { gate, label }).map(({ then }) => String(then['element']))

/** Every row of the gate once, and no other. */
export function isComplete(checks: Checks | undefined, wanted: readonly string[]): boolean {
  const given = (checks ?? []).map(({ element }) => element)
  return (
    given.length === wanted.length &&
    new Set(given).size === given.length &&
    wanted.every((one) => given.includes(one))
  )
}

/** What is met is met by evidence: by pieces that are in the case and were not excluded. */
export const isProved = (
  checks: Checks | undefined,
  { known, excluded }: { readonly known: readonly string[]; readonly excluded: readonly string[] },
): boolean =>
  (checks ?? []).every(
    ({ met, evidence = [] }) =>
      (met === 'notMet' || evidence.length > 0) &&
      evidence.every((no) => known.includes(no) && !excluded.includes(no)),
  )

export const unmetIn = (checks: Checks | undefined): readonly string[] =>
  (checks ?? []).filter(({ met }) => met === 'notMet').map(({ element }) => element)

export const cites = (checks: Checks | undefined, some: readonly string[]): boolean =>
  (checks ?? []).some(({ evidence = [] }) => evidence.some((no) => some.includes(no)))
