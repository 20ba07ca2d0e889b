/** What the parts of a gang case share: the hands they act through, where it happens, who sits where. */
import type { Directory } from '#kernel/org/directory.ts'
import type { FileRef, PersonId, RecordId, UnitId } from '#kernel/record/field.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import type { PlainDate } from '#kernel/time.ts'

export type Input = Readonly<Record<string, unknown>>

export interface CaseHands {
  readonly org: Directory
  today(): PlainDate
  rulebook(): Rulebook
  /** Does it, and throws with the refusal where it is refused. The id of the record. */
  act(
    person: PersonId | 'import',
    type: string,
    id: RecordId | undefined,
    action: string,
    input: Input,
  ): Promise<RecordId>
  /** The fields of a record as it stands, with its state. */
  read(type: string, id: RecordId): Promise<Readonly<Record<string, unknown>> & { readonly state: string }>
  /** Records of a type that refer to this one, oldest first. */
  linkedTo(id: RecordId, type: string): Promise<readonly RecordId[]>
  /** The earlier reports that whoever registers has to judge. */
  earlier(person: PersonId, id: RecordId): Promise<readonly RecordId[]>
  upload(person: PersonId, name: string, text: string): Promise<FileRef>
}

/** Where it happens: the county of the gang, another county of the same prefecture, the prefecture. */
export interface CasePlaces {
  readonly home: string
  readonly other: string
  readonly above: string
  readonly province: string
  /** What people call the gang's place: the case bears its name. */
  readonly name: string
}

/** What was told in ten reports: title and content. */
export type Told = readonly { readonly title: string; readonly content: string }[]

/** What all parts of the story share. */
export interface Scene {
  readonly hands: CaseHands
  readonly places: CasePlaces
  readonly unit: (place: string, organ: string) => UnitId
  /** Whoever holds a post of a unit, the first unless said. */
  readonly seat: (post: string, place: string, organ: string, nth?: number) => PersonId
  readonly on: (days?: number) => PlainDate
}

/** Days to wait. */
export type Waiting<Result> = AsyncGenerator<number, Result, undefined>

/** The case once it is filed. */
export interface Filed {
  readonly id: RecordId
  readonly number: string
  /** Acts on the case. */
  act(person: PersonId, action: string, input?: Input): Promise<RecordId>
}
