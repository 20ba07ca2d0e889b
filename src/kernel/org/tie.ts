/**
 * A declared tie: kinship or interest that keeps a person out of a matter. The kinds follow the grounds
 * for withdrawal (CPL arts 29, 30; Civil Servant Law art 76; Supervision Law art 67).
 */
import type { PersonId, UnitId } from '../record/field.ts'
import type { Period } from './period.ts'

export const tieKinds = [
  'spouse',
  'parent',
  'child',
  'sibling',
  'inLaw',
  'otherKin',
  'closeFriend',
  'classmate',
  'formerColleague',
  'formerSuperior',
  'businessInterest',
  'creditorOrDebtor',
  'dispute',
] as const
export type TieKind = (typeof tieKinds)[number]

export interface Tie extends Period {
  readonly id: string
  readonly person: PersonId
  readonly other: TiedTo
  readonly kind: TieKind
}

/** An official, a unit, or somebody outside (a relative's name). A tie binds both officials alike. */
export type TiedTo =
  | { readonly person: PersonId; readonly unit?: never; readonly name?: never }
  | { readonly unit: UnitId; readonly person?: never; readonly name?: never }
  | { readonly name: string; readonly person?: never; readonly unit?: never }
