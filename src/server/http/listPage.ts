/**
 * A page of a list. Work comes due first, then what waits without a running clock: the store sorts by due only what
 * is due, so the rest is fetched behind it.
 */
import type { ClientBase } from 'pg'
import { listRecords, type ListedRow, type ListQuestion } from '#store/search/list.ts'
import { badCursor, cursorText, type AskedList } from './listQuestion.ts'
import type { BadParameter } from './parameters.ts'

export interface ListPage {
  readonly rows: readonly ListedRow[]
  readonly next?: string
}

export async function pageOf(client: ClientBase, asked: AskedList): Promise<ListPage | BadParameter> {
  const { question, limit, isWork } = asked
  const { dueBefore } = question
  const from = (stage: 'due' | 'rest', cursor: string | undefined) =>
    cursor === undefined ? {} : { next: cursorText(stage, dueBefore, cursor) }
  const fetch = (sorted: ListQuestion['sorted'], wanted: number, cursor: string | undefined) =>
    listRecords(
      client,
      sorted === undefined ? question : { ...question, sorted },
      cursor === undefined ? { limit: wanted } : { limit: wanted, cursor },
    )

  if (!isWork) {
    const page = await fetch(undefined, limit, asked.cursor)
    return 'refused' in page ? badCursor : { rows: page.items, ...from('due', page.next) }
  }
  const rows: ListedRow[] = []
  if (asked.stage === 'due') {
    const page = await fetch('due', limit, asked.cursor)
    if ('refused' in page) return badCursor
    rows.push(...page.items)
    if (page.next !== undefined) return { rows, ...from('due', page.next) }
    // What is due by some moment has a clock that runs.
    if (dueBefore !== undefined) return { rows }
    if (rows.length === limit) return { rows, next: cursorText('rest', dueBefore, '') }
  }
  let cursor = asked.stage === 'rest' ? asked.cursor : undefined
  do {
    const page = await fetch('opened', limit - rows.length, cursor)
    if ('refused' in page) return badCursor
    rows.push(...page.items.filter(({ due }) => due === null))
    cursor = page.next
  } while (rows.length < limit && cursor !== undefined)
  return { rows, ...from('rest', cursor) }
}
