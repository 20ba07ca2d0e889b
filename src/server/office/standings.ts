/** In which of their posts somebody asks, and what each of them is on a record. */
import { namedIn } from '#kernel/access/exclusion.ts'
import { keysOf, rolesOn } from '#kernel/access/reach.ts'
import { findConflict } from '#kernel/org/conflict.ts'
import type { Directory } from '#kernel/org/directory.ts'
import { findAction } from '#kernel/record/decide.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Actor, Draft, StaffActor } from '#kernel/record/entry.ts'
import { listOf, openSignatures, type AnyRecord } from '#kernel/record/replay.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { nobody, type Scope } from '#store/records/scope.ts'
import type { Realm } from '../realm.ts'
import type { Asker } from './asking.ts'

/** One of the asker's tenures (or the public, or a clock) and its roles on a record. */
export interface ActorStanding {
  readonly actor: Actor
  readonly roles: readonly string[]
}

export interface Standings {
  /** The keys of everything the asker reaches, and of what is kept from them. */
  scopeOf(asker: Asker): Scope
  /** The roles of each actor on the record; none for whoever the record names or who depends on them. */
  standingsOn(
    declaration: Declaration,
    record: AnyRecord | undefined,
    asker: Asker,
    via?: Draft['via'],
  ): readonly ActorStanding[]
}

export function createStandings(realm: Realm, now: () => Instant): Standings {
  function actorsOf(asker: Asker): readonly Actor[] {
    if (asker.kind !== 'staff') return [asker.kind === 'public' ? { kind: 'public' } : asker]
    return realm.actorsFor(asker.person, dayOf(now()))
  }

  const conflictsOf = (asker: Asker) =>
    asker.kind === 'staff' ? realm.org().conflictKeysOf(asker.person, dayOf(now())) : new Map<string, never>()

  function scopeOf(asker: Asker): Scope {
    if (asker.kind === 'system') return nobody
    if (asker.kind === 'public')
      return asker.record === undefined ? nobody : { ...nobody, record: asker.record }
    const held = actorsOf(asker).map((actor) => (actor.kind === 'staff' ? keysHeldBy(actor) : []))
    const [only = []] = held
    const keys = held.length <= 1 ? only : [...new Set(held.flat())]
    return { keys, conflicts: keysNamed(conflictsOf(asker)) }
  }

  /** The directory answers with the same map until somebody comes or goes. */
  const named = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>()
  function keysNamed(conflicts: ReadonlyMap<string, unknown>): readonly string[] {
    const known = named.get(conflicts) ?? [...conflicts.keys()]
    named.set(conflicts, known)
    return known
  }

  /** The keys of a tenure follow from the organisation alone: made once for each. */
  const keysIn = new WeakMap<Directory, Map<string, readonly string[]>>()
  function keysHeldBy(actor: StaffActor): readonly string[] {
    const org = realm.org()
    const ofTenures = keysIn.get(org) ?? new Map<string, readonly string[]>()
    keysIn.set(org, ofTenures)
    const known = ofTenures.get(actor.tenure)
    if (known !== undefined) return known
    const covered = [...realm.declarations.values()].filter(({ name }) => coversType(actor, name))
    const made = keysOf(covered, actor, org)
    ofTenures.set(actor.tenure, made)
    return made
  }

  function standingsOn(
    declaration: Declaration,
    record: AnyRecord | undefined,
    asker: Asker,
    via?: Draft['via'],
  ): readonly ActorStanding[] {
    if (record !== undefined && findConflict(conflictsOf(asker), namedIn(declaration, record)) !== undefined)
      return []
    return actorsOf(asker)
      .filter((actor) => coversType(actor, declaration.name))
      .map((actor) => ({ actor, roles: rolesOn(declaration, record, actor, realm.org(), via) }))
  }

  const coversType = (actor: Actor, type: string): boolean => {
    if (actor.kind !== 'staff') return true
    const only = realm.org().findTenure(actor.tenure)?.onlyTypes
    return only === undefined || only.includes(type)
  }

  return { scopeOf, standingsOn }
}

/** Whose roles to use: of several tenures the first that may do it, or the first at all. */
export function standingFor(
  declaration: Declaration,
  record: AnyRecord | undefined,
  action: string,
  standings: readonly ActorStanding[],
): ActorStanding {
  const spec = findAction(declaration, action)
  const { signed } = spec ?? {}
  const turn =
    signed !== undefined && 'inOrder' in signed
      ? signed.inOrder[openSignatures(record, action).length]
      : undefined
  const may = (standing: ActorStanding, roles: readonly string[]) =>
    standing.roles.some((role) => roles.includes(role))
  return (
    standings.find((one) => turn !== undefined && may(one, [turn])) ??
    standings.find((one) => may(one, listOf(spec?.by))) ??
    standings[0] ?? { actor: { kind: 'public' }, roles: [] }
  )
}
