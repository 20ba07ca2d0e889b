/**
 * The hands of the script in the same process as the office. Every act has a clock, ids and a draw of its own
 * (ActContext), so that what one clue is given does not depend on which of many at once comes first.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FileRef, PersonId, RecordId } from '#kernel/record/field.ts'
import { queryCodeFrom } from '#kernel/record/queryCode.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import type { Asker } from '#server/office/asking.ts'
import type { Office } from '#server/office/office.ts'
import type { Realm } from '#server/realm.ts'
import type { Loaded } from '#store/records/load.ts'
import type { RecordReader } from '#store/records/reader.ts'
import type { Batch } from '#store/records/writingLane.ts'
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

/** Keeps how each record was last written, so that neither the script nor its office has to read it again. */
export interface Recollection {
  /** For the office of a history, to which nobody else writes. */
  readonly reader: RecordReader
  remember(batch: Batch): void
  find(id: RecordId): AnyRecord | undefined
  /** The parts of a clue, the complaint that came out of a petition. */
  partsOf(origin: RecordId): readonly RecordId[]
}

export function recollection(reader: RecordReader): Recollection {
  const records = new Map<RecordId, Loaded>()
  const parts = new Map<string, RecordId[]>()
  return {
    reader: {
      ...reader,
      find: (declaration, id) => Promise.resolve(records.get(id) ?? reader.find(declaration, id)),
      async findReached(scope, declaration, id) {
        const found = records.get(id)
        if (found === undefined) return reader.findReached(scope, declaration, id)
        return found.declaration === declaration ? found : undefined
      },
    },
    remember({ after }) {
      for (const one of after) {
        const { id } = one.record
        const origin = records.has(id) ? undefined : originOf(one.record)
        if (origin !== undefined) parts.set(origin, [...(parts.get(origin) ?? []), id])
        records.set(id, one)
      }
    },
    find: (id) => records.get(id)?.record,
    partsOf: (origin) => parts.get(origin) ?? [],
  }
}

/** The clue that a part was split off, the petition that a complaint came out of. */
function originOf(record: AnyRecord): string | undefined {
  const field = { transfer: 'clue', complaint: 'petition' }[record.type]
  const origin = field === undefined ? undefined : record[field]
  return typeof origin === 'string' ? origin : undefined
}

function viewOf(record: AnyRecord): View {
  const { id, type, number, state, version, openedAt: _, changedAt, signatures, ...fields } = record
  const last = signatures.at(-1)
  return {
    ...{ id, type, number, state, version, changedAt, fields },
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
      const record = known.find(id)
      return Promise.resolve(record === undefined ? undefined : viewOf(record))
    },
    async act(who, type, id, action, input, { at, ifMatch, idempotencyKey }): Promise<Answer> {
      const version = id === undefined ? 0 : (known.find(id)?.version ?? 0)
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
