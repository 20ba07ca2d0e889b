/** A database of the small world into which clues are written as the office writes them, to be listed and compared. */
import { createHmac, randomUUID } from 'node:crypto'
import { keysOf } from '#kernel/access/reach.ts'
import type { Directory } from '#kernel/org/directory.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Draft, JournalEntry } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { project } from '#kernel/record/projection.ts'
import { advance, type AnyRecord } from '#kernel/record/replay.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { declarations } from '#mechanisms/index.ts'
import { writeEntry } from '#store/records/entryBytes.ts'
import { newRecordKey, wrapKey } from '#store/records/personalValues.ts'
import type { Loaded } from '#store/records/load.ts'
import { rowOf } from '#store/records/rowOf.ts'
import type { Scope } from '#store/records/scope.ts'
import { writingLane } from '#store/records/writingLane.ts'
import { createEarlierReports } from '#store/search/earlierReports.ts'
import { recordFeatures } from '#server/recordFeatures.ts'
import { createIndexer } from '#store/search/indexer.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { people, smallDirectory, today, type Role } from './smallWorld.ts'
import { moment, staff, timeBook } from './specify.ts'

export const clueDeclaration: Declaration = clue

/** What the clues of a test say unless they say otherwise. */
const plainClue = {
  source: 'letter',
  receivedOn: today,
  registry: '22:clueCentre',
  category: 'gangCrime',
  title: '关于一件事的反映',
  content: '没有什么特别的内容，只是一段为了填满这个字段而写下的普通文字。',
  realName: false,
} as const

export interface Stored {
  readonly id: RecordId
  readonly record: AnyRecord
  readonly entries: readonly JournalEntry[]
}

export function scopeOf(role: Role, org: Directory = smallDirectory): Scope {
  return {
    keys: keysOf(declarations.values(), staff(role), org),
    conflicts: [...org.conflictKeysOf(people[role], today).keys()],
  }
}

export async function searchWorld(database?: TestDatabase) {
  const own = database ?? (await freshDatabase())
  const lane = writingLane(own.pool)
  const failures: unknown[] = []
  const mark = (purpose: string, text: string) =>
    createHmac('sha256', 'test').update(`${purpose}\n${text}`).digest()
  const indexer = createIndexer({
    ...{ ownerPool: own.ownerPool, declarations, features: recordFeatures, mark },
    failed: (error) => failures.push(error),
  })
  const earlier = createEarlierReports({
    ...{ appPool: own.pool, ownerPool: own.ownerPool, declarations, features: recordFeatures, mark, indexer },
  })
  let nth = 0
  const written = new Map<RecordId, Loaded>()

  async function write(
    {
      declaration,
      record,
      entries,
      key,
      head,
    }: Pick<Loaded, 'declaration' | 'entries' | 'key' | 'head'> & {
      readonly record: AnyRecord | undefined
    },
    draft: Draft,
    place: { readonly record: RecordId; readonly number: string },
    org: Directory,
  ): Promise<Stored> {
    if (key === undefined) throw new Error('what is erased is not entered into')
    const before = record?.version ?? 0
    const made = writeEntry(
      declaration,
      draft,
      { ...place, seq: before + 1, prev: head, id: randomUUID() },
      key,
      Buffer.alloc(32),
    )
    const after: Loaded = {
      ...{ declaration, key, head: made.hash },
      record: advance(declaration, record, made.entry),
      entries: [...entries, made.entry],
    }
    const projection = project(declaration, after.record, after.entries, { org, book: timeBook })
    const wrapped = wrapKey(key, Buffer.alloc(32)).toString('hex')
    const row = { ...rowOf(projection, before), ...(before === 0 ? { wrapped } : {}) }
    await lane.write({
      takes: [],
      build: () => ({ entries: [made], after: [after], rows: [row], asks: [], papers: [], erases: [] }),
    })
    written.set(place.record, after)
    return { id: place.record, record: after.record, entries: after.entries }
  }

  /** Writes a clue, or a record of another type, that stands in `state` after one entry. */
  async function add(
    fields: Readonly<Record<string, unknown>> = {},
    {
      state = 'toRegister',
      at = moment('2025-04-28'),
      org = smallDirectory,
      type = clueDeclaration,
    }: {
      readonly state?: string
      readonly at?: Instant
      readonly org?: Directory
      readonly type?: Declaration
    } = {},
  ): Promise<Stored> {
    // The form of a record id is that of a UUID.
    const id = randomUUID() as RecordId
    const draft: Draft = {
      ...{ action: 'enter', at, by: staff('centreIntake'), role: 'intake', state },
      ...{ input: { ...(type === clueDeclaration ? plainClue : {}), ...fields }, sets: {} },
    }
    const digits = String(++nth).padStart(6, '0')
    const number = type.number.replace('{year}', '2025').replace(/0+(?=[^0]*$)/u, digits)
    const nothing = { declaration: type, record: undefined, entries: [], key: newRecordKey(), head: '' }
    return write(nothing, draft, { record: id, number }, org)
  }

  /** Another entry of one of them, whatever the rules say of it. */
  function act(
    id: RecordId,
    { at, action, state, input }: Pick<Draft, 'at' | 'action' | 'state' | 'input'>,
  ): Promise<Stored> {
    const past = written.get(id)
    if (past === undefined) throw new Error(`no record ${id} was written here`)
    const draft: Draft = {
      ...{ action, at, state, input, sets: {} },
      by: staff('centreHead'),
      role: 'director',
    }
    return write(past, draft, { record: id, number: past.record.number }, smallDirectory)
  }

  return {
    ...{ database: own, indexer, earlier, mark, add, act, failures },
    [Symbol.asyncDispose]: () => own[Symbol.asyncDispose](),
  }
}
