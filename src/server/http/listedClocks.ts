/** The running clocks of the records of a page. */
import type { ClientBase } from 'pg'
import type { Rung } from '#kernel/deadlines/rungs.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { lampUntil } from './deadlineView.ts'
import type { Door } from './door.ts'

export interface ListedClock {
  readonly name: string
  lampIn(
    door: Pick<Door, 'realm' | 'now'>,
    type: string,
  ): {
    readonly name: string
    readonly due?: Instant
    readonly provisional: boolean
    readonly lamp: 'green' | 'yellow' | 'red' | 'suspended'
  }
}

export async function clocksFor(
  client: ClientBase,
  records: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, readonly ListedClock[]>> {
  const { rows } = await client.query<{
    record: RecordId
    name: string
    started_at: Instant
    due: Instant | null
    provisional: boolean
  }>({
    name: 'listed-clocks',
    text: `select record, name, started_at, due, provisional from zs.clock
           where record = any ($1) and state in ('running', 'suspended') order by due nulls last, name`,
    values: [records],
  })
  const clocks = rows.map(({ record, name, started_at, due, provisional }) => ({
    record,
    name,
    lampIn({ realm, now }: Pick<Door, 'realm' | 'now'>, type: string) {
      if (due === null) return { name, provisional, lamp: 'suspended' as const }
      // The ladder that was in force when the clock started.
      const rungs = rungsOf(realm.rulebookOn(dayOf(started_at)).find(`${type}.${name}.rungs`)?.content)
      return { name, due, provisional, lamp: lampUntil(due, now(), rungs, realm.book()) }
    },
  }))
  return Map.groupBy(clocks, ({ record }) => record)
}

const rungsOf = (content: unknown): readonly Rung[] =>
  // Checked when the rule set came into force (organisation/ruleSet.ts).
  typeof content === 'object' && content !== null && 'rungs' in content
    ? (content.rungs as readonly Rung[])
    : []
