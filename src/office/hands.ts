/** How the scripted office reaches the system: in the same process, or over HTTP as anybody would. */
import type { FileRef, PersonId, RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import type { Desk } from './desk.ts'
import type { Input, RefusedBecause, View, Who } from './view.ts'

export interface Acted {
  readonly id: RecordId
  readonly number: string
  readonly state: string
  readonly version: number
  /** Of a report that a citizen sent. */
  readonly code?: string
}

export type Answer =
  { readonly done: Acted } | { readonly refused: readonly [RefusedBecause, ...RefusedBecause[]] }

export interface ActOptions {
  readonly at: Instant
  readonly ifMatch?: number
  readonly idempotencyKey?: string
}

export interface Hands {
  /** Who holds which post, as the world the hands act in knows it at this moment. */
  desk(at: Instant): Desk
  /** As it stands, with everything that whoever directs it sees. */
  view(type: string, id: RecordId): Promise<View | undefined>
  act(
    who: Who,
    type: string,
    id: RecordId | undefined,
    action: string,
    input: Input,
    options: ActOptions,
  ): Promise<Answer>
  /** The earlier reports that the clerk is shown and has to judge. */
  earlier(person: PersonId, id: RecordId): Promise<readonly RecordId[]>
  /** The parts of a clue that went to other organs; the complaint that came out of a petition. */
  partsOf(origin: RecordId): Promise<readonly RecordId[]>
  upload(person: PersonId, name: string, text: string): Promise<FileRef>
}
