/**
 * What the people, units, places, posts and rules in some values are called, by what stands in the value. All staff know
 * these names (persons, tenures and the rulebook are open to them), so they tell nothing that the value does not.
 */
import { placesOver } from '#kernel/access/reach.ts'
import type { Directory } from '#kernel/org/directory.ts'
import type { FieldMap, Field } from '#kernel/record/field.ts'
import { findTableRow, spokenRow } from '#kernel/rulebook/tableRow.ts'
import type { Realm } from '../realm.ts'
import type { Spoken } from './language.ts'

export type Names = Readonly<Record<string, Spoken>>

export function namesIn(
  realm: Pick<Realm, 'org' | 'rulebookOn'>,
  fields: FieldMap,
  values: readonly Readonly<Record<string, unknown>>[],
): Names {
  const org = realm.org()
  const found = new Map<string, Spoken>()
  const keep = (id: string, name: Spoken | undefined) => {
    if (name !== undefined) found.set(id, { zh: name.zh, en: name.en })
  }

  /** What a post is called follows from the unit beside it. */
  function keepPosts(each: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(each)) {
      if (!Object.hasOwn(fields, name) || fields[name]?.kind !== 'post' || typeof value !== 'string') continue
      const unit = org.findUnit(String(each['unit']))
      keep(
        value,
        unit?.posts.find((one) => one.post === value),
      )
    }
  }
  function walk(field: Field<unknown>, value: unknown): void {
    if (Array.isArray(value) && field.items !== undefined) {
      for (const item of value) walk(field.items, item)
    } else if (typeof value === 'string') {
      keep(value, field.kind === 'tableRow' ? ruleName(realm, value) : nameOf(org, field, value))
    } else if (isObject(value)) {
      for (const [name, part] of Object.entries(field.parts ?? {})) walk(part, value[name])
      // Items of lists say who added them (kernel/record/replay.ts).
      const { addedBy } = value
      if (typeof addedBy === 'string') keep(addedBy, personName(org, addedBy))
    }
  }
  for (const each of values) {
    keepPosts(each)
    for (const [name, value] of Object.entries(each)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (field !== undefined) walk(field, value)
    }
  }
  return Object.fromEntries(found)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function ruleName(realm: Pick<Realm, 'rulebookOn'>, reference: string): Spoken | undefined {
  const row = findTableRow(reference, realm)
  return row === undefined ? undefined : spokenRow(row)
}

function nameOf(org: Directory, { kind, refersTo }: Field<unknown>, value: string): Spoken | undefined {
  switch (kind) {
    case 'person':
      return personName(org, value)
    case 'unit':
      return org.findUnit(value)?.name
    case 'place':
      return placeName(org, value)
    case 'namedKey':
      if (value.startsWith('n:')) return { zh: value.slice(2), en: value.slice(2) }
      return value.startsWith('p:') ? personName(org, value.slice(2)) : org.findUnit(value.slice(2))?.name
    case 'ref':
      if (refersTo === 'person') return personName(org, value)
      return refersTo === 'tenure' ? tenureName(org, value) : undefined
    default:
      return undefined
  }
}

function personName(org: Directory, id: string): Spoken | undefined {
  const name = org.findPerson(id)?.name
  return name === undefined ? undefined : { zh: name, en: name }
}

/** With the places above it: the same name is a street in many counties. */
export function placeName(org: Directory, code: string): Spoken | undefined {
  const names = placesOver(code).flatMap((over) => org.placeName(over) ?? [])
  if (names.length === 0) return undefined
  return {
    zh: names.map(({ zh }) => zh).join(''),
    en: names
      .map(({ en }) => en)
      .toReversed()
      .join(', '),
  }
}

function tenureName(org: Directory, id: string): Spoken | undefined {
  const tenure = org.findTenure(id)
  if (tenure === undefined) return undefined
  const unit = org.findUnit(tenure.unit)
  const post = unit?.posts.find((one) => one.post === tenure.post)
  const holder = org.findPerson(tenure.person)?.name ?? ''
  return {
    zh: `${unit?.name.zh ?? tenure.unit} ${post?.zh ?? tenure.post} ${holder}`,
    en: `${holder}, ${post?.en ?? tenure.post}, ${unit?.name.en ?? tenure.unit}`,
  }
}
