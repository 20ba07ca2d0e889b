/** What stands on a desk, of one type of record. */
import type { ClientBase } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Instant } from '#kernel/time.ts'
import type { ListedRow, ListQuestion } from '#store/search/list.ts'
import { supervises, waitingStates } from './deskRules.ts'
import { pageOf } from './listPage.ts'
import { isBad } from './parameters.ts'

/** Of each type; whoever has more works in the lists. */
const MOST_OF_A_TYPE = 50

/** What waits for the asker, due first, and what is late with those whom they supervise. The client is in a scope. */
export async function deskRows(
  client: ClientBase,
  {
    declaration,
    roles,
    now,
  }: { readonly declaration: Declaration; readonly roles: readonly string[]; readonly now: Instant },
): Promise<{ readonly owed: readonly ListedRow[]; readonly late: readonly ListedRow[] }> {
  const type = declaration.name
  const isEver = waitingStates(declaration, roles).length > 0
  const owed = isEver ? await rowsOf(client, { type, onlyWork: true }, true) : []
  const late = supervises(declaration, roles)
    ? await rowsOf(client, { type, dueBefore: now, sorted: 'due' }, false)
    : []
  return {
    owed,
    // What is late with oneself stands above.
    late: late.filter((row) => !row.closed && !waitingStates(declaration, row.roles).includes(row.state)),
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
