/**
 * What a declaration means when somebody acts:
 *
 *   decide:  record + wish + world  ->  the next entry, or every reason it is refused
 *
 * Nothing here reads a clock or a database. The server loads the entries, calls this, and appends.
 * It fails closed: an action, role, field or rule that is not declared refuses.
 */
import { sameBytes } from '../journal/bytes.ts'
import { canonicalBytes, type Json } from '../journal/canonical.ts'
import type { Directory } from '../org/directory.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { tableRowIn } from '../rulebook/tableRow.ts'
import { dayOf, type Instant } from '../time.ts'
import type { TimeBook } from './clocks.ts'
import type { ActionSpec, Declaration, Deed, Linked, Opening, Situation } from './declaration.ts'
import type { Actor, Draft, JournalEntry, Signature } from './entry.ts'
import type { FieldMap, RecordId } from './field.ts'
import { issuesOf, mayCancel, type Issue } from './papers.ts'
import { fieldsAfter, findOpenSigning, listOf, openSignatures, type AnyRecord } from './replay.ts'
import { findRequestPeriod } from './requestPeriods.ts'

export type Refusal =
  | { readonly because: 'no such action'; readonly action: string }
  | { readonly because: 'not from this state'; readonly action: string; readonly state: string | undefined }
  | { readonly because: 'role may not'; readonly action: string }
  | { readonly because: 'excluded'; readonly reason: string }
  | {
      readonly because: 'field missing' | 'field not accepted' | 'field not asked' | 'not in the list'
      readonly field: string
    }
  | { readonly because: 'rule broken'; readonly rule: string }
  | {
      readonly because:
        'signed already' | 'not your turn to sign' | 'signs something else' | 'no signature of yours is open'
      readonly action: string
    }
  | { readonly because: 'still open'; readonly type: string; readonly record: RecordId }
  | { readonly because: 'no such paper'; readonly field: string }
  | { readonly because: 'time runs backwards' }

export type Refusals = readonly [Refusal, ...Refusal[]]

/**
 * `opens` are the records to open with it, `acts` what is done to others, `leads` the action that records linked to
 * this one take, `issues` the papers it issues, which get their numbers where it is written.
 */
export type Decision =
  | {
      readonly accepted: Draft
      readonly opens: readonly Opening[]
      readonly acts: readonly Deed[]
      readonly leads?: Leads
      readonly issues: readonly Issue[]
    }
  | { readonly refused: Refusals }
type Leads = NonNullable<ActionSpec<string, string, string, string, never>['leads']>

/** What somebody wants to do. `roles` are the roles the actor has on this record (kernel/access). */
export interface Wish {
  readonly action: string
  readonly by: Actor
  readonly roles: readonly string[]
  readonly at: Instant
  readonly input: Readonly<Record<string, unknown>>
  readonly via?: Draft['via']
  readonly draw?: number
}

/** What is known when it is decided. */
export interface World {
  readonly org: Directory
  readonly book: TimeBook
  readonly linked: readonly Linked[]
  readonly similar: readonly RecordId[]
  readonly owed: readonly RecordId[]
  /** How many were opened today with a link that the action counts; none, where nothing is counted. */
  readonly openedToday?: number
  /** Every declared type of record; without them nothing that speaks of types is found sound. */
  readonly types?: ReadonlyMap<string, Declaration>
}

const NO_TYPES: ReadonlyMap<string, Declaration> = new Map()

export interface Past {
  readonly record: AnyRecord
  readonly entries: readonly JournalEntry[]
}

export function decide(declaration: Declaration, past: Past | undefined, wish: Wish, world: World): Decision {
  const action = findAction(declaration, wish.action)
  if (action === undefined) return { refused: [{ because: 'no such action', action: wish.action }] }

  const on = dayOf(wish.at)
  const rulebook = world.book.rulebookOn(on)
  const entries = past?.entries ?? []
  const situation: Situation<Record<string, unknown>> = {
    record: past?.record ?? {},
    input: wish.input,
    actor: wish.by,
    at: wish.at,
    on,
    entries,
    org: world.org,
    rulebook,
    linked: world.linked,
    similar: world.similar,
    owed: world.owed,
    openedToday: world.openedToday ?? 0,
    types: world.types ?? NO_TYPES,
    requestPeriod: (name) =>
      findRequestPeriod(
        declaration,
        name,
        { fields: { ...past?.record, ...wish.input }, entries },
        world.book,
      ),
    draw: wish.draw ?? 0,
  }
  const [first, ...rest]: Refusal[] = [
    ...refusedByTime(past, wish),
    ...refusedByState(action, past, wish),
    ...refusedByRole(action, wish),
    ...refusedBySigning(action, past, wish),
    ...refusedByWithdrawing(action, past, wish),
    ...refusedByInput(declaration, action, past, wish, rulebook),
    ...refusedByPapers(declaration, action, past, wish),
    ...refusedByNeeds(action, past),
    ...refusedByChildren(action, world.linked),
  ]
  if (first !== undefined) return { refused: [first, ...rest] }
  // Rules may rely on a state, a role and an input that fit.
  const [broken, ...others] = refusedByRules(declaration, action, situation)
  if (broken !== undefined) return { refused: [broken, ...others] }
  return accept(declaration, action, past, wish, situation)
}

/** The action of that name, and never something inherited by every object. */
export const findAction = (declaration: Declaration, name: string) =>
  Object.hasOwn(declaration.actions, name) ? declaration.actions[name] : undefined

type AnyAction = NonNullable<ReturnType<typeof findAction>>

function accept(
  declaration: Declaration,
  action: AnyAction,
  past: Past | undefined,
  wish: Wish,
  situation: Situation<Record<string, unknown>>,
): Decision {
  const given = openSignatures(past?.record, wish.action)
  const signature = signatureOf(action, given)
  const last = signature?.last ?? true
  const sets = last ? (action.sets?.(situation) ?? {}) : {}
  for (const [name, value] of Object.entries(sets)) {
    const field = declaration.fields[name]
    if (field === undefined || (value !== undefined && !field.accepts(value)))
      throw new Error(`${declaration.name}.${wish.action} sets "${name}" to what the field does not accept`)
  }
  const done = {
    action: wish.action,
    at: wish.at,
    by: wish.by,
    input: withoutUndefined(wish.input),
    sets: withoutUndefined(sets),
  }
  const draft: Draft = {
    ...done,
    role: roleFor(action, wish, given),
    state: last
      ? targetOf(declaration, action, situation, fieldsAfter(declaration, past?.record, done))
      : (past?.record.state ?? ''),
    ...(signature === undefined ? {} : { signature }),
    ...(wish.via === undefined ? {} : { via: wish.via }),
    ...(wish.draw === undefined ? {} : { draw: wish.draw }),
  }
  return {
    accepted: draft,
    issues: issuesOf(declaration, draft, situation, () => fieldsAfter(declaration, past?.record, done)),
    opens: last ? (action.opens?.(situation) ?? []) : [],
    acts: last ? (action.acts?.(situation) ?? []) : [],
    ...(last && leadsTo(action, draft.state) ? { leads: action.leads } : {}),
  }
}

const leadsTo = (action: AnyAction, state: string): action is AnyAction & { leads: Leads } =>
  action.leads !== undefined && (action.leads.into === undefined || action.leads.into === state)

const withoutUndefined = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** Where it leads. Throws when the record would enter a state without a field that the state holds. */
function targetOf(
  declaration: Declaration,
  action: AnyAction,
  situation: Situation<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string {
  const { to } = action
  if (to === undefined) return String(situation.record.state)
  // A branch looks at the record as this action leaves it.
  const state = typeof to === 'string' ? to : branchFor(declaration, to, { ...situation, record: after })
  const missing = listOf(declaration.states[state]?.holds).filter((field) => after[field] === undefined)
  if (missing.length > 0)
    throw new Error(`${declaration.name} would enter "${state}" without ${missing.join(', ')}`)
  return state
}

function branchFor(
  declaration: Declaration,
  branches: Exclude<AnyAction['to'], string | undefined>,
  after: Situation<Record<string, unknown>>,
): string {
  const branch = branches.find(({ when }) => when === undefined || declaration.rules[when]?.(after) === true)
  if (branch === undefined) throw new Error(`${declaration.name}: no branch of an action applies`)
  return branch.state
}

function refusedByTime(past: Past | undefined, wish: Wish): Refusal[] {
  return past !== undefined && wish.at < past.record.changedAt ? [{ because: 'time runs backwards' }] : []
}

function refusedByState(action: AnyAction, past: Past | undefined, wish: Wish): Refusal[] {
  const from = listOf(action.from)
  const startsHere = past === undefined ? from.length === 0 : from.includes(past.record.state)
  return startsHere
    ? []
    : [{ because: 'not from this state', action: wish.action, state: past?.record.state }]
}

const rolesThatMay = (action: AnyAction): readonly string[] =>
  action.signed !== undefined && 'inOrder' in action.signed ? action.signed.inOrder : listOf(action.by)

/** The role in which the actor does it: whose turn it is to sign, or the first that may and that they have. */
function roleFor(action: AnyAction, wish: Wish, given: readonly Signature[]): string {
  const { signed } = action
  const turn = signed !== undefined && 'inOrder' in signed ? signed.inOrder[given.length] : undefined
  if (turn !== undefined && wish.roles.includes(turn)) return turn
  return rolesThatMay(action).find((role) => wish.roles.includes(role)) ?? ''
}

function refusedByRole(action: AnyAction, wish: Wish): Refusal[] {
  return roleFor(action, wish, []) === '' ? [{ because: 'role may not', action: wish.action }] : []
}

function signatureOf(action: AnyAction, given: readonly Signature[]): Draft['signature'] {
  const { signed } = action
  if (signed === undefined) return undefined
  const needed = 'inOrder' in signed ? signed.inOrder.length : signed.persons
  return { nth: given.length + 1, last: given.length + 1 === needed }
}

function refusedBySigning(action: AnyAction, past: Past | undefined, wish: Wish): Refusal[] {
  const { signed } = action
  if (signed === undefined) return []
  if (wish.by.kind !== 'staff') return [{ because: 'role may not', action: wish.action }]
  const given = openSignatures(past?.record, wish.action)
  const { person } = wish.by
  if (given.some((signature) => signature.actor.person === person))
    return [{ because: 'signed already', action: wish.action }]
  const [first] = given
  if ('persons' in signed && first !== undefined && !isSame(first.input, wish.input))
    return [{ because: 'signs something else', action: wish.action }]
  const next = 'inOrder' in signed ? signed.inOrder[given.length] : undefined
  return next !== undefined && !wish.roles.includes(next)
    ? [{ because: 'not your turn to sign', action: wish.action }]
    : []
}

/** Only whoever signed takes it back, and only until the last has signed. */
function refusedByWithdrawing({ withdraws }: AnyAction, past: Past | undefined, wish: Wish): Refusal[] {
  if (withdraws === undefined) return []
  const mine = findOpenSigning(past?.record.signatures ?? [], listOf(withdraws), wish.by)
  return mine === undefined ? [{ because: 'no signature of yours is open', action: wish.action }] : []
}

/** Who signs together signs the same: the second may not put something else under the first one's name. */
// Both were accepted as input, which is JSON.
const isSame = (one: object, other: object): boolean =>
  sameBytes(canonicalBytes(one as Json), canonicalBytes(withoutUndefined({ ...other }) as Json))

function refusedByInput(
  declaration: Declaration,
  action: AnyAction,
  past: Past | undefined,
  { input }: Wish,
  rulebook: Rulebook,
): Refusal[] {
  const fields: FieldMap = declaration.fields
  const asked = [...listOf(action.asks), ...listOf(action.adds)]
  const held = heldAfter(declaration, action)
  return [
    ...asked.flatMap((field): Refusal[] => {
      const given = Object.hasOwn(input, field) ? input[field] : undefined
      const spec = fields[field]
      if (given === undefined)
        return spec?.optional === true && !held.includes(field) ? [] : [{ because: 'field missing', field }]
      if (spec?.accepts(given) !== true || wouldOverflow(action, field, spec, past, given))
        return [{ because: 'field not accepted', field }]
      return isInForce(spec, given, rulebook) ? [] : [{ because: 'not in the list', field }]
    }),
    ...Object.keys(input)
      .filter((field) => !asked.includes(field))
      .map((field) => ({ because: 'field not asked', field }) as const),
  ]
}

/** The fields that every state it may lead to holds: asked for, they cannot be left out. */
export const heldAfter = ({ states }: Declaration, { to }: Pick<AnyAction, 'to'>): readonly string[] => {
  const targets = to === undefined || typeof to === 'string' ? listOf(to) : to.map(({ state }) => state)
  const [first, ...others] = targets.map((state) => listOf(states[state]?.holds))
  return (first ?? []).filter((field) => others.every((held) => held.includes(field)))
}

/** Whether a list that accumulates would grow beyond what its field holds. */
function wouldOverflow(
  action: AnyAction,
  name: string,
  field: FieldMap[string],
  past: Past | undefined,
  given: unknown,
): boolean {
  const most = field.schema['maxItems']
  const there = listOf(past?.record[name]).length
  return listOf(action.adds).includes(name) && typeof most === 'number' && there + listOf(given).length > most
}

/** What is chosen from the rulebook must be in force on the day of the act, wherever it stands in a field. */
function isInForce(field: FieldMap[string], value: unknown, rulebook: Rulebook): boolean {
  const { list, table } = field
  if (list !== undefined) return rulebook.list(list).some(({ code }) => code === value)
  if (table !== undefined)
    return rulebook.rows(table).some((row) => tableRowIn(rulebook, table, row) === value)
  const { items, parts } = field
  if (items !== undefined) return listOf(value).every((item) => isInForce(items, item, rulebook))
  if (parts === undefined || typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, part]) => {
    const spec = parts[name]
    return spec !== undefined && (part === undefined || isInForce(spec, part, rulebook))
  })
}

function refusedByNeeds(action: AnyAction, past: Past | undefined): Refusal[] {
  return listOf(action.needs)
    .filter((field) => past?.record[field] === undefined)
    .map((field) => ({ because: 'field missing', field }))
}

function refusedByPapers(
  declaration: Declaration,
  { cancels }: AnyAction,
  past: Past | undefined,
  { action, by, input }: Wish,
): Refusal[] {
  if (cancels === undefined || declaration.fields[cancels]?.accepts(input[cancels]) !== true) return []
  return mayCancel(declaration, past?.entries ?? [], { action, by, input })
    ? []
    : [{ because: 'no such paper', field: cancels }]
}

function refusedByChildren(action: AnyAction, linked: readonly Linked[]): Refusal[] {
  return linked
    .filter(({ type, closed }) => !closed && listOf(action.afterClosing).includes(type))
    .map(({ type, id }) => ({ because: 'still open', type, record: id }))
}

function refusedByRules(
  declaration: Declaration,
  action: AnyAction,
  situation: Situation<Record<string, unknown>>,
): Refusal[] {
  return listOf(action.provided)
    .filter((rule) => declaration.rules[rule]?.(situation) !== true)
    .map((rule) => ({ because: 'rule broken', rule }))
}
