/**
 * What is written together: the action, the records it opens, the records that follow it. Each draft gets its place in its
 * record and in the numbers of its series when the lane writes it, and becomes an entry, a row, papers.
 */
import { postedAfter } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Decision } from '#kernel/record/decide.ts'
import type { Draft, JournalEntry } from '#kernel/record/entry.ts'
import { erasedEntry, erasureIn } from '#kernel/record/erasure.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { numbered, papersOf, seriesOf } from '#kernel/record/papers.ts'
import { project } from '#kernel/record/projection.ts'
import { advance, replay, type AnyRecord } from '#kernel/record/replay.ts'
import { dayOf, yearOf } from '#kernel/time.ts'
import { codeSealOf } from '#store/records/codeSeal.ts'
import { writeEntry, type WrittenEntry } from '#store/records/entryBytes.ts'
import type { Loaded } from '#store/records/load.ts'
import { newRecordKey, wrapKey, type RecordKey } from '#store/records/personalValues.ts'
import { paperRowsOf, rowOf } from '#store/records/rowOf.ts'
import type { Ask, PaperRow, RowToWrite, Writing } from '#store/records/writingLane.ts'
import type { Realm } from '../realm.ts'
import type { KeptAsk } from './answers.ts'

export type Accepted = Extract<Decision, { accepted: Draft }>

/** One record of an act, with the entry that it will have. */
export interface Placed {
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

/** What is written together. */
export interface Group {
  add(
    declaration: Declaration,
    past: Loaded | undefined,
    decided: Pick<Accepted, 'accepted' | 'issues'>,
    asId?: RecordId,
  ): Placed
  writing(ask: KeptAsk | undefined, main: Placed, codeHash: Buffer | undefined): Writing
}

export interface Places {
  readonly realm: Realm
  readonly masterKey: Buffer
  newId: () => string
}

export function newGroup(places: Places): Group {
  const placed: PlacedInGroup[] = []
  return {
    add(declaration, past, decided, asId) {
      if (past !== undefined && placed.some(({ record }) => record === past.record.id))
        throw new Error(`One act may not enter twice into one record ("${declaration.name}")`)
      const one = placeDraft(places, declaration, past, decided, asId)
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
                ? {
                    ...row(),
                    code: codeHash.toString('hex'),
                    codeSeal: codeSealOf(places.masterKey, entry.record, codeHash).toString('hex'),
                  }
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
  { realm, masterKey, newId }: Places,
  declaration: Declaration,
  past: Loaded | undefined,
  { accepted: draft, issues }: Pick<Accepted, 'accepted' | 'issues'>,
  asId: RecordId | undefined,
): PlacedInGroup {
  // Ids of records are made here and nowhere else.
  const record = past?.record.id ?? asId ?? (newId() as RecordId)
  const key: RecordKey = past?.key ?? newRecordKey()
  const year = yearOf(dayOf(draft.at))
  const id = newId()
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
      const left = [...numbers]
      const place = {
        record,
        number: past?.record.number ?? numberIn(declaration, year, left.shift() ?? 0),
        seq: (past?.record.version ?? 0) + 1,
        prev: past?.head ?? '',
        id,
        ...(issues.length === 0 ? {} : { issued: issues.map((issue) => numbered(issue, left.shift() ?? 0)) }),
      }
      const written = writeEntry(declaration, draft, place, key, masterKey)
      made = written
      const read: readonly JournalEntry[] = [...(past?.entries ?? []), written.entry]
      const erases = erasureIn(declaration, read) !== undefined
      const entries = erases ? read.map((entry) => erasedEntry(declaration, entry)) : read
      const advanced = erases
        ? getReplayed(declaration, entries)
        : advance(declaration, past?.record, written.entry)
      const projected = { org: realm.org(), book: realm.book() }
      const before = erases ? undefined : past?.posted
      const posted = postedAfter(declaration, before, { record: advanced, entries }, projected.book)
      return {
        written,
        after: {
          ...{ declaration, record: advanced, entries, head: written.hash },
          ...{ key: erases ? undefined : key, posted },
        },
        papers: paperRowsOf({ record: advanced, papers: papersOf(declaration, entries) }, place.seq),
        ...(erases ? { erases: record } : {}),
        row() {
          const row = rowOf(project(declaration, advanced, entries, projected, posted), place.seq - 1)
          return past === undefined ? { ...row, wrapped: wrapKey(key, masterKey).toString('hex') } : row
        },
      }
    },
  }
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
