import type { PersonId } from '../record/field.ts'

/** Somebody who holds, held or may hold a post. */
export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly login?: string
}

/** A name as it is compared: compatibility forms folded, spaces and invisible characters gone. */
export const nameKey = (name: string): string => name.normalize('NFKC').replaceAll(/[\s\p{Cf}\p{Cc}]/gu, '')
