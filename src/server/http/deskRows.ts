/** What stands on a desk, of one type of record. */
import type { ClientBase } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Instant } from '#kernel/time.ts'
import { timesHere } from '#store/desk/timesHere.ts'
import type { ListedRow, ListQuestion } from '#store/search/list.ts'
import { supervises, waitingStates } from './deskRules.ts'
import { clocksFor, type ListedClock } from './listedClocks.ts'
import { pageOf } from './listPage.ts'
import { isBad } from './parameters.ts'

/** Of each type; whoever has more works in the lists. */
const MOST_OF_A_TYPE = 50

export interface DeskRow {
  readonly row: ListedRow
  readonly clocks: readonly ListedClock[]
  /** How often it came into the state it is in. */
  readonly times: number
}

interface Asked {
  readonly declaration: Declaration
  readonly roles: readonly string[]
}

/** Whether records of the type ever stand on the desk of these roles. */
export const standsOnDesks = (declaration: Declaration, roles: readonly string[]): boolean =>
  waitingStates(declaration, roles).length > 0 || supervises(declaration, roles)

/** What waits for the asker, and what is under way with those whom they supervise; due first. The client is in a scope. */
export async function deskRows(
  client: ClientBase,
  asked: Asked,
): Promise<{ readonly owed: readonly DeskRow[]; readonly supervised: readonly DeskRow[] }> {
  const { owed, supervised } = await listedFor(client, asked)
  const ids = [...owed, ...supervised].map(({ id }) => id)
  if (ids.length === 0) return { owed: [], supervised: [] }
  const clocks = await clocksFor(client, ids)
  const times = await timesHere(client, ids)
  const onDesk = (row: ListedRow): DeskRow => ({
    row,
    clocks: clocks.get(row.id) ?? [],
    times: times.get(row.id) ?? 1,
  })
  return { owed: owed.map(onDesk), supervised: supervised.map(onDesk) }
}

/** Those whose time is over. */
export const lateOf = (supervised: readonly DeskRow[], now: Instant): readonly DeskRow[] =>
  supervised.filter(({ row: { due } }) => due !== null && due < now)

async function listedFor(client: ClientBase, { declaration, roles }: Asked) {
  const type = declaration.name
  const isEver = waitingStates(declaration, roles).length > 0
  const owed = isEver ? await rowsOf(client, { type, onlyWork: true }, true) : []
  const reached = supervises(declaration, roles) ? await rowsOf(client, { type, sorted: 'due' }, false) : []
  const mine = new Set(owed.map(({ id }) => id))
  return {
    owed,
    // What waits for oneself stands above.
    supervised: reached.filter(
      (row) => !row.closed && !mine.has(row.id) && !waitingStates(declaration, row.roles).includes(row.state),
    ),
  }
}

async function rowsOf(
  client: ClientBase,
  question: ListQuestion,
  isWork: boolean,
): Promise<readonly ListedRow[]> {
  const page = await pageOf(client, {
    ...{ question, limit: MOST_OF_A_TYPE, isWork, view: undefined },
    ...{ stage: 'due', cursor: undefined, withTotal: false },
  })
  return isBad(page) ? [] : page.rows
}
