/** What search keeps of a record: who may find it by which words, and what it is compared with others by. */
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { identifiersIn } from '#kernel/identifiers/identifiersIn.ts'
import { maskedIdentifier } from '#kernel/identifiers/identifier.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Field } from '#kernel/record/field.ts'
import type { NameKey } from '#kernel/similarity/nameKeys.ts'
import type { KnownIdentifier, ReportFeatures } from '#kernel/similarity/sameEvent.ts'

export type Values = Readonly<Record<string, unknown>>

/** Words that a group of roles sees, with the names and numbers in them as they are looked up. */
export interface SearchPart {
  readonly seenBy: readonly string[]
  readonly words: string
  readonly names: readonly NameKey[]
  readonly identifiers: readonly KnownIdentifier[]
}

/** What reports of one type are compared by, besides the identifiers in their texts. */
export interface Comparable extends Omit<ReportFeatures, 'id' | 'shingles'> {
  /** The text whose likeness to others is looked for; '' for none. */
  readonly likeness: string
}

export interface SearchFeatures extends Comparable {
  /** Worked out when asked for: only the index needs them, and a look-up compares two hundred records. */
  parts(): Promise<readonly SearchPart[]>
}

/** The keys of a written name; what is looked up by sound has to be written down by sound. */
export type NameKeysOf = (written: string) => Promise<readonly NameKey[]>

export type FeaturesOf = (declaration: Declaration, fields: Values, number: string) => Promise<SearchFeatures>

const nothing: Comparable = { likeness: '', identifiers: [], reported: [], places: [], times: [] }

/**
 * Every type can be searched by its texts and compared by the identifiers in them. `special` says, by type, what
 * else it is compared by; identifiers that it finds itself go before those found in a text.
 */
export function createFeatures(
  special: Readonly<Record<string, (fields: Values) => Comparable | Promise<Comparable>>>,
  nameKeysOf: NameKeysOf,
): FeaturesOf {
  return async (declaration, fields, number) => {
    const texts = textsOf(declaration, fields)
    const comparable = (await special[declaration.name]?.(fields)) ?? nothing
    return {
      ...comparable,
      parts: () => Promise.all(partsOf(declaration, texts, number).map((part) => withKeys(part, nameKeysOf))),
      identifiers: [...comparable.identifiers, ...texts.flatMap(({ identifiers }) => identifiers)],
    }
  }
}

const identifiersOf = (words: string): readonly KnownIdentifier[] =>
  identifiersIn(words).map((one) => ({ ...one, masked: maskedIdentifier(one), of: 'text' }))

interface Text {
  readonly words: string
  readonly isName: boolean
  readonly identifiers: readonly KnownIdentifier[]
}
interface FieldText extends Text {
  readonly field: string
}
interface PartTexts {
  readonly seenBy: readonly string[]
  readonly texts: readonly Text[]
}

async function withKeys({ seenBy, texts }: PartTexts, nameKeysOf: NameKeysOf): Promise<SearchPart> {
  const names = texts.filter(({ isName }) => isName)
  return {
    seenBy,
    words: texts.map(({ words }) => words).join('\n'),
    names: [...new Set((await Promise.all(names.map(({ words }) => nameKeysOf(words)))).flat())],
    identifiers: texts.flatMap(({ identifiers }) => identifiers),
  }
}

const textsOf = (declaration: Declaration, fields: Values): readonly FieldText[] =>
  Object.entries(declaration.fields).flatMap(([field, spec]) =>
    textsIn(spec, fields[field]).map((text) => ({ field, ...text, identifiers: identifiersOf(text.words) })),
  )

/** What somebody wrote, at any depth. Never what is sealed, nor keys, codes and digests. */
export function textsIn(
  field: Field<unknown>,
  value: unknown,
): readonly { readonly words: string; readonly isName: boolean }[] {
  if (value === undefined || value === null || field.protection === 'sealed') return []
  if (field.kind === 'text' || field.kind === 'longText')
    return typeof value === 'string' ? [{ words: value, isName: field.isName === true }] : []
  // Of whom a record names, those outside the directory: they stand there by their name.
  if (field.kind === 'namedKey')
    return typeof value === 'string' && value.startsWith('n:')
      ? [{ words: value.slice(2), isName: true }]
      : []
  if (field.items !== undefined) {
    const { items } = field
    return Array.isArray(value) ? value.flatMap((item) => textsIn(items, item)) : []
  }
  if (field.parts === undefined || typeof value !== 'object') return []
  const inner: Values = { ...value }
  return Object.entries(field.parts).flatMap(([name, part]) =>
    // Of a file its name, and not the type that we gave it.
    field.kind === 'file' && name !== 'name' ? [] : textsIn(part, inner[name]),
  )
}

interface Sight {
  readonly roles: readonly string[]
  readonly sight: readonly { readonly role: string; readonly fields: ReadonlySet<string> }[]
}

const sights = new WeakMap<Declaration, Sight>()

/** Who sees what follows from the declaration alone, so it is worked out once for all its records. */
function sightOf(declaration: Declaration): Sight {
  const known = sights.get(declaration)
  if (known !== undefined) return known
  const roles = Object.keys(declaration.roles).filter(
    (role) => declaration.roles[role]?.reaches !== 'nothing',
  )
  const made = { roles, sight: roles.map((role) => ({ role, fields: fieldsSeenBy(declaration, [role]) })) }
  sights.set(declaration, made)
  return made
}

/** One part for each set of roles that sees the same fields. What nobody sees (a reporter's marks) is in none. */
function partsOf(
  declaration: Declaration,
  texts: readonly FieldText[],
  number: string,
): readonly PartTexts[] {
  const { roles, sight } = sightOf(declaration)
  const parts = new Map<string, { seenBy: readonly string[]; texts: Text[] }>([
    [
      roles.join(' '),
      { seenBy: roles, texts: [{ words: number, isName: false, identifiers: identifiersOf(number) }] },
    ],
  ])
  for (const text of texts) {
    const seenBy = sight.filter(({ fields }) => fields.has(text.field)).map(({ role }) => role)
    if (seenBy.length === 0) continue
    const key = seenBy.join(' ')
    const part = parts.get(key) ?? { seenBy, texts: [] }
    part.texts.push(text)
    parts.set(key, part)
  }
  return [...parts.values()]
}
