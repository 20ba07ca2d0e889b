import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import type { Opened } from '../office/office.ts'

/** A record somebody has before them, and who they are. */
export interface AtRecord {
  readonly declaration: Declaration
  readonly opened: Opened
  readonly person: PersonId
  /** All roles they have on it, in whichever of their posts. */
  readonly roles: readonly string[]
}
