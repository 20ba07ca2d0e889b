/**
 * The office: the one door through which anybody does anything to a record.
 *
 *   find the record in the asker's reach (else it does not exist) → who acts, in which role → decide →
 *   records opened with it, records that follow it → append all of it in one transaction → tell.
 *
 * Citizens, officials, clocks and importers come through here, and so do the demo and the tests.
 */
import { DatabaseError, type Pool } from 'pg'
import { rolesOn } from '#kernel/access/reach.ts'
import { decide, findAction, type Decision, type Wish } from '#kernel/record/decide.ts'
import type { Declaration, Linked, Opening } from '#kernel/record/declaration.ts'
import type { Actor } from '#kernel/record/entry.ts'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { listOf, type AnyRecord } from '#kernel/record/replay.ts'
import { dayOf, startOfDay, type Instant } from '#kernel/time.ts'
import type { WrittenEntry } from '#store/records/entryBytes.ts'
import type { Loaded } from '#store/records/load.ts'
import type { RecordReader } from '#store/records/reader.ts'
import { nobody, type Scope } from '#store/records/scope.ts'
import { WrittenMeanwhile, type Batch, type WritingLane } from '#store/records/writingLane.ts'
import { unsentSince } from '../jobs/sweepUnsent.ts'
import { endingAs, toHandOverAt, type EndingTenure } from '../handOver.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import { REALM_TYPES, type Realm } from '../realm.ts'
import { askOf, createAnswers, type Answers } from './answers.ts'
import type { Asker, Done, Outcome, Refused, Request } from './asking.ts'
import { findUnknownFile, findUnreached } from './naming.ts'
import { newGroup, type Accepted, type Group, type Placed } from './placing.ts'
import { createStandings, standingFor, type ActorStanding } from './standings.ts'

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

export interface Office extends Pick<Answers, 'findAnswerWith'> {
  act(request: Request): Promise<Outcome>
  /** The record as the asker reaches it, with the actors they are on it. */
  open(asker: Asker, type: string, id: RecordId): Promise<Opened | undefined>
  scopeOf(asker: Asker): Scope
  /** What deciding would say, without doing it. */
  consider(opened: Opened, action: string, input: Request['input']): Promise<Considered>
  /** The same for an action that opens a record. */
  considerOpening(asker: Asker, type: string, action: string, input: Request['input']): Promise<Considered>
  /** What has to be handed over when these tenures end, by the tenure's id. */
  toHandOver(tenures: readonly EndingTenure[]): Promise<ReadonlyMap<string, readonly RecordId[]>>
}

/** What deciding says, or why the office would refuse what decides well. */
export type Considered = Decision | Refused

/** A record somebody has before them. */
export interface Opened extends Loaded {
  readonly asker: Asker
  readonly linked: readonly Linked[]
  readonly standings: readonly ActorStanding[]
}

const NOTHING: readonly RecordId[] = []

export function createOffice(parts: OfficeParts): Office {
  const { realm, reader, lane } = parts
  const answers = createAnswers(parts.appPool, parts.ownerPool)
  const { scopeOf, standingsOn } = createStandings(realm, () => parts.now())
  const namingOf = (asker: Asker) => ({ asker, scope: scopeOf(asker), reader })

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
        : NOTHING
    return decide(declaration, past, wish, {
      org: realm.org(),
      book: realm.book(),
      linked: links,
      similar,
      types: realm.declarations,
      owed: await owedBy(declaration, past?.record, wish),
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

  /** What has to be handed over when this tenure ends, on its day or the one that is entered; for the acts that ask. */
  async function owedBy(
    declaration: Declaration,
    record: AnyRecord | undefined,
    { action, input }: Wish,
  ): Promise<readonly RecordId[]> {
    if (declaration.name !== 'tenure' || record === undefined || !asksWhatIsLeft(declaration, action))
      return NOTHING
    const tenure = endingAs(record, input)
    return (await toHandOverAt(parts, [tenure])).get(tenure.id) ?? NOTHING
  }

  async function consider(opened: Opened, action: string, input: Request['input']): Promise<Considered> {
    const { declaration, record } = opened
    const naming = namingOf(opened.asker)
    const stranger = await findUnreached(naming, declaration, record, input)
    if (stranger !== undefined) return { refused: [stranger] }
    const { actor, roles } = standingFor(declaration, record, action, opened.standings)
    const wish: Wish = { action, by: actor, roles, at: parts.now(), input, draw: 0 }
    const links = [...opened.linked, ...(await linked(declaration, undefined, input))]
    const decision = await decideOn(declaration, opened, wish, links, naming.scope)
    return consequencesConsidered(declaration, opened, decision, actor)
  }

  /** What would be refused to a record that follows is refused now; nothing of it is written. */
  async function consequencesConsidered(
    declaration: Declaration,
    past: Loaded | undefined,
    decision: Decision,
    actor: Actor,
  ): Promise<Considered> {
    if ('refused' in decision) return decision
    const group = newGroup(parts)
    const main = group.add(declaration, past, decision)
    return (await findRefusedConsequence(group, main, decision, actor)) ?? decision
  }

  async function considerOpening(
    asker: Asker,
    type: string,
    action: string,
    input: Request['input'],
  ): Promise<Considered> {
    const declaration = realm.declarations.get(type)
    if (declaration === undefined) return { refused: [{ because: 'no such action', action }] }
    const naming = namingOf(asker)
    const stranger = await findUnreached(naming, declaration, undefined, input)
    if (stranger !== undefined) return { refused: [stranger] }
    const standings = standingsOn(declaration, undefined, asker)
    const { actor, roles } = standingFor(declaration, undefined, action, standings)
    const wish: Wish = { action, by: actor, roles, at: parts.now(), input, draw: 0 }
    const links = await linked(declaration, undefined, input)
    const decision = await decideOn(declaration, undefined, wish, links, naming.scope)
    return consequencesConsidered(declaration, undefined, decision, actor)
  }

  async function act(request: Request): Promise<Outcome> {
    const before = await answers.find(request)
    if (before !== undefined) return before
    const outcome = await actAnew(request)
    // Whatever stands against it may be this very request, done after it was looked for.
    return 'done' in outcome ? outcome : ((await answers.find(request)) ?? outcome)
  }

  async function actAnew(request: Request): Promise<Outcome> {
    const declaration = realm.declarations.get(request.type)
    if (declaration === undefined) return { refused: [{ because: 'not found' }] }

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

    const naming = namingOf(request.asker)
    const unreached = await findUnreached(naming, declaration, past?.record, request.input)
    if (unreached !== undefined) return { refused: [unreached] }

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
      naming.scope,
    )
    if ('refused' in decision) return decision
    const stranger = await findUnknownFile(naming, declaration, request.input, unsentFilesSince)
    if (stranger !== undefined) return { refused: [stranger] }

    const group = newGroup(parts)
    const main = group.add(
      declaration,
      past,
      decision,
      request.asker.kind === 'system' ? request.asId : undefined,
    )
    const refused = await findRefusedConsequence(group, main, decision, actor)
    if (refused !== undefined) return refused

    try {
      const batch = await lane.write(group.writing(askOf(request), main, request.codeHash))
      if (batch.entries.some(({ entry }) => changesTheRealm(entry))) await realm.reload()
      parts.onWritten?.(batch)
      return { done: doneOf(main.written(), request.answerWith) }
    } catch (error) {
      if (!isConflict(error)) throw error
      return { refused: [{ because: 'changed meanwhile', version: (past?.record.version ?? 0) + 1 }] }
    }
  }

  function unsentFilesSince(): Instant {
    const now = parts.now()
    return unsentSince(now, realm.rulebookOn(dayOf(now)).number('files.unsentHours'))
  }

  /** Adds to the group what the decision does to other records, and what that does to others again; or why it may not. */
  async function findRefusedConsequence(
    group: Group,
    main: Placed,
    decision: Accepted,
    actor: Actor,
  ): Promise<Refused | undefined> {
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
      if ('refused' in decided) return decided
      return findRefusedConsequence(group, group.add(declaration, past, decided), decided, actor)
    }

    for (const opening of decision.opens) {
      const refused = await follow(getDeclaration(opening.type), undefined, opening, actor)
      if (refused !== undefined) return refused
    }
    for (const deed of decision.acts) {
      const declaration = getDeclaration(deed.type)
      const past = await reader.find(declaration, deed.id)
      if (past === undefined) return { refused: [{ because: 'not found' }] }
      if (past.key === undefined) return { refused: [{ because: 'erased' }] }
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

  return {
    act,
    open,
    scopeOf,
    consider,
    considerOpening,
    toHandOver: (tenures) => toHandOverAt(parts, tenures),
    findAnswerWith: answers.findAnswerWith,
  }
}

/** Whoever acted on one record does what follows from it on another as that record, not in their own roles there. */
const ANOTHER_RECORD: Actor = { kind: 'system', job: 'head' }

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

/** What the same request already wrote where two of it came at once: a citizen's code follows from the token of their form. */
const WHAT_IS_LEFT = 'everythingIsHandedOver'

function asksWhatIsLeft(declaration: Declaration, name: string): boolean {
  const { provided, to } = findAction(declaration, name) ?? {}
  return (
    listOf(provided).includes(WHAT_IS_LEFT) ||
    (typeof to === 'object' && to.some(({ when }) => when === WHAT_IS_LEFT))
  )
}

/** Who holds which post is read from fields, which rule is in force from the state, too. */
const changesTheRealm = ({ type, input, sets }: JournalEntry): boolean =>
  type === 'ruleSet' ||
  (REALM_TYPES.includes(type) && Object.keys(input).length + Object.keys(sets).length > 0)

const CONFLICTS: readonly string[] = ['entry_pkey', 'idempotency_pkey', 'query_code_pkey']

/** Somebody else was first: with an entry of this version, or with this very request. */
const isConflict = (error: unknown): boolean =>
  error instanceof WrittenMeanwhile ||
  (error instanceof DatabaseError &&
    (error.code === '40001' || (error.code === '23505' && CONFLICTS.includes(error.constraint ?? ''))))
