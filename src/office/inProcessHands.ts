/**
 * The hands of the script in the same process as the office. Every act has a clock, ids and a draw of its own
 * (ActContext), so that what one clue is given does not depend on which of many at once comes first.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FileRef, PersonId, RecordId } from '#kernel/record/field.ts'
import { queryCodeFrom } from '#kernel/record/queryCode.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import type { Asker, Office } from '#server/office.ts'
import type { Realm } from '#server/realm.ts'
import type { Batch, RowToWrite } from '#store/records/writingLane.ts'
import type { Desk } from './desk.ts'
import type { Answer, Hands } from './hands.ts'
import { idFrom, randomOf, type Random } from './random.ts'
import type { View, Who } from './view.ts'

/** The clock, the ids and the draws of the act that is being done. */
export interface ActContext {
  now(): Instant
  newId(): string
  draw(): number
  inside<T>(at: Instant, random: Random, work: () => Promise<T>): Promise<T>
}

export function actContext(): ActContext {
  const storage = new AsyncLocalStorage<{ readonly at: Instant; readonly random: Random }>()
  const current = () => {
    const found = storage.getStore()
    if (found === undefined) throw new Error('The scripted office was asked outside an act')
    return found
  }
  return {
    now: () => current().at,
    newId: () => idFrom(current().random),
    draw: () => current().random(),
    inside: (at, random, work) => storage.run({ at, random }, work),
  }
}

export interface InProcessParts {
  readonly realm: Realm
  /** Made with the clock, ids and draws of `context`, and with `remember` told of what is written. */
  readonly office: Office
  readonly context: ActContext
  readonly seed: string
  earlier(person: PersonId, id: RecordId): Promise<readonly RecordId[]>
  upload(person: PersonId, name: string, text: string): Promise<FileRef>
  /** The hash kept for a query code; without it reports get none. */
  readonly codeHash?: (code: string) => Promise<Buffer>
}

/** Keeps how each record was last written, so that the script never has to read it again. */
export interface Recollection {
  remember(batch: Batch): void
  find(id: RecordId): RowToWrite | undefined
  /** The parts of a clue, the complaint that came out of a petition. */
  partsOf(origin: RecordId): readonly RecordId[]
}

export function recollection(): Recollection {
  const rows = new Map<string, RowToWrite>()
  const parts = new Map<string, RecordId[]>()
  return {
    remember({ rows: written }) {
      for (const row of written) {
        if (!WALKED.includes(String(row['type']))) continue
        const origin = rows.has(row.record) ? undefined : originOf(row)
        // Ids of rows are ids of records.
        if (origin !== undefined) parts.set(origin, [...(parts.get(origin) ?? []), row.record as RecordId])
        rows.set(row.record, row)
      }
    },
    find: (id) => rows.get(id),
    partsOf: (origin) => parts.get(origin) ?? [],
  }
}

const WALKED = ['clue', 'transfer', 'petition', 'complaint']

/** The clue that a part was split off, the petition that a complaint came out of. */
function originOf(row: RowToWrite): string | undefined {
  const field = { transfer: 'clue', complaint: 'petition' }[String(row['type'])]
  const origin = field === undefined ? undefined : fieldsIn(row)[field]
  return typeof origin === 'string' ? origin : undefined
}

// rowOf() writes the fields of the record as an object.
const fieldsIn = (row: RowToWrite) => row['fields'] as Readonly<Record<string, unknown>>

interface Signed {
  readonly status: string
  readonly by: readonly { readonly actor: { readonly person: string } }[]
}

function viewOf(row: RowToWrite): View {
  const { signatures, ...fields } = fieldsIn(row)
  const last = Array.isArray(signatures) ? (signatures as readonly Signed[]).at(-1) : undefined
  return {
    id: row.record as RecordId,
    type: String(row['type']),
    number: String(row['number']),
    state: String(row['state']),
    version: Number(row['version']),
    changedAt: row['changedAt'] as Instant,
    fields,
    signedBy: last?.status === 'open' ? last.by.map(({ actor }) => actor.person) : [],
  }
}

export function inProcessHands(parts: InProcessParts, known: Recollection): Hands {
  const { realm, office, context, seed } = parts
  const desks = new Map<string, Desk>()

  const askerOf = (who: Who, id: RecordId | undefined): Asker =>
    who.kind === 'staff'
      ? { kind: 'staff', person: who.person }
      : { kind: 'public', ...(id === undefined ? {} : { record: id }) }

  return {
    desk(at) {
      const on = dayOf(at)
      const found = desks.get(on)
      if (found !== undefined) return found
      const made: Desk = {
        org: realm.org(),
        on,
        canAct: () => true,
        isWorkingDay: (day) => realm.book().calendar.isWorkingDay(day),
      }
      desks.set(on, made)
      return made
    },
    view: (_, id) => {
      const row = known.find(id)
      return Promise.resolve(row === undefined ? undefined : viewOf(row))
    },
    async act(who, type, id, action, input, { at, ifMatch, idempotencyKey }): Promise<Answer> {
      const version = id === undefined ? 0 : Number(known.find(id)?.['version'] ?? 0)
      const random = randomOf([seed, id ?? idempotencyKey ?? '', String(version), action].join('/'))
      const code =
        who.kind === 'public' && id === undefined && parts.codeHash !== undefined
          ? queryCodeFrom(BigInt(Array.from({ length: 18 }, () => Math.floor(random() * 10)).join('')))
          : undefined
      const codeHash = code === undefined ? undefined : await parts.codeHash?.(code)
      const outcome = await context.inside(at, random, () =>
        office.act({
          asker: askerOf(who, id),
          type,
          action,
          input,
          ...(id === undefined ? {} : { id }),
          ...(ifMatch === undefined ? {} : { ifMatch }),
          ...(codeHash === undefined ? {} : { codeHash }),
        }),
      )
      if ('refused' in outcome) return { refused: outcome.refused }
      const { done } = outcome
      return { done: { ...done, ...(code === undefined ? {} : { code }) } }
    },
    earlier: async (person, id) => (await parts.earlier(person, id)).toSorted(),
    partsOf: (clue) => Promise.resolve(known.partsOf(clue)),
    upload: (person, name, text) => parts.upload(person, name, text),
  }
}
