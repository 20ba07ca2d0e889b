/**
 * Who reaches a record through the line of a unit depends on the organisation, not on entries alone. When the lines of units
 * change, by a rule set in force or because a place begins or ends on a day, the rows of reach and of whose move it is are
 * computed anew. What changed for whom is kept, with the rule sets (zs.reach_moved).
 *
 *   another digest of the lines ──pass──> applied ──a pass a minute later──> settled
 *
 * The digest is written behind the last row: a crash leaves the old one, and the next pass does all of it again. The second
 * pass looks again at what was written around that moment: another process may still have acted by the lines it knew.
 */
import { createHash } from 'node:crypto'
import type { Directory } from '#kernel/org/directory.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import { addMillis, dayOf, millisOf, type Instant } from '#kernel/time.ts'
import type { Batch } from '#store/records/writingLane.ts'
import { openRealm, type Realm } from '../realm.ts'
import { recomputeRows, STRAGGLERS, type RecomputingParts, type SomeRecord } from './recomputeRows.ts'

/** The rule sets that units are made from. */
const KEYS: readonly string[] = ['organisation.divisions', 'organisation.organs']

interface Basis {
  readonly mark: string
  readonly applied: Instant
  readonly settled: Instant | null
}

/** Answers how many records were looked at. Safe in several processes at once. */
export async function reprojectReach(
  parts: RecomputingParts,
  known: Realm,
  { toldSo = false }: { readonly toldSo?: boolean } = {},
): Promise<number> {
  const { ownerPool, declarations } = parts
  const { rows } = await ownerPool.query<Basis>('select mark, applied, settled from zs.reach_basis')
  const [basis] = rows
  if (basis === undefined) {
    // What was in force before there was this table was there before the rows.
    await settle(parts, { mark: markOf(known.org()), applied: parts.now(), settled: parts.now() })
    return 0
  }
  if (!toldSo && basis.settled !== null && basis.mark === markOf(known.org())) return 0
  // A process that lags behind must not bring back what was: read anew.
  const realm = await openRealm(ownerPool, declarations, () => dayOf(parts.now()))
  const mark = markOf(realm.org())
  const isNew = mark !== basis.mark
  if (!isNew && basis.settled !== null) return 0
  const began = parts.now()
  const records = await findCandidates(parts, isNew ? undefined : addMillis(basis.applied, -STRAGGLERS))
  const part = {
    replace: 'zs.recompute_reach',
    takes: ['type', 'state', 'openedAt', 'due', 'reach', 'work'],
  } as const
  await recomputeRows(parts, realm, records, part, await reasonOf(parts))
  const isOver = !isNew && millisOf(basis.applied) < millisOf(began) - STRAGGLERS
  await settle(parts, { mark, applied: isNew ? began : basis.applied, settled: isOver ? began : null })
  return records.length
}

const units = new WeakMap<Directory, string>()

/** The digest of every line of units; nothing else of the organisation counts for reach. */
function markOf(org: Directory): string {
  const remembered = units.get(org)
  if (remembered !== undefined) return remembered
  const lines = org.units.map(({ id, lineParent }) => `${id} ${lineParent ?? ''}`).toSorted()
  const mark = createHash('sha256').update(lines.join('\n')).digest('hex')
  units.set(org, mark)
  return mark
}

async function settle({ ownerPool }: RecomputingParts, { mark, applied, settled }: Basis): Promise<void> {
  await ownerPool.query(
    `insert into zs.reach_basis (mark, applied, settled) values ($1, $2, $3)
     on conflict (single) do update set mark = excluded.mark, applied = excluded.applied, settled = excluded.settled`,
    [mark, applied, settled],
  )
}

/** The states of a type in which somebody comes in through the line of a unit; undefined for all of them. */
function statesByLine({ roles, states }: Declaration): readonly string[] {
  const ways = Object.values(roles).flatMap(({ reaches }) =>
    reaches === 'nothing' ? [] : listOf(reaches).filter((way) => 'unitInLine' in way),
  )
  return [...new Set(ways.flatMap(({ during }) => during ?? Object.keys(states)))]
}

async function findCandidates(
  { ownerPool, declarations }: RecomputingParts,
  since: Instant | undefined,
): Promise<readonly SomeRecord[]> {
  const wanted = [...declarations.values()].flatMap((one) =>
    statesByLine(one).map((state) => `${one.name}/${state}`),
  )
  const { rows } = await ownerPool.query<SomeRecord>(
    `select id, type from zs.record where type || '/' || state = any ($1)
       and ($2::timestamptz is null or changed_at >= $2) order by id`,
    [wanted, since ?? null],
  )
  return rows
}

/** The numbers of the rule sets that the organisation follows from, and the day. */
async function reasonOf(parts: RecomputingParts): Promise<string> {
  const day = dayOf(parts.now())
  const { rows } = await parts.ownerPool.query<{ number: string }>(
    `select distinct on (fields ->> 'key') number from zs.record
     where type = 'ruleSet' and state = 'inForce' and fields ->> 'key' = any ($1) and fields ->> 'from' <= $2
     order by fields ->> 'key', fields ->> 'from' desc, changed_at desc`,
    [KEYS, day],
  )
  return [...rows.map(({ number }) => number), day].join('、')
}

export interface ReachKeeper {
  /** To be told of every commit: what changes the organisation is applied right behind it. */
  onRuleSetInForce(batch: Pick<Batch, 'entries' | 'rows'>): void
  /** A pass now, after the one that may be under way. */
  pass(): Promise<number>
  /** Resolves when no pass is under way. */
  idle(): Promise<void>
}

/** One pass at a time. */
export function reachKeeper(
  parts: RecomputingParts,
  realm: Realm,
  failed: (error: unknown) => void,
): ReachKeeper {
  let running: Promise<unknown> = Promise.resolve()
  const passAfter = (told: { readonly toldSo: boolean }) => {
    const next = running.then(() => reprojectReach(parts, realm, told))
    running = next.catch(() => undefined)
    return next
  }
  return {
    pass: () => passAfter({ toldSo: false }),
    onRuleSetInForce({ entries, rows }) {
      const changes = entries.some(
        ({ entry }) =>
          entry.type === 'ruleSet' &&
          entry.state === 'inForce' &&
          rows.some(({ record, title }) => record === entry.record && KEYS.includes(String(title))),
      )
      if (changes) passAfter({ toldSo: true }).catch(failed)
    },
    idle: async () => {
      await running
    },
  }
}
