/**
 * What a citizen can open here: one row for each type of record, by its name. A row says which questions its form asks, in
 * the names of the type's own fields; how long a text may be is the declaration's. Words: `about` in words.zh.ts and
 * words.en.ts; the doors behind it: src/server/publicTypes.ts.
 */
import type { Field, FieldMap } from '#kernel/record/field.ts'
import { fields as clueFields, reportedPerson } from '#mechanisms/clue/clue.fields.ts'
import { fields as complaintFields, reportedStaff } from '#mechanisms/complaint/complaint.fields.ts'
import { fields as petitionFields, officialTold } from '#mechanisms/petition/petition.fields.ts'

export const publicTypes = ['clue', 'petition', 'complaint'] as const
export type PublicTypeName = (typeof publicTypes)[number]

/** The type of that name; a report that says nothing of it is a clue (Contract). */
export const findPublicType = (name: unknown): PublicTypeName | undefined =>
  name === undefined || name === '' ? 'clue' : publicTypes.find((one) => one === name)

/** Members that only some types have. Category, title, content, day, area and who reports are asked by all. */
export type Question =
  | 'claim'
  | 'concernedOrgan'
  | 'caseNumber'
  | 'procedureOpen'
  | 'staffOrgan'
  | 'occurredAt'
  | 'trade'
  | 'focus'
  | 'loss'
  | 'weapons'
  | 'minors'
  | 'stillGoingOn'
  | 'umbrellaSuspected'
  | 'umbrellaFacts'

export type PersonQuestion = 'name' | 'alias' | 'unitName' | 'post' | 'address' | 'phone'

export interface PublicForm {
  readonly type: PublicTypeName
  readonly fields: FieldMap
  readonly asks: readonly Question[]
  /** Besides category, title and content. */
  readonly required: readonly Question[]
  readonly person: FieldMap
  readonly asksOfPersons: readonly PersonQuestion[]
  readonly asksWhetherOfficial: boolean
}

export const publicForms: Readonly<Record<PublicTypeName, PublicForm>> = {
  clue: {
    type: 'clue',
    fields: clueFields,
    asks: [
      'occurredAt',
      'loss',
      'trade',
      'focus',
      'stillGoingOn',
      'weapons',
      'minors',
      'umbrellaSuspected',
      'umbrellaFacts',
    ],
    required: [],
    person: reportedPerson.parts,
    asksOfPersons: ['name', 'alias', 'unitName', 'post', 'address', 'phone'],
    asksWhetherOfficial: true,
  },
  petition: {
    type: 'petition',
    fields: petitionFields,
    asks: ['claim', 'concernedOrgan', 'caseNumber', 'procedureOpen'],
    required: ['claim'],
    person: officialTold.parts,
    asksOfPersons: ['name', 'unitName', 'post'],
    asksWhetherOfficial: false,
  },
  complaint: {
    type: 'complaint',
    fields: complaintFields,
    asks: ['staffOrgan', 'stillGoingOn'],
    required: [],
    person: reportedStaff.parts,
    asksOfPersons: ['name', 'unitName', 'post'],
    asksWhetherOfficial: false,
  },
}

export function fieldOf(fields: FieldMap, name: string): Field<unknown> {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (field === undefined) throw new Error(`the type has no field ${name}`)
  return field
}
