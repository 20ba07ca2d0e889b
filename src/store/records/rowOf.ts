/** A projection as the row that zs.append() takes. */
import type { Projection } from '#kernel/record/projection.ts'
import type { PaperRow, RowToWrite } from './writingLane.ts'

export function rowOf(projection: Projection, before: number): RowToWrite {
  const { record, title, closed, outcome, due, reach, named, work, clocks, links, files } = projection
  const { id, type, number, state, version, openedAt, changedAt, ...fields } = record
  return {
    record: id,
    type,
    before,
    version,
    number,
    state,
    closed,
    outcome: outcome ?? null,
    title,
    due: due ?? null,
    openedAt,
    changedAt,
    fields,
    reach,
    named,
    work,
    clocks: clocks.map((clock) => ({
      ...clock,
      due: clock.due ?? null,
      nextRungAt: clock.nextRungAt ?? null,
    })),
    links,
    files,
  }
}

/** The numbered papers that the entry at `seq` issued or cancelled; without `seq` all of them. */
export function paperRowsOf(
  { record, papers }: Pick<Projection, 'record' | 'papers'>,
  seq?: number,
): readonly PaperRow[] {
  return papers
    .filter((paper) => seq === undefined || paper.seq === seq || paper.cancelled?.seq === seq)
    .map(({ document, unit, kind, year, nth, number, seq: issuedBy, at, cancelled }) => ({
      ...{ record: record.id, seq: issuedBy, type: record.type, document },
      ...{ unit, kind, year, nth, number, at },
      cancelledSeq: cancelled?.seq ?? null,
    }))
}
