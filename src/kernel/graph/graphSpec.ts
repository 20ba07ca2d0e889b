/**
 * What of a record is drawn in the graph: which of its fields tell of persons, companies, officials, places, numbers
 * and other records. A type that says nothing of it is not in the graph.
 */

/**
 * How a field is drawn. `record`: whatever records it refers to. `official`, `unit`, `place`: by their id or code.
 * `named`: whom the record names. `number`: the field is one telephone, identity, account, plate or credit-code number.
 * `numbersInText`: those found in what somebody wrote. `person`, `company`: the field is a name. `address`: an address.
 * `standsFor`: the key of another node that is this record.
 */
export type Drawn<Field extends string = string> =
  | 'record'
  | 'official'
  | 'unit'
  | 'place'
  | 'named'
  | 'number'
  | 'numbersInText'
  | 'person'
  | 'company'
  | 'address'
  | 'standsFor'
  | PeopleDrawn
  | RelationsDrawn
  | HolderDrawn<Field>
  | MarksDrawn
  /** This reference and that one are to the same. */
  | { readonly same: Field }

/** Each item is a person (or, where the part `company` says so, a company) with what is known of them. */
export interface PeopleDrawn {
  readonly each: 'person' | 'company'
  /** The part that holds the name. */
  readonly name: string
  readonly numbers?: readonly string[]
  readonly addresses?: readonly string[]
  /** The part by which two of one name are told apart; their numbers when absent. */
  readonly tellsApart?: string
  /** Parts that name a company or organisation they belong to. */
  readonly companies?: readonly string[]
}

/** The field names whoever has something: a company where its name ends as companies' do or another field says so, else a person. */
export interface HolderDrawn<Field extends string = string> {
  readonly holder: 'byName' | { readonly field: Field; readonly saysCompany: string }
}

/** Each item holds a number in this part, or an address where the part `kind` says so. */
export interface MarksDrawn {
  readonly numbers: string
  readonly addressWhere?: { readonly kind: string; readonly is: string }
}

/** Each item refers to another record in the part `to`, and `as` says what it is to this one. */
export interface RelationsDrawn {
  readonly to: string
  readonly as: string
  readonly from?: string
  readonly until?: string
}

export interface GraphSpec<Field extends string = string, State extends string = string> {
  /** From when what the record tells was so: the first of these that is filled in, else the day it was opened. */
  readonly since?: readonly Field[]
  readonly until?: readonly Field[]
  /** Drawn only in these states. */
  readonly during?: readonly State[]
  /** A yes/no field: nothing of a record where it says yes is drawn, such as one about a minor. */
  readonly unless?: Field
  /** References whose record must be reached, too, before anything of this one is drawn. */
  readonly within?: readonly Field[]
  readonly fields: Readonly<Partial<Record<Field, Drawn<Field>>>>
}
