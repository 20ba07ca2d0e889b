/**
 * Earlier reports about the same event, person or reporter, for a clerk who reads a new one. Candidates come from the
 * index, the comparison is made on the records themselves (kernel/similarity), each proposal carries its reasons.
 */
import type { Pool } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { findSignature } from '#kernel/similarity/minhash.ts'
import { lookUp } from '#kernel/similarity/parameters.ts'
import { earlierReports, type Proposal, type ReportFeatures } from '#kernel/similarity/sameEvent.ts'
import { shinglesOf } from '#kernel/similarity/shingles.ts'
import { strongProposals } from '#kernel/similarity/strongProposal.ts'
import { inScope, type Scope } from '../records/scope.ts'
import type { FeaturesOf, SearchFeatures, Values } from './features.ts'
import type { Indexer } from './indexer.ts'
import { marksOf, type MarkText } from './marks.ts'

export interface EarlierReports {
  /** Best first. `hidden` counts the strong ones that the asker does not reach, and tells nothing else of them. */
  find(record: AnyRecord, scope: Scope): Promise<Found>
  /** Those that must be judged before the record is registered. */
  strong(record: AnyRecord, scope: Scope): Promise<readonly RecordId[]>
}

export interface Found {
  readonly proposals: readonly (Proposal & { readonly number: string })[]
  readonly hidden: number
}

export interface EarlierReportsParts {
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly declarations: ReadonlyMap<string, Declaration>
  readonly features: FeaturesOf
  readonly mark: MarkText
  readonly indexer: Pick<Indexer, 'drain'>
}

interface Row {
  readonly id: string
  readonly number: string
  readonly fields: Values
}

type Candidate = (Row & { readonly reached: true }) | { readonly id: string; readonly reached: false }

export function createEarlierReports(parts: EarlierReportsParts): EarlierReports {
  const { appPool, ownerPool, declarations, features, mark, indexer } = parts

  async function find(record: AnyRecord, scope: Scope): Promise<Found> {
    const declaration = declarations.get(record.type)
    if (declaration === undefined) return { proposals: [], hidden: 0 }
    // Two reports accepted in one second see each other: nothing accepted before this line is missed after it.
    await indexer.drain()
    const found = await features(declaration, record, record.number)
    const { same, strong, names } = marksOf(mark, found)
    const shingles = shinglesOf(found.likeness)
    const report = reportOf(record.id, found, shingles)
    const question = [
      record.type,
      record.id,
      [...(findSignature(shingles)?.bands ?? [])],
      same,
      strong,
      names,
      lookUp.crowdedBand,
      lookUp.crowdedIdentifier,
      lookUp.crowdedName,
      lookUp.candidates,
    ]
    const { rows } = await inScope(appPool, scope, (client) =>
      client.query<Candidate>({
        name: 'candidates',
        text: 'select id, reached, number, fields from zs.candidates($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
        values: question,
      }),
    )
    const reached = rows.filter((row) => row.reached)
    const others = rows.filter((row) => !row.reached).map(({ id }) => id)
    const proposals = await compare(declaration, report, reached)
    const hidden = strongProposals(await compare(declaration, report, await read(ownerPool, others)))
    return {
      proposals: proposals.map((one) => ({
        ...one,
        number: reached.find(({ id }) => id === one.id)?.number ?? '',
      })),
      hidden: hidden.length,
    }
  }

  async function compare(declaration: Declaration, report: ReportFeatures, rows: readonly Row[]) {
    const candidates = await Promise.all(
      rows.map(async ({ id, number, fields }) => {
        const found = await features(declaration, fields, number)
        return reportOf(id, found, shinglesOf(found.likeness))
      }),
    )
    return earlierReports(report, candidates)
  }

  return {
    find,
    async strong(record, scope) {
      const { proposals } = await find(record, scope)
      // The ids are those of rows of zs.record.
      return strongProposals(proposals).map(({ id }) => id as RecordId)
    },
  }
}

const reportOf = (
  id: string,
  { identifiers, reported, reporter, places, times }: SearchFeatures,
  shingles: ReportFeatures['shingles'],
): ReportFeatures => ({
  ...{ id, shingles, identifiers, reported, places, times },
  ...(reporter === undefined ? {} : { reporter }),
})

async function read(client: Pick<Pool, 'query'>, ids: readonly string[]): Promise<readonly Row[]> {
  if (ids.length === 0) return []
  const { rows } = await client.query<Row>({
    name: 'candidate-records',
    text: 'select id, number, fields from zs.record where id = any ($1)',
    values: [ids],
  })
  return rows
}
