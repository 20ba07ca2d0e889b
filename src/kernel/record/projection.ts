/**
 * Everything the store keeps beside the entries of a record, computed from them. The store writes it in the
 * transaction of the entry; `verify` computes it again and names what differs.
 */
import { namedIn } from '../access/exclusion.ts'
import { reachOf, type ReachKey } from '../access/reach.ts'
import type { Directory } from '../org/directory.ts'
import type { Instant } from '../time.ts'
import { clocksOf, isOpen, nextActOf, type Posted, type TimeBook } from './clocks.ts'
import type { Declaration } from './declaration.ts'
import type { JournalEntry } from './entry.ts'
import { isRecordId, type Field, type FileRef, type RecordId } from './field.ts'
import { findAction } from './decide.ts'
import { papersOf, type PaperStanding } from './papers.ts'
import { listOf, openSignatures, type AnyRecord } from './replay.ts'

export interface ProjectedClock {
  readonly name: string
  readonly run: number
  readonly state: string
  readonly startedAt: Instant
  readonly due?: Instant
  readonly provisional: boolean
  readonly nextRungAt?: Instant
}

export interface ProjectedLink {
  readonly link: string
  readonly type: string
  readonly id: RecordId
}

export interface Projection {
  readonly record: AnyRecord
  readonly title: string
  readonly closed: boolean
  readonly outcome?: string
  /** The earliest end of a clock that still runs. */
  readonly due?: Instant
  readonly reach: readonly ReachKey[]
  readonly named: readonly string[]
  /** The keys of those whose move it is. */
  readonly work: readonly string[]
  readonly clocks: readonly ProjectedClock[]
  readonly links: readonly ProjectedLink[]
  readonly files: readonly FileRef[]
  readonly papers: readonly PaperStanding[]
}

export function project(
  declaration: Declaration,
  record: AnyRecord,
  entries: readonly JournalEntry[],
  { org, book }: { readonly org: Directory; readonly book: TimeBook },
  posted?: Posted,
): Projection {
  const reach = reachOf(declaration, record, org)
  const clocks = clocksOf(declaration, entries, book, posted)
  const due = clocks
    .filter(isOpen)
    .flatMap(({ ledger }) => ledger.due ?? [])
    .toSorted()[0]
  const outcome = record[declaration.outcome]
  const title = record[declaration.title]
  const waiting = rolesWaitedFor(declaration, record)
  return {
    record,
    title: typeof title === 'string' ? title : record.number,
    closed: isClosed(declaration, record.state),
    ...(typeof outcome === 'string' ? { outcome } : {}),
    ...(due === undefined ? {} : { due }),
    reach,
    named: namedIn(declaration, record),
    work: [...new Set(reach.filter(({ role }) => waiting.includes(role)).map(({ key }) => key))],
    clocks: clocks.map((clock) => {
      const { name, ledger } = clock
      const next = nextActOf(clock, book)
      return {
        name,
        run: ledger.run,
        state: ledger.state,
        startedAt: ledger.startedAt,
        ...(ledger.due === undefined ? {} : { due: ledger.due }),
        provisional: ledger.provisional,
        ...(next === undefined ? {} : { nextRungAt: next }),
      }
    }),
    links: linksOf(declaration, record),
    files: filesIn(declaration, record),
    papers: papersOf(declaration, entries),
  }
}

export const isClosed = (declaration: Declaration, state: string): boolean => {
  const spec = declaration.states[state]
  return spec?.closed === true || spec?.final === true
}

export const closedStatesOf = (declaration: Declaration): readonly string[] =>
  Object.keys(declaration.states).filter((state) => isClosed(declaration, state))

/** The roles whose move it is; while several sign in order, only whose turn it is. */
function rolesWaitedFor(declaration: Declaration, record: AnyRecord): readonly string[] {
  const last = record.signatures.findLast(({ status }) => status === 'open')
  const signed = last !== undefined ? findAction(declaration, last.action)?.signed : undefined
  const waited = listOf(declaration.states[record.state]?.waitsFor)
  if (last !== undefined && signed !== undefined && 'inOrder' in signed) {
    const next = signed.inOrder[openSignatures(record, last.action).length]
    return next === undefined ? [] : [next]
  }
  // Before the first signature it is the first signer's move, not that of all who will sign.
  const inOrder = Object.values(declaration.actions)
    .filter(({ from }) => listOf(from).includes(record.state))
    .flatMap(({ signed: order }) => (order !== undefined && 'inOrder' in order ? [order.inOrder] : []))
    .find((order) => waited.length === order.length && order.every((role) => waited.includes(role)))
  return inOrder?.[0] === undefined ? waited : [inOrder[0]]
}

/** The records that this one refers to, anywhere in its fields. */
export function linksOf(declaration: Declaration, record: AnyRecord): readonly ProjectedLink[] {
  return holding(declaration).links.flatMap(([link, field]) =>
    listOf(record[link]).flatMap((value) => linksIn(field, value).map((found) => ({ link, ...found }))),
  )
}

interface Holding {
  readonly links: readonly (readonly [string, Field<unknown>])[]
  readonly files: readonly (readonly [string, Field<unknown>])[]
}
const known = new WeakMap<Declaration, Holding>()

/** The fields that can hold a link or a file, by themselves or anywhere inside. */
function holding(declaration: Declaration): Holding {
  const found = known.get(declaration)
  if (found !== undefined) return found
  const fields = Object.entries(declaration.fields)
  const made = {
    links: fields.filter(([, field]) => isAnywhere(field, ({ refersTo }) => refersTo !== undefined)),
    files: fields.filter(([, field]) => isAnywhere(field, ({ kind }) => kind === 'file')),
  }
  known.set(declaration, made)
  return made
}

const isAnywhere = (field: Field<unknown>, is: (field: Field<unknown>) => boolean): boolean =>
  is(field) ||
  (field.items !== undefined && isAnywhere(field.items, is)) ||
  Object.values(field.parts ?? {}).some((part) => isAnywhere(part, is))

/** The records that a value of this field refers to. What is no id is left out: the field has not accepted it yet. */
export function linksIn(field: Field<unknown>, value: unknown): readonly { type: string; id: RecordId }[] {
  if (field.refersTo !== undefined) return isRecordId(value) ? [{ type: field.refersTo, id: value }] : []
  return insideOf(field, value).flatMap(([part, inner]) => linksIn(part, inner))
}

function filesIn(declaration: Declaration, record: AnyRecord): readonly FileRef[] {
  const found = holding(declaration).files.flatMap(([name, field]) => filesOf(field, record[name]))
  return [...new Map(found.map((one) => [one.digest, one])).values()]
}

/** The files in a value of this field. */
export function filesOf(field: Field<unknown>, value: unknown): readonly FileRef[] {
  if (value === undefined) return []
  // The field accepted the value when it was entered.
  if (field.kind === 'file') return [value as FileRef]
  return insideOf(field, value).flatMap(([part, inner]) => filesOf(part, inner))
}

/** The values inside a list or a group, each with its field. */
function insideOf(field: Field<unknown>, value: unknown): readonly (readonly [Field<unknown>, unknown])[] {
  const { items, parts } = field
  if (items !== undefined) return listOf(value).map((item) => [items, item] as const)
  if (parts === undefined || typeof value !== 'object' || value === null) return []
  const inner: Readonly<Record<string, unknown>> = { ...value }
  return Object.entries(parts).flatMap(([name, part]) =>
    inner[name] === undefined ? [] : [[part, inner[name]] as const],
  )
}
