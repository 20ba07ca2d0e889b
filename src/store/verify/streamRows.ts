import type { PoolClient, QueryResultRow } from 'pg'

let cursors = 0

/**
 * The rows of a query, `size` at a time, through a cursor of the server: memory stays the same however many there are.
 * Inside a transaction. The text has no parameters.
 */
export async function* streamRows<Row extends QueryResultRow>(
  client: PoolClient,
  text: string,
  size = 4000,
): AsyncGenerator<Row[], void> {
  const cursor = `verify_${++cursors}`
  await client.query(`declare ${cursor} no scroll cursor for ${text}`)
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${size} from ${cursor}`)
    if (rows.length === 0) break
    yield rows
  }
  await client.query(`close ${cursor}`)
}

/** The same, one by one; `undefined` at the end. */
export function rowByRow<Row extends QueryResultRow>(
  batches: AsyncGenerator<Row[], void>,
): { next: () => Promise<Row | undefined>; peek: () => Row | undefined; fill: () => Promise<void> } {
  let rows: readonly Row[] = []
  let at = 0
  let ended = false
  const fill = async () => {
    while (!ended && at >= rows.length) {
      const batch = await batches.next()
      if (batch.done === true) ended = true
      else [rows, at] = [batch.value, 0]
    }
  }
  return {
    fill,
    peek: () => rows[at],
    next: async () => {
      await fill()
      return rows[at++]
    },
  }
}
