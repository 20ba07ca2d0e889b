/**
 * A tenure: a person holds a post in a unit, from a day to a day. Deputies and delegates hold tenures too,
 * so that who acted, and for whom, is never read from a session.
 */
import type { PersonId, UnitId } from '../record/field.ts'
import type { Period } from './period.ts'

export interface Tenure extends Period {
  readonly id: string
  readonly person: PersonId
  readonly post: string
  readonly unit: UnitId
  readonly kind: 'appointed' | 'deputy' | 'delegated'
  /** The tenure whose holder a deputy or delegate stands in for. */
  readonly standsInFor?: string
  /** A delegation may be limited to some types of record. */
  readonly onlyTypes?: readonly string[]
}

/** Whether the tenure can be used for records of this type; which day it is, is not asked here. */
export const covers = (tenure: Tenure, type: string): boolean =>
  tenure.onlyTypes === undefined || tenure.onlyTypes.includes(type)
