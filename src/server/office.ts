/**
 * The office: the one door through which anybody does anything to a record.
 *
 *   find the record in the asker's reach (else it does not exist) → who acts, in which role → decide →
 *   records opened with it, records that follow it → append all of it in one transaction → tell.
 *
 * Citizens, officials, clocks and importers come through here, and so do the demo and the tests.
 */
import { createHash } from 'node:crypto'
import { DatabaseError, type Pool } from 'pg'
import { namedIn } from '#kernel/access/exclusion.ts'
import { keysOf, rolesOn } from '#kernel/access/reach.ts'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import { findConflict } from '#kernel/org/conflict.ts'
import type { Directory } from '#kernel/org/directory.ts'
import { decide, findAction, type Decision, type Refusal, type Wish } from '#kernel/record/decide.ts'
import type { Declaration, Linked, Opening } from '#kernel/record/declaration.ts'
import type { Actor, Draft, JournalEntry, StaffActor } from '#kernel/record/entry.ts'
import { erasedEntry, erasureIn } from '#kernel/record/erasure.ts'
import { isRecordId, type FileRef, type PersonId, type RecordId } from '#kernel/record/field.ts'
import { numbered, papersOf, seriesOf } from '#kernel/record/papers.ts'
import { filesOf, linksIn, linksOf, project } from '#kernel/record/projection.ts'
import { advance, listOf, openSignatures, replay, type AnyRecord } from '#kernel/record/replay.ts'
import { dayOf, startOfDay, yearOf, type Instant } from '#kernel/time.ts'
import { writeEntry, type WrittenEntry } from '#store/records/entryBytes.ts'
import type { Loaded } from '#store/records/load.ts'
import { newRecordKey, wrapKey, type RecordKey } from '#store/records/personalValues.ts'
import type { RecordReader } from '#store/records/reader.ts'
import { paperRowsOf, rowOf } from '#store/records/rowOf.ts'
import { nobody, type Scope } from '#store/records/scope.ts'
import {
  WrittenMeanwhile,
  type Ask,
  type Batch,
  type PaperRow,
  type RowToWrite,
  type Writing,
  type WritingLane,
} from '#store/records/writingLane.ts'
import { unsentSince } from './jobs/sweepUnsent.ts'
import { REALM_TYPES, type Realm } from './realm.ts'

/** Who asks. A public asker acts on the record that their query code opened, or opens one. */
export type Asker =
  | { readonly kind: 'staff'; readonly person: PersonId }
  | { readonly kind: 'public'; readonly record?: RecordId }
  | { readonly kind: 'system'; readonly job: string }

export interface Request {
  readonly asker: Asker
  readonly type: string
  /** Undefined to open a record. */
  readonly id?: RecordId
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
  /** The version the asker has seen; a newer one is a conflict. */
  readonly ifMatch?: number
  readonly idempotencyKey?: string
  /** What makes a repeated request the same one, where its input differs because it was sealed anew. */
  readonly sameAs?: Readonly<Record<string, unknown>>
  /** The keyed hash of a new report's query code. */
  readonly codeHash?: Buffer
  /** The id of a record that the system opens, where others already refer to it by that. */
  readonly asId?: RecordId
  /** Kept with the idempotency key and told again to whoever repeats it. */
  readonly answerWith?: Readonly<Record<string, unknown>>
}

export type OfficeRefusal =
  | Refusal
  | { readonly because: 'not found' }
  | { readonly because: 'changed meanwhile'; readonly version: number }
  | { readonly because: 'key used for something else' }
  | { readonly because: 'erased' }
  | { readonly because: 'file not known'; readonly field: string }
  | { readonly because: 'record not known'; readonly field: string }

export interface Done {
  readonly type: string
  readonly id: RecordId
  readonly number: string
  readonly state: string
  readonly version: number
  /** True when this very request had been done before. */
  readonly repeated: boolean
  readonly answerWith?: Readonly<Record<string, unknown>>
}

export type Outcome =
  { readonly done: Done } | { readonly refused: readonly [OfficeRefusal, ...OfficeRefusal[]] }

export interface OfficeParts {
  readonly realm: Realm
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly reader: RecordReader
  readonly lane: WritingLane
  readonly masterKey: Buffer
  now(): Instant
  newId(): string
  /** A fraction in [0, 1). */
  draw(): number
  /** Records held to be about the same matter, as far as the scope reaches them. */
  similarTo(record: AnyRecord, scope: Scope): Promise<readonly RecordId[]>
  /** Told after each commit. */
  onWritten?(batch: Batch): void
}

export interface Office {
  act(request: Request): Promise<Outcome>
  /** The record as the asker reaches it, with the actors they are on it. */
  open(asker: Asker, type: string, id: RecordId): Promise<Opened | undefined>
  scopeOf(asker: Asker): Scope
  /** What deciding would say, without doing it. */
  consider(opened: Opened, action: string, input: Request['input']): Promise<Considered>
  /** The same for an action that opens a record. */
  considerOpening(asker: Asker, type: string, action: string, input: Request['input']): Promise<Considered>
  /** What was kept with this idempotency key (`answerWith`), if the asker has used it. */
  findAnswerWith(asker: Asker, idempotencyKey: string): Promise<Request['answerWith']>
}

/** What deciding says, or that the input names a record which the asker does not reach. */
export type Considered = Decision | { readonly refused: readonly [OfficeRefusal, ...OfficeRefusal[]] }

/** A record somebody has before them. */
export interface Opened extends Loaded {
  readonly asker: Asker
  readonly linked: readonly Linked[]
  readonly standings: readonly ActorStanding[]
}

/** One of the asker's tenures (or the public, or a clock) and its roles on a record. */
export interface ActorStanding {
  readonly actor: Actor
  readonly roles: readonly string[]
}

const NEVER_SIMILAR: readonly RecordId[] = []

export function createOffice(parts: OfficeParts): Office {
  const { realm, appPool, ownerPool, reader, lane, masterKey } = parts

  function actorsOf(asker: Asker): readonly Actor[] {
    if (asker.kind !== 'staff') return [asker.kind === 'public' ? { kind: 'public' } : asker]
    return realm.actorsFor(asker.person, dayOf(parts.now()))
  }

  const conflictsOf = (asker: Asker) =>
    asker.kind === 'staff'
      ? realm.org().conflictKeysOf(asker.person, dayOf(parts.now()))
      : new Map<string, never>()

  function scopeOf(asker: Asker): Scope {
    if (asker.kind === 'system') return nobody
    if (asker.kind === 'public')
      return asker.record === undefined ? nobody : { ...nobody, record: asker.record }
    const keys = actorsOf(asker).flatMap((actor) => (actor.kind === 'staff' ? keysHeldBy(actor) : []))
    return { keys: [...new Set(keys)], conflicts: [...conflictsOf(asker).keys()] }
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

  /** The roles of each actor on the record; none for whoever the record names or who depends on them. */
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

  const load = (asker: Asker, declaration: Declaration, id: RecordId): Promise<Loaded | undefined> =>
    asker.kind === 'system'
      ? reader.find(declaration, id)
      : reader.findReached(scopeOf(asker), declaration, id)

  const linked = (
    declaration: Declaration,
    id: RecordId | undefined,
    input: Request['input'],
  ): Promise<readonly Linked[]> =>
    reader.linkedWith(
      id,
      Object.entries(input).flatMap(([link, value]) =>
        declaration.fields[link]?.refersTo !== undefined && isRecordId(value) ? [{ link, id: value }] : [],
      ),
    )

  async function open(asker: Asker, type: string, id: RecordId): Promise<Opened | undefined> {
    const declaration = realm.declarations.get(type)
    if (declaration === undefined) return undefined
    const loaded = await load(asker, declaration, id)
    if (loaded === undefined) return undefined
    const standings = standingsOn(declaration, loaded.record, asker)
    if (asker.kind === 'staff' && standings.every(({ roles }) => roles.length === 0)) return undefined
    return { ...loaded, asker, standings, linked: await linked(declaration, id, {}) }
  }

  /** Whose roles to use: of several tenures the first that may do it, or the first at all. */
  function standingFor(
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

  async function decideOn(
    declaration: Declaration,
    past: Loaded | undefined,
    wish: Wish,
    links: readonly Linked[],
    scope: Scope,
  ): Promise<Decision> {
    const similar =
      past !== undefined && wish.action === 'register' && wish.by.kind === 'staff'
        ? await parts.similarTo(past.record, scope)
        : NEVER_SIMILAR
    return decide(declaration, past, wish, {
      org: realm.org(),
      rulebook: realm.rulebookOn(dayOf(wish.at)),
      linked: links,
      similar,
      types: realm.declarations,
      owed: await owedBy(declaration, past?.record, wish.action),
      openedToday: past === undefined ? await openedToday(declaration, wish) : 0,
    })
  }

  /** How many of this type were opened today with one of the links that the action counts. */
  async function openedToday(declaration: Declaration, { action, input, at }: Wish): Promise<number> {
    const counted = listOf(findAction(declaration, action)?.counts).flatMap((link) => {
      const id = input[link]
      return isRecordId(id) ? [{ link, id }] : []
    })
    return counted.length === 0 ? 0 : reader.countOpened(declaration.name, counted, startOfDay(dayOf(at)))
  }

  /** Open records that wait for the holder of a tenure in person, when that tenure is about to end. */
  async function owedBy(
    declaration: Declaration,
    record: AnyRecord | undefined,
    action: string,
  ): Promise<readonly RecordId[]> {
    if (declaration.name !== 'tenure' || action !== 'end' || record === undefined) return NEVER_SIMILAR
    // The field holds the id of a person.
    return reader.waitingFor(record['person'] as PersonId)
  }

  async function consider(opened: Opened, action: string, input: Request['input']): Promise<Considered> {
    const { declaration, record } = opened
    const stranger = await findUnreached(declaration, record, opened.asker, input)
    if (stranger !== undefined) return { refused: [stranger] }
    const { actor, roles } = standingFor(declaration, record, action, opened.standings)
    const wish: Wish = { action, by: actor, roles, at: parts.now(), input, draw: 0 }
    const links = [...opened.linked, ...(await linked(declaration, undefined, input))]
    return decideOn(declaration, opened, wish, links, scopeOf(opened.asker))
  }

  async function considerOpening(
    asker: Asker,
    type: string,
    action: string,
    input: Request['input'],
  ): Promise<Considered> {
    const declaration = realm.declarations.get(type)
    if (declaration === undefined) return { refused: [{ because: 'no such action', action }] }
    const stranger = await findUnreached(declaration, undefined, asker, input)
    if (stranger !== undefined) return { refused: [stranger] }
    const standings = standingsOn(declaration, undefined, asker)
    const { actor, roles } = standingFor(declaration, undefined, action, standings)
    const wish: Wish = { action, by: actor, roles, at: parts.now(), input, draw: 0 }
    return decideOn(declaration, undefined, wish, await linked(declaration, undefined, input), scopeOf(asker))
  }

  async function act(request: Request): Promise<Outcome> {
    const declaration = realm.declarations.get(request.type)
    if (declaration === undefined) return { refused: [{ because: 'not found' }] }
    // Only what may come again is told apart from something else under the same key.
    const asked = request.idempotencyKey === undefined ? '' : digestOf(request)
    const before = await findAnswer(request, asked)
    if (before !== undefined) return before

    let past: Loaded | undefined
    if (request.id !== undefined) {
      past = await load(request.asker, declaration, request.id)
      if (past === undefined) return { refused: [{ because: 'not found' }] }
    }
    const standings = standingsOn(declaration, past?.record, request.asker)
    if (past !== undefined && standings.every(({ roles }) => roles.length === 0))
      return { refused: [{ because: 'not found' }] }
    if (past !== undefined && request.ifMatch !== undefined && request.ifMatch !== past.record.version)
      return { refused: [{ because: 'changed meanwhile', version: past.record.version }] }
    if (past !== undefined && past.key === undefined) return { refused: [{ because: 'erased' }] }

    const unreached = await findUnreached(declaration, past?.record, request.asker, request.input)
    if (unreached !== undefined) return { refused: [unreached] }

    const scope = scopeOf(request.asker)
    const { actor, roles } = standingFor(declaration, past?.record, request.action, standings)
    const at = laterOf(parts.now(), past?.record.changedAt)
    const wish: Wish = {
      action: request.action,
      by: actor,
      roles,
      at,
      input: request.input,
      draw: parts.draw(),
    }
    const decision = await decideOn(
      declaration,
      past,
      wish,
      await linked(declaration, request.id, request.input),
      scope,
    )
    if ('refused' in decision) return decision
    const stranger = await findUnknownFile(declaration, request, scope)
    if (stranger !== undefined) return { refused: [{ because: 'file not known', field: stranger }] }

    const group = newGroup()
    const main = group.add(
      declaration,
      past,
      decision,
      request.asker.kind === 'system' ? request.asId : undefined,
    )
    const refused = await addConsequences(group, main, decision, actor)
    if (refused !== undefined) return { refused }

    const ask =
      request.idempotencyKey === undefined
        ? undefined
        : {
            actor: askerName(request.asker),
            key: hashedKey(request.idempotencyKey),
            asked,
            answer: request.answerWith ?? {},
          }
    try {
      const batch = await lane.write(group.writing(ask, main, request.codeHash))
      if (batch.entries.some(({ entry }) => REALM_TYPES.includes(entry.type))) await realm.reload()
      parts.onWritten?.(batch)
      return { done: doneOf(main.written(), request.answerWith) }
    } catch (error) {
      if (!isConflict(error)) throw error
      // Somebody else was first: perhaps the same request, perhaps another one.
      const repeated = await findAnswer(request, asked)
      if (repeated !== undefined) return repeated
      return { refused: [{ because: 'changed meanwhile', version: (past?.record.version ?? 0) + 1 }] }
    }
  }

  /** Adds what the decision does to other records, and what that does to others again. */
  async function addConsequences(
    group: Group,
    main: Placed,
    decision: Accepted,
    actor: Actor,
  ): Promise<Refusals | undefined> {
    const via = { type: main.declaration.name, record: main.record }
    const { at } = decision.accepted
    const follow = async (
      declaration: Declaration,
      past: Loaded | undefined,
      { action, input }: Pick<Opening, 'action' | 'input'>,
      standsAs: Actor,
    ) => {
      const wish: Wish = {
        ...{ action, input, via, by: actor, at: laterOf(at, past?.record.changedAt) },
        roles: rolesOn(declaration, past?.record, standsAs, realm.org(), via),
      }
      const links = await linked(declaration, past?.record.id, input)
      const decided = await decideOn(declaration, past, wish, links, nobody)
      if ('refused' in decided) return decided.refused
      return addConsequences(group, group.add(declaration, past, decided), decided, actor)
    }

    for (const opening of decision.opens) {
      const refused = await follow(getDeclaration(opening.type), undefined, opening, actor)
      if (refused !== undefined) return refused
    }
    for (const deed of decision.acts) {
      const declaration = getDeclaration(deed.type)
      const past = await reader.find(declaration, deed.id)
      if (past === undefined) return [{ because: 'not found' }]
      if (past.key === undefined) return [{ because: 'erased' }]
      const refused = await follow(declaration, past, deed, ANOTHER_RECORD)
      if (refused !== undefined) return refused
    }
    if (decision.leads === undefined) return undefined
    const { link, action } = decision.leads
    const followers = await reader.referringTo(
      { link, id: main.record },
      main.declaration.name,
      listOf(main.declaration.actions[action]?.from),
    )
    for (const record of followers) {
      const past = await reader.find(main.declaration, record)
      if (past === undefined) continue
      const refused = await follow(main.declaration, past, { action, input: {} }, ANOTHER_RECORD)
      if (refused !== undefined) return refused
    }
    return undefined
  }

  function getDeclaration(type: string): Declaration {
    const declaration = realm.declarations.get(type)
    if (declaration === undefined)
      throw new Error(`"${type}" is opened or acted on, but no such type is declared`)
    return declaration
  }

  /**
   * An official names only records that they reach, or that stand in this one already: else rules that read a linked record
   * would answer about one that does not exist for them. People, posts and ties are named by everybody.
   */
  async function findUnreached(
    declaration: Declaration,
    record: AnyRecord | undefined,
    asker: Asker,
    input: Request['input'],
  ): Promise<OfficeRefusal | undefined> {
    if (asker.kind !== 'staff') return undefined
    const standing = new Set(record === undefined ? [] : linksOf(declaration, record).map(({ id }) => id))
    const named = Object.entries(input).flatMap(([name, value]) => {
      const field = declaration.fields[name]
      return (field === undefined ? [] : linksIn(field, value))
        .filter(({ type, id }) => !REALM_TYPES.includes(type) && !standing.has(id))
        .map(({ id }) => ({ name, id }))
    })
    if (named.length === 0) return undefined
    const reached = await reader.reachedOf(
      scopeOf(asker),
      named.map(({ id }) => id),
    )
    const stranger = named.find(({ id }) => !reached.has(id))
    return stranger === undefined ? undefined : { because: 'record not known', field: stranger.name }
  }

  /** A file may be used by whoever uploaded it, or when it stands in a record they reach. */
  async function findUnknownFile(
    declaration: Declaration,
    request: Request,
    scope: Scope,
  ): Promise<string | undefined> {
    for (const [name, value] of Object.entries(request.input)) {
      const field = declaration.fields[name]
      const files: readonly FileRef[] = field === undefined ? [] : filesOf(field, value)
      if (files.length === 0) continue
      const now = parts.now()
      const since = unsentSince(now, realm.rulebookOn(dayOf(now)).number('files.unsentHours'))
      const digests = files.map(({ digest }) => digest)
      const known = await reader.knownFiles(scope, digests, { by: askerName(request.asker), since })
      if (files.some(({ digest }) => !known.has(digest))) return name
    }
    return undefined
  }

  async function findAsked(asker: Asker, idempotencyKey: string) {
    const { rows } = await appPool.query<{
      asked: Buffer
      record: RecordId
      seq: number
      answer: Readonly<Record<string, unknown>>
    }>({
      name: 'answer',
      text: 'select * from zs.find_answer($1, $2)',
      values: [askerName(asker), hashedKey(idempotencyKey)],
    })
    return rows[0]
  }

  async function findAnswer(request: Request, asked: string): Promise<Outcome | undefined> {
    if (request.idempotencyKey === undefined) return undefined
    const row = await findAsked(request.asker, request.idempotencyKey)
    if (row === undefined) return undefined
    if (row.asked.toString('hex') !== asked) return { refused: [{ because: 'key used for something else' }] }
    const { rows: records } = await ownerPool.query<{ number: string; state: string }>(
      'select number, state from zs.record where id = $1',
      [row.record],
    )
    const { number = '', state = '' } = records[0] ?? {}
    return {
      done: {
        type: request.type,
        id: row.record,
        number,
        state,
        version: row.seq,
        repeated: true,
        answerWith: row.answer,
      },
    }
  }

  /** What is written together: the action, the records it opens, the records that follow it. */
  function newGroup(): Group {
    const placed: PlacedInGroup[] = []
    return {
      add(declaration, past, decided, asId) {
        if (past !== undefined && placed.some(({ record }) => record === past.record.id))
          throw new Error(`One act may not enter twice into one record ("${declaration.name}")`)
        const one = placeDraft(declaration, past, decided, asId)
        placed.push(one)
        return one
      },
      writing: (ask, main, codeHash) => ({
        takes: placed.flatMap(({ takes }) => takes),
        build(numbers) {
          const left = [...numbers]
          const built = placed.map((one) => one.build(left.splice(0, one.takes.length)))
          const { entry } = main.written()
          const asks: Ask[] =
            ask === undefined ? [] : [{ ...ask, record: entry.record, seq: entry.seq, at: entry.at }]
          let rows: readonly RowToWrite[] | undefined
          return {
            entries: built.map(({ written }) => written),
            after: built.map(({ after }) => after),
            get rows() {
              return (rows ??= built.map(({ row, written }) =>
                codeHash !== undefined && written.entry.id === entry.id
                  ? { ...row(), code: codeHash.toString('hex') }
                  : row(),
              ))
            },
            asks,
            papers: built.flatMap(({ papers }) => papers),
            erases: built.flatMap(({ erases }) => (erases === undefined ? [] : [erases])),
          }
        },
      }),
    }
  }

  function placeDraft(
    declaration: Declaration,
    past: Loaded | undefined,
    { accepted: draft, issues }: Pick<Accepted, 'accepted' | 'issues'>,
    asId: RecordId | undefined,
  ): PlacedInGroup {
    // Ids of records are made here and nowhere else.
    const record = past?.record.id ?? asId ?? (parts.newId() as RecordId)
    const key: RecordKey = past?.key ?? newRecordKey()
    const year = yearOf(dayOf(draft.at))
    const id = parts.newId()
    let made: WrittenEntry | undefined
    return {
      declaration,
      record,
      takes: [
        ...(past === undefined ? [{ series: declaration.name, year }] : []),
        ...issues.map((issue) => ({ series: seriesOf(issue), year: issue.year })),
      ],
      written: () => {
        if (made === undefined) throw new Error('The entry is not written yet')
        return made
      },
      build(numbers) {
        const before = past?.record.version ?? 0
        const left = [...numbers]
        const place = {
          record,
          number: past?.record.number ?? numberIn(declaration, year, left.shift() ?? 0),
          seq: before + 1,
          prev: past?.head ?? '',
          id,
          ...(issues.length === 0
            ? {}
            : { issued: issues.map((issue) => numbered(issue, left.shift() ?? 0)) }),
        }
        const written = writeEntry(declaration, draft, place, key)
        made = written
        const read: readonly JournalEntry[] = [...(past?.entries ?? []), written.entry]
        const erases = erasureIn(declaration, read) !== undefined
        const entries = erases ? read.map((entry) => erasedEntry(declaration, entry)) : read
        const advanced = erases
          ? getReplayed(declaration, entries)
          : advance(declaration, past?.record, written.entry)
        const projected = { org: realm.org(), book: realm.book() }
        return {
          written,
          after: {
            ...{ declaration, record: advanced, entries, head: written.hash },
            key: erases ? undefined : key,
          },
          papers: paperRowsOf({ record: advanced, papers: papersOf(declaration, entries) }, place.seq),
          ...(erases ? { erases: record } : {}),
          row() {
            const row = rowOf(project(declaration, advanced, entries, projected), before)
            return past === undefined ? { ...row, wrapped: wrapKey(key, masterKey).toString('hex') } : row
          },
        }
      },
    }
  }

  return {
    act,
    open,
    scopeOf,
    consider,
    considerOpening,
    findAnswerWith: async (asker, idempotencyKey) => (await findAsked(asker, idempotencyKey))?.answer,
  }
}

type Accepted = Extract<Decision, { accepted: Draft }>
type Refusals = readonly [OfficeRefusal, ...OfficeRefusal[]]

/** Whoever acted on one record does what follows from it on another as that record, not in their own roles there. */
const ANOTHER_RECORD: Actor = { kind: 'system', job: 'head' }

interface Placed {
  readonly declaration: Declaration
  readonly record: RecordId
  /** The entry, once it is built. */
  written(): WrittenEntry
}
interface PlacedInGroup extends Placed {
  /** The numbers it needs, and is given when it is built: that of the register first. */
  readonly takes: Writing['takes']
  build(numbers: readonly number[]): {
    readonly written: WrittenEntry
    /** The record with its new entry. */
    readonly after: Loaded
    /** What is kept beside its entries. */
    row(): RowToWrite
    readonly papers: readonly PaperRow[]
    readonly erases?: RecordId
  }
}
interface Group {
  add(
    declaration: Declaration,
    past: Loaded | undefined,
    decided: Pick<Accepted, 'accepted' | 'issues'>,
    asId?: RecordId,
  ): Placed
  writing(
    ask: Pick<Ask, 'actor' | 'key' | 'asked' | 'answer'> | undefined,
    main: Placed,
    codeHash: Buffer | undefined,
  ): Writing
}

function getReplayed(declaration: Declaration, entries: readonly JournalEntry[]): AnyRecord {
  const record: AnyRecord | undefined = replay(declaration, entries)
  if (record === undefined) throw new Error('A record without entries cannot be erased')
  return record
}

/** `吉线索〔{year}〕000000号` with year and number filled in. */
const numberIn = (declaration: Declaration, year: number, number: number): string =>
  declaration.number
    .replace('{year}', String(year))
    .replace(/0+(?=[^0]*$)/, (zeros) => String(number).padStart(zeros.length, '0'))

const doneOf = ({ entry }: WrittenEntry, answerWith: Request['answerWith']): Done => ({
  type: entry.type,
  id: entry.record,
  number: entry.number,
  state: entry.state,
  version: entry.seq,
  repeated: false,
  ...(answerWith === undefined ? {} : { answerWith }),
})

const laterOf = (now: Instant, last: Instant | undefined): Instant =>
  last !== undefined && last > now ? last : now

/** Under which name idempotency keys and uploads of an asker are kept. */
export function askerName(asker: Asker): string {
  switch (asker.kind) {
    case 'staff':
      return `p:${asker.person}`
    case 'public':
      return 'public'
    case 'system':
      return `system:${asker.job}`
  }
}

/** A citizen's key leads to their query code: only its hash is kept. */
const hashedKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

function digestOf({ type, id, action, input, sameAs }: Request): string {
  // The input came as JSON or was made from a form; canonicalBytes refuses anything else.
  const bytes = canonicalBytes({
    type,
    id: id ?? null,
    action,
    input: withoutUndefined(sameAs ?? input) as Json,
  })
  return createHash('sha256').update(bytes).digest('hex')
}

const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown

/** Somebody else was first: with an entry of this version, or with this very request. */
const isConflict = (error: unknown): boolean =>
  error instanceof WrittenMeanwhile ||
  (error instanceof DatabaseError &&
    (error.code === '40001' ||
      (error.code === '23505' && ['entry_pkey', 'idempotency_pkey'].includes(error.constraint ?? ''))))
