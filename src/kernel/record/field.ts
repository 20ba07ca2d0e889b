/**
 * The kinds of thing a record can hold.
 *
 * A field says which values it accepts and how it is protected, nothing else: labels live in the words
 * files, widgets in the workbench, columns in the migrations.
 */
import { isTableRow, type TableRow } from '../rulebook/tableRow.ts'
import { isPlainDate, isInstant, type Instant, type PlainDate } from '../time.ts'

declare const brand: unique symbol
type Brand<Value, Name extends string> = Value & { readonly [brand]: Name }

export type PersonId = Brand<string, 'PersonId'>
/** `<place code>:<organ kind>`, such as `220102:police`. */
export type UnitId = Brand<string, 'UnitId'>
/** A division code of GB/T 2260 or the National Bureau of Statistics: 2, 4, 6, 9 or 12 digits. */
export type PlaceCode = Brand<string, 'PlaceCode'>
export type RecordId = Brand<string, 'RecordId'>

/** A file that the store holds under its SHA-256; `name` and `type` are as checked at upload. */
export interface FileRef {
  readonly digest: string
  readonly name: string
  readonly type: string
  readonly size: number
}

/**
 * Somebody or something a record speaks of: `p:<person>`, `u:<unit>` or `n:<name of an outsider>`. Whoever
 * is named, and everybody who depends on them or is tied to them, loses the record at once (kernel/access).
 */
export interface Named {
  readonly key: string
  /** `matched` by the machine from the report's words, `stated` by an official. */
  readonly how: 'matched' | 'stated'
}

/**
 * A value only the holders of the centre's key can read (HPKE, RFC 9180), base64url parts. `v2` is bound to one report
 * (`bound`) and says where it was sealed (`by`); the format stands in src/portal/sealing.ts.
 */
export interface Sealed {
  readonly sealed: 'hpke-p256-v1' | 'hpke-p256-v2'
  readonly key: string
  readonly enc: string
  readonly ciphertext: string
  readonly bound?: string
  readonly by?: 'browser' | 'server'
}

/** A JSON Schema of draft 2020-12, as far as fields need one. */
export type Schema = Readonly<Record<string, unknown>>

/**
 * `personal` values are encrypted in the journal under a key of their record, so that lawful erasure is
 * destroying that key; `sealed` values arrive encrypted for the centre and are never plain on the server.
 */
export type Protection = 'personal' | 'sealed'

export interface Field<Value> {
  readonly kind: string
  readonly schema: Schema
  readonly optional?: true
  readonly protection?: Protection
  /** For `listed`: the list of the rulebook that says which values there are on the day of the act. */
  readonly list?: string
  /** For `tableRow`: the decision table of the rulebook that it is a row of. */
  readonly table?: string
  /** For `ref`: the type of record it points at. */
  readonly refersTo?: string
  /** For `list`: the kind of its items. */
  readonly items?: Field<unknown>
  /** For `group`: what it is made of. */
  readonly parts?: FieldMap
  /** For a text: it is what somebody is called, and is found by sound and by variant characters, too. */
  readonly isName?: true
  /** For `choice`: what there is to choose from. */
  readonly options?: readonly string[]
  accepts(value: unknown): value is Value
}

export type FieldMap = Readonly<Record<string, Field<unknown>>>
export type ValueOf<F> = F extends Field<infer Value> ? Value : never
type OptionalNames<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly optional: true } ? Name : never
}[keyof Fields]
export type GroupOf<Fields extends FieldMap> = {
  readonly [Name in Exclude<keyof Fields, OptionalNames<Fields>>]: ValueOf<Fields[Name]>
} & { readonly [Name in OptionalNames<Fields>]?: ValueOf<Fields[Name]> }

const isString = (value: unknown): value is string => typeof value === 'string'

// Line feed, carriage return and tab are writing; the other control characters, lone surrogates and the bidirectional
// overrides only serve to deceive a reader or a terminal.
const UNWRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u

/** Whether a person could have written this text. */
export const isWritten = (value: string): boolean => value.isWellFormed() && !UNWRITABLE.test(value)

/** Whether nothing of it can be seen: blanks, marks of direction, joiners. */
export const isBlank = (value: string): boolean => !/[^\s\p{Cf}\p{Cc}]/u.test(value)

/** Text a person wrote: at most `max` UTF-16 units, not blank, without control characters. */
export const text = (limits: { max: number }): Field<string> => ({
  kind: limits.max > 200 ? 'longText' : 'text',
  schema: { type: 'string', minLength: 1, maxLength: limits.max },
  accepts: (value): value is string =>
    isString(value) && value.length <= limits.max && !isBlank(value) && isWritten(value),
})

/** What a person is called. */
export const personName = (limits: { max: number }): Field<string> => ({ ...text(limits), isName: true })

export const choice = <const Option extends string>(...options: readonly Option[]) => ({
  kind: 'choice' as const,
  options,
  schema: { enum: options } as Schema,
  accepts: (value: unknown): value is Option => options.some((option) => option === value),
})

/** One value of a list that the rulebook keeps (`rulebook.list(name)`), checked on the day of the act. */
export const listed = (name: string): Field<string> => ({
  kind: 'listed',
  list: name,
  schema: { type: 'string', minLength: 1, maxLength: 64, description: `one of the list ${name}` },
  accepts: (value): value is string => isString(value) && /^[\p{L}\p{N}._-]{1,64}$/u.test(value),
})

/** A row of a decision table of the rulebook: by which rule something was decided. Entered, it must be in force on that day. */
export const tableRow = <const Table extends string>(
  table: Table,
): Field<TableRow<Table>> & { readonly table: Table } => ({
  kind: 'tableRow',
  table,
  schema: {
    type: 'string',
    maxLength: 300,
    pattern: `^${table.replaceAll('.', String.raw`\.`)}/.+@[0-9]{4}-[0-9]{2}-[0-9]{2}$`,
    description: `a row of the table ${table}, in the wording of a day: ${table}/<row>@<day>`,
  },
  accepts: (value): value is TableRow<Table> =>
    isString(value) && value.length <= 300 && isWritten(value) && isTableRow(value, table),
})

export const yesNo: Field<boolean> = {
  kind: 'yesNo',
  schema: { type: 'boolean' },
  accepts: (value): value is boolean => typeof value === 'boolean',
}

export const whole = (limits: { min: number; max: number }): Field<number> => ({
  kind: 'whole',
  schema: { type: 'integer', minimum: limits.min, maximum: limits.max },
  accepts: (value): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= limits.min && value <= limits.max,
})

/** Money in fen (分): whole numbers only, so that sums are exact. People write and read yuan (kernel/money.ts). */
export const fen: Field<number> = {
  ...whole({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  kind: 'fen',
}

export const date: Field<PlainDate> = {
  kind: 'date',
  schema: { type: 'string', format: 'date' },
  accepts: (value): value is PlainDate => isString(value) && isPlainDate(value),
}

export const instantField: Field<Instant> = {
  kind: 'instant',
  schema: { type: 'string', format: 'date-time' },
  accepts: (value): value is Instant => isString(value) && isInstant(value),
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
export const isRecordId = (value: unknown): value is RecordId => isString(value) && UUID.test(value)

export const person: Field<PersonId> = {
  kind: 'person',
  schema: { type: 'string', format: 'uuid' },
  accepts: (value): value is PersonId => isString(value) && UUID.test(value),
}

export const unit: Field<UnitId> = {
  kind: 'unit',
  schema: { type: 'string', pattern: '^[0-9]{2,12}:[A-Za-z]{2,40}$' },
  accepts: (value): value is UnitId => isString(value) && /^\d{2,12}:[A-Za-z]{2,40}$/.test(value),
}

/** A post of a unit by its code in the table of organs, such as `verifier`. */
export const post: Field<string> = {
  kind: 'post',
  schema: { type: 'string', pattern: '^[A-Za-z]{2,60}$' },
  accepts: (value): value is string => isString(value) && /^[A-Za-z]{2,60}$/.test(value),
}

export const place: Field<PlaceCode> = {
  kind: 'place',
  schema: { type: 'string', pattern: '^(?:[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$' },
  accepts: (value): value is PlaceCode =>
    isString(value) && /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(value),
}

/** Another record, by its id. A link made this way is visible from both sides, to those who reach both. */
export const ref = <const Type extends string>(type: Type) => ({
  kind: 'ref' as const,
  refersTo: type,
  schema: { type: 'string', format: 'uuid', description: `a record of type ${type}` } as Schema,
  accepts: isRecordId,
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Several fields that belong together. No other member is accepted. */
export function group<const Parts extends FieldMap>(parts: Parts): Field<GroupOf<Parts>> & { parts: Parts } {
  const names = Object.keys(parts)
  return {
    kind: 'group',
    parts,
    schema: {
      type: 'object',
      additionalProperties: false,
      required: names.filter((name) => parts[name]?.optional !== true),
      properties: Object.fromEntries(names.map((name) => [name, parts[name]?.schema])),
    },
    accepts: (value): value is GroupOf<Parts> =>
      isObject(value) &&
      Object.keys(value).every((name) => Object.hasOwn(parts, name)) &&
      names.every((name) => {
        const part = parts[name]
        const given = value[name]
        return part !== undefined && (given === undefined ? part.optional === true : part.accepts(given))
      }),
  }
}

/** From `min` (one unless told) to `max` values of one kind, in the order they were given. */
export const list = <Value>(
  items: Field<Value>,
  limits: { min?: number; max: number },
): Field<readonly Value[]> => ({
  kind: 'list',
  items,
  schema: { type: 'array', items: items.schema, minItems: limits.min ?? 1, maxItems: limits.max },
  accepts: (value): value is readonly Value[] =>
    Array.isArray(value) &&
    value.length >= (limits.min ?? 1) &&
    value.length <= limits.max &&
    value.every((item) => items.accepts(item)),
})

export const file: Field<FileRef> = {
  ...group({
    digest: {
      kind: 'digest',
      schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      accepts: (value): value is string => isString(value) && /^[\da-f]{64}$/.test(value),
    },
    name: text({ max: 200 }),
    type: text({ max: 100 }),
    size: whole({ min: 0, max: 2 ** 40 }),
  }),
  kind: 'file',
}

export const named: Field<Named> = {
  ...group({
    key: {
      kind: 'namedKey',
      schema: { type: 'string', pattern: '^(?:p:[0-9a-f-]{36}|u:[0-9]{2,12}:[A-Za-z]{2,40}|n:.{1,60})$' },
      accepts: (value): value is string =>
        isString(value) &&
        isWritten(value) &&
        /^(?:p:[\da-f-]{36}|u:\d{2,12}:[A-Za-z]{2,40}|n:.{1,60})$/u.test(value),
    },
    how: choice('matched', 'stated'),
  }),
  kind: 'named',
}

/** The field itself, its items and its parts, all the way in. */
export const insideOf = (field: Field<unknown>): readonly Field<unknown>[] => [
  field,
  ...(field.items === undefined ? [] : insideOf(field.items)),
  ...Object.values(field.parts ?? {}).flatMap(insideOf),
]

export const optional = <F extends Field<unknown>>(field: F): F & { readonly optional: true } => ({
  ...field,
  optional: true,
})

const base64url = (limits: { max: number }): Field<string> => ({
  kind: 'base64url',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]+$', maxLength: limits.max },
  accepts: (value): value is string =>
    isString(value) && value.length <= limits.max && /^[\w-]+$/.test(value),
})

export const sealed = {
  ...group({
    sealed: choice('hpke-p256-v1', 'hpke-p256-v2'),
    key: base64url({ max: 64 }),
    enc: base64url({ max: 200 }),
    ciphertext: base64url({ max: 20_000 }),
    bound: optional(base64url({ max: 64 })),
    by: optional(choice('browser', 'server')),
  }),
  kind: 'sealed',
  protection: 'sealed' as const,
} satisfies Field<Sealed>

/** Any JSON of at most `max` UTF-16 units, for what the rulebook holds; its own check says what it must be. */
export const json = (limits: { max: number }): Field<unknown> => ({
  kind: 'json',
  schema: { description: 'any JSON' },
  accepts: (value): value is unknown =>
    value !== undefined &&
    value !== null &&
    ((JSON.stringify(value) as string | undefined) ?? '').length <= limits.max,
})

export const personal = <F extends Field<unknown>>(field: F): F & { readonly protection: 'personal' } => ({
  ...field,
  protection: 'personal',
})
