/**
 * Lets go of files that were uploaded and never sent: a form that nobody finished, an upload that broke off before it was
 * noted. How long they wait for their form is a dated number (`files.unsentHours`); whoever sends it later is told to
 * attach them again. An hour is left between the two, longer than any transaction that took one in may last.
 */
import type { Pool } from 'pg'
import { addMillis, HOUR, type Instant } from '#kernel/time.ts'

/** From then on a file that was uploaded can no longer be put into a record. */
export const unsentSince = (now: Instant, hours: number): Instant => addMillis(now, -hours * HOUR)

/** Answers how many files wait to be erased now that did not before. */
export async function sweepUnsent(ownerPool: Pool, now: Instant, hours: number): Promise<number> {
  const { rows } = await ownerPool.query<{ swept: number }>(
    `with unsent as (
       delete from zs.file f where f.stored_at < $1
         and not exists (select from zs.record_file h where h.digest = f.digest) returning f.digest),
     let_go as (
       insert into zs.to_erase (digest)
       select digest from unsent u
       where not exists (select from zs.file f where f.digest = u.digest and f.stored_at >= $1)
       union
       select digest from zs.file_key k where k.made_at < $1
         and not exists (select from zs.file f where f.digest = k.digest)
       on conflict do nothing returning digest)
     select count(*)::int as swept from let_go`,
    [addMillis(unsentSince(now, hours), -HOUR)],
  )
  return rows[0]?.swept ?? 0
}
