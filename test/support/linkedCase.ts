/** A case as the records linked with it know it, and who may do what on a record, for tests. */
import type { Declaration, Linked } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import { recordNo, type Act } from './specify.ts'

export const theCaseId = recordNo(5)

/** The case that the records of these tests are about: handled by the police of 南关, unless it tells otherwise. */
export const caseTelling = (
  told: Readonly<Record<string, unknown>> = {},
  more: Partial<Linked> = {},
): Linked => ({
  ...{ type: 'case', id: theCaseId, link: 'case', direction: 'from', state: 'investigating', closed: false },
  told: {
    ...{ label: 'triad', stage: 'investigation', handlingUnit: '220102:police' },
    ...{ procuratorate: '220102:procuratorate', court: '220102:court', area: '220102' },
    ...told,
  },
  ...more,
})

const IN_NO_CASE: readonly string[] = ['role may not', 'no signature of yours is open']

/** The actions that somebody may take from this state, whatever rules and input say besides. */
export function mayDo<D extends Declaration>(
  { actions }: D,
  state: string | undefined,
  refusals: (action: string) => readonly { readonly because: string }[],
): readonly string[] {
  return Object.entries(actions)
    .filter(([, { from }]) => state !== undefined && listOf(from).includes(state))
    .map(([name]) => name)
    .filter((name) => !refusals(name).some(({ because }) => IN_NO_CASE.includes(because)))
}

export type Case<D extends Declaration> = readonly [
  name: string,
  past: readonly Act<D>[],
  act: Act<D>,
  ...also: readonly string[],
]
