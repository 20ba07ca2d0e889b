/** What each unit had of clues and of parts sent to it in a period, as it stood at the end of the period. */
import type { Pool } from 'pg'
import type { RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'

export interface HadQuestion {
  readonly from: Instant
  /** The first moment after the period. */
  readonly until: Instant
  readonly closedStates: { readonly clue: readonly string[]; readonly transfer: readonly string[] }
}

export interface HadMatter {
  readonly id: RecordId
  readonly type: 'clue' | 'transfer'
  readonly had: 'verified' | 'part' | 'entered'
  readonly unit: string
  readonly number: string
  readonly title: string
  readonly category: string | null
  readonly part: string | null
  readonly encrypted: boolean
  readonly closed: boolean
  readonly outcome: string | null
  /** Whom it names, by key. */
  readonly named: readonly string[]
}

/**
 * What was over for a unit before the period began is not among it, nor a part that was returned or withdrawn. A clue that a unit
 * entered counts for the period in which it did, unless the unit verifies it itself.
 */
export async function hadInPeriod(ownerPool: Pool, question: HadQuestion): Promise<readonly HadMatter[]> {
  const { from, until, closedStates } = question
  const { rows } = await ownerPool.query<HadMatter>(
    `with asked as (
       select r.id, r.type, r.number, r.title, r.opened_at, r.fields from zs.record r
       where r.type in ('clue', 'transfer') and r.opened_at < $2 and (not r.closed or r.changed_at >= $1)),
     stood as (
       select a.*, e.state, e.unit as verifying, e.outcome as ended,
              e.state = any (case a.type when 'clue' then $3::text[] else $4::text[] end) as closed,
              coalesce(b.state = any (case a.type when 'clue' then $3::text[] else $4::text[] end)
                       and b.unit is not distinct from e.unit, false) as over_before
       from asked a
       cross join lateral (select s.state, s.unit, s.outcome from zs.stood s where s.record = a.id and s.at < $2
                           order by s.seq desc limit 1) e
       left join lateral (select s.state, s.unit from zs.stood s where s.record = a.id and s.at < $1
                          order by s.seq desc limit 1) b on true),
     had as (
       select s.*, 'verified' as had, s.verifying as of_unit from stood s where s.type = 'clue' and s.verifying is not null
       union all
       select s.*, 'part', s.fields ->> 'to' from stood s
       where s.type = 'transfer' and s.state <> 'returned' and s.ended is distinct from 'withdrawn'
       union all
       select s.*, 'entered', s.fields ->> 'enteredAt' from stood s
       where s.type = 'clue' and s.opened_at >= $1 and s.verifying is distinct from s.fields ->> 'enteredAt')
     select h.id, h.type, h.had, h.of_unit as unit, h.number, h.title, h.fields ->> 'category' as category,
            h.fields ->> 'kind' as part, coalesce((h.fields -> 'restricted') = 'true', false) as encrypted, h.closed,
            case when h.closed then h.ended end as outcome,
            array(select n.key from zs.named n where n.record = h.id order by n.key) as named
     from had h where h.of_unit is not null and not (h.over_before and h.had <> 'entered')
     order by h.of_unit, h.opened_at, h.number`,
    [from, until, closedStates.clue, closedStates.transfer],
  )
  return rows
}
