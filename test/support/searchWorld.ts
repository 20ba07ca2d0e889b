/** A database of the small world into which clues are written as the office writes them, to be listed and compared. */
import { createHmac, randomUUID } from 'node:crypto'
import { keysOf } from '#kernel/access/reach.ts'
import type { Directory } from '#kernel/org/directory.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Draft } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { project } from '#kernel/record/projection.ts'
import { advance, type AnyRecord } from '#kernel/record/replay.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { declarations } from '#mechanisms/index.ts'
import { writeEntry } from '#store/records/entryBytes.ts'
import { newRecordKey, wrapKey } from '#store/records/personalValues.ts'
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
    const key = newRecordKey()
    const digits = String(++nth).padStart(6, '0')
    const number = type.number.replace('{year}', '2025').replace(/0+(?=[^0]*$)/u, digits)
    const place = { record: id, number, seq: 1, prev: '', id: randomUUID() }
    const written = writeEntry(type, draft, place, key)
    const record = advance(type, undefined, written.entry)
    const projection = project(type, record, [written.entry], { org, book: timeBook })
    const row = { ...rowOf(projection, 0), wrapped: wrapKey(key, Buffer.alloc(32)).toString('hex') }
    const after = [{ declaration: type, record, entries: [written.entry], key, head: written.hash }]
    await lane.write({
      takes: [],
      build: () => ({ entries: [written], after, rows: [row], asks: [], papers: [], erases: [] }),
    })
    return { id, record }
  }

  return {
    ...{ database: own, indexer, earlier, mark, add, failures },
    [Symbol.asyncDispose]: () => own[Symbol.asyncDispose](),
  }
}
