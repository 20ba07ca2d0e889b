/**
 * Who looked: each time staff are shown a record of a type with protected fields, it is written down before they are
 * answered, in a log of its own. Looks of the same moment share one statement.
 */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { StaffActor } from '#kernel/record/entry.ts'
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import { appendLooks, type Look } from '#store/log/looks.ts'
import type { AtRecord } from './atRecord.ts'
import type { HttpParts } from './httpParts.ts'

export interface LookLane {
  /** Resolves once the look is kept; rejects when it could not be, and then nothing may be shown. */
  keep(at: AtRecord, door: string): Promise<void>
  /** The same for something of many records at once, through this door. */
  keepOf(found: readonly FoundAt[], person: PersonId, door: string): Promise<void>
  /** The same for what a search showed of several records; `asked` tells searches for the same words apart from others. */
  keepFound(found: readonly FoundAt[], person: PersonId, asked: string): Promise<void>
}

export interface FoundAt {
  readonly declaration: Declaration
  readonly record: RecordId
}

interface Waiting {
  readonly look: Look
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export function lookLane({
  appPool,
  keys,
  now,
  newId,
}: Pick<HttpParts, 'appPool' | 'keys' | 'now' | 'newId'>): LookLane {
  const waiting: Waiting[] = []
  let busy = false

  async function work(): Promise<void> {
    busy = true
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const some = waiting.splice(0, 256)
      try {
        await appendLooks(
          appPool,
          some.map(({ look }) => look),
          keys.master,
        )
        for (const { resolve } of some) resolve()
      } catch (error) {
        for (const { reject } of some) reject(error)
      }
    }
    busy = false
  }

  const enter = (look: Look) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ look, resolve, reject })
      if (!busy) void work()
    })

  return {
    async keepOf(found, person, door) {
      await Promise.all(
        found
          .filter(({ declaration }) => isProtected(declaration))
          .map(({ declaration, record }) =>
            enter({
              ...{ id: newId(), at: now(), person, record },
              how: { door, type: declaration.name },
            }),
          ),
      )
    },
    async keepFound(found, person, asked) {
      await Promise.all(
        found
          .filter(({ declaration }) => isProtected(declaration))
          .map(({ declaration, record }) =>
            enter({
              ...{ id: newId(), at: now(), person, record },
              how: { door: LINE_DOORS.search, type: declaration.name, asked },
            }),
          ),
      )
    },
    keep({ declaration, opened, person }, door) {
      if (!isProtected(declaration)) return Promise.resolve()
      const tenure = tenureUsed(opened.standings)
      const look: Look = {
        id: newId(),
        at: now(),
        person,
        record: opened.record.id,
        how: { door, type: declaration.name, ...(tenure === undefined ? {} : { tenure }) },
      }
      return enter(look)
    },
  }
}

/** The doors of looks at a line of a record that a search or the graph showed, not at the record. */
export const LINE_DOORS = { search: 'search', graph: 'graph' } as const

const isProtected = ({ fields }: Declaration): boolean =>
  Object.values(fields).some(({ protection }) => protection !== undefined)

/** The first of their tenures that opens the record. */
function tenureUsed(standings: AtRecord['opened']['standings']): string | undefined {
  const found = standings.find(
    (one): one is typeof one & { readonly actor: StaffActor } =>
      one.actor.kind === 'staff' && one.roles.length > 0,
  )
  return found?.actor.tenure
}
