/**
 * Reach: which records exist for you. One meaning, in keys.
 *
 * A record carries the keys that open it, each with the role it opens it in and the reason. A person
 * carries the keys of the tenures they hold today. You reach a record when the two sets meet, and nobody
 * the record names keeps you out (exclusion.ts). The store evaluates the same keys as SQL over rows, the
 * kernel as sets in memory; test/agreement shows that they agree. No key, no record: it fails closed.
 */
import type { Directory } from '../org/directory.ts'
import type { Declaration, ReachSpec } from '../record/declaration.ts'
import type { Actor, StaffActor } from '../record/entry.ts'
import { listOf, type AnyRecord } from '../record/replay.ts'

/** Why a role reaches a record: the way in, the field behind it, and the unit or person it names. */
export interface ReachReason {
  readonly way: 'everywhere' | 'unit' | 'partOf' | 'unitInLine' | 'area' | 'person'
  readonly field?: string
  readonly of?: string
}

export interface ReachKey {
  readonly key: string
  readonly role: string
  readonly reason: ReachReason
}

type AnyReach = ReachSpec<string, string>
const keyOf = (way: string, type: string, role: string, of: string) => `${way}/${type}.${role}/${of}`

/** Every key that opens this record; `holds` leaves roles out before they are looked for. */
export function reachOf(
  declaration: Declaration,
  record: AnyRecord,
  org: Directory,
  holds: (heldBy: HeldBy) => boolean = () => true,
): readonly ReachKey[] {
  const found = new Map<string, ReachKey>()
  for (const [role, spec] of Object.entries(declaration.roles)) {
    if (spec.reaches === 'nothing' || !holds(spec.heldBy)) continue
    for (const reach of listOf<AnyReach>(spec.reaches)) {
      if (reach.during !== undefined && !reach.during.includes(record.state)) continue
      if (reach.unless !== undefined && record[reach.unless] === true) continue
      for (const { way, field, of, via } of waysIn(reach, record, org)) {
        const key = keyOf(way, declaration.name, role, via)
        if (!found.has(key))
          found.set(key, { key, role, reason: field === undefined ? { way } : { way, field, of } })
      }
    }
  }
  return [...found.values()]
}

const WAYS_BY_FIELD = ['unit', 'partOf', 'person', 'area', 'unitInLine'] as const
const wayOf = (reach: AnyReach): ReachReason['way'] =>
  WAYS_BY_FIELD.find((way) => way in reach) ?? 'everywhere'

interface WayIn extends ReachReason {
  readonly of: string
  /** The unit or person whose holders come in this way. */
  readonly via: string
}

function waysIn(reach: AnyReach, record: AnyRecord, org: Directory): readonly WayIn[] {
  if ('to' in reach) return [{ way: 'everywhere', of: '', via: '*' }]
  if ('unit' in reach)
    return valuesAt(record, reach.unit).map((of) => ({ way: 'unit', field: reach.unit, of, via: of }))
  if ('partOf' in reach)
    return valuesAt(record, reach.partOf).map((of) => ({ way: 'partOf', field: reach.partOf, of, via: of }))
  if ('person' in reach)
    return valuesAt(record, reach.person).map((of) => ({ way: 'person', field: reach.person, of, via: of }))
  if ('area' in reach)
    return valuesAt(record, reach.area).flatMap((of) =>
      placesOver(of).map((via) => ({ way: 'area', field: reach.area, of, via })),
    )
  const field = reach.unitInLine
  return valuesAt(record, field).flatMap((of) =>
    org.lineOf(of).map((via) => ({ way: 'unitInLine', field, of, via })),
  )
}

/**
 * The place of a unit (`220102:police`) or of a place code, and every place above it: division codes are
 * made of those above (GB/T 2260 and the statistical codes: 2, 4, 6, 9 and 12 digits).
 */
export function placesOver(unitOrPlace: string): readonly string[] {
  const [code = ''] = unitOrPlace.split(':')
  return [2, 4, 6, 9, 12].filter((length) => length <= code.length).map((length) => code.slice(0, length))
}

/** The units or persons in a field, be it one or a list, be they plain or with a note of who added them. */
const valuesAt = (record: AnyRecord, field: string): readonly string[] =>
  listOf(record[field]).flatMap((value) => (typeof value === 'string' ? [value] : []))

/** The keys a tenure gives its holder, over all types of record: of the ways in that a role has, the others open nothing. */
export function keysOf(
  declarations: Iterable<Declaration>,
  actor: StaffActor,
  org: Directory,
): readonly string[] {
  const via: Readonly<Record<ReachReason['way'], readonly string[]>> = {
    everywhere: ['*'],
    unit: [actor.unit],
    unitInLine: [actor.unit],
    partOf: org.placeLineOf(actor.unit).filter((unit) => unit.startsWith(`${actor.place}:`)),
    area: [actor.place],
    person: [actor.person, ...(actor.standsInFor === undefined ? [] : [actor.standsInFor])],
  }
  return [...declarations].flatMap(({ name, roles }) =>
    Object.entries(roles).flatMap(([role, { heldBy, reaches }]) =>
      reaches === 'nothing' || !isHeldIn(heldBy, actor.post)
        ? []
        : [...new Set(listOf<AnyReach>(reaches).map(wayOf))].flatMap((way) =>
            via[way].map((of) => keyOf(way, name, role, of)),
          ),
    ),
  )
}

type HeldBy = Declaration['roles'][string]['heldBy']
const isHeldIn = (heldBy: HeldBy, post: string): boolean =>
  heldBy === 'staff' || (Array.isArray(heldBy) && heldBy.includes(post))

/** The roles an actor has on a record that is open or about to be opened. */
export function rolesOn(
  declaration: Declaration,
  record: AnyRecord | undefined,
  actor: Actor,
  org: Directory,
  via?: { readonly type: string },
): readonly string[] {
  const held = (test: (heldBy: HeldBy) => boolean) =>
    Object.entries(declaration.roles)
      .filter(([, { heldBy }]) => test(heldBy))
      .map(([role]) => role)
  const byAnotherRecord =
    via === undefined ? [] : held((by) => typeof by === 'object' && 'record' in by && by.record === via.type)
  switch (actor.kind) {
    case 'public':
      return held((by) => by === 'public')
    case 'system':
      return [...byAnotherRecord, ...held((by) => by === 'system')]
    case 'staff': {
      if (record === undefined) return [...byAnotherRecord, ...held((by) => isHeldIn(by, actor.post))]
      const keys = new Set(keysOf([declaration], actor, org))
      const roles = reachOf(declaration, record, org, (by) => isHeldIn(by, actor.post))
        .filter(({ key }) => keys.has(key))
        .map(({ role }) => role)
      return [...new Set([...byAnotherRecord, ...roles])]
    }
  }
}
