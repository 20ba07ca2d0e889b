/** How often records came into the state they are in. The client is in a scope (records/scope.ts). */
import type { ClientBase } from 'pg'
import type { RecordId } from '#kernel/record/field.ts'

export async function timesHere(
  client: ClientBase,
  records: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, number>> {
  const { rows } = await client.query<{ id: RecordId; times: number }>({
    name: 'times-here',
    text: 'select * from zs.times_here($1)',
    values: [records],
  })
  return new Map(rows.map(({ id, times }) => [id, times]))
}
