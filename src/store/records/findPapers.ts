import type { ClientBase } from 'pg'
import type { RecordId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'

export interface PaperQuestion {
  readonly unit?: string
  readonly kind?: string
  readonly year?: number
  /** The last paper of the page before. */
  readonly after?: {
    readonly year: number
    readonly unit: string
    readonly kind: string
    readonly nth: number
  }
  readonly limit: number
}

export interface FoundPaper {
  readonly unit: string
  readonly kind: string
  readonly year: number
  readonly nth: number
  readonly number: string
  readonly record: RecordId
  readonly seq: number
  readonly type: string
  readonly document: string
  readonly issuedAt: Instant
  readonly cancelled: boolean
}

/** Issued papers within the client's scope (row-level security), the newest year first, then series by series. */
export async function findPapers(
  client: ClientBase,
  { unit, kind, year, after, limit }: PaperQuestion,
): Promise<readonly FoundPaper[]> {
  const { rows } = await client.query<FoundPaper>({
    name: 'papers listed',
    text: `select unit, kind, year, nth, number, record, seq, type, document, issued_at as "issuedAt",
             cancelled_seq is not null as cancelled
           from zs.paper
           where ($1::text is null or unit = $1) and ($2::text is null or kind = $2)
             and ($3::integer is null or year = $3)
             and ($4::integer is null or (-year, unit, kind, -nth) > (-$4, $5::text, $6::text, -$7::integer))
           order by -year, unit, kind, -nth limit $8`,
    values: [
      ...[unit ?? null, kind ?? null, year ?? null],
      ...[after?.year ?? null, after?.unit ?? null, after?.kind ?? null, after?.nth ?? null],
      limit,
    ],
  })
  return rows
}
