// What the board counts of a record (zs.counted), from the rows that its entries come to; and the set of keys it is reached by.

import { createHash } from 'node:crypto'
import type { ExpectedRows } from './expected.ts'

type Fields = Readonly<Record<string, unknown>>

export function expectedCounted(rows: ExpectedRows) {
  const fields = fieldsIn(rows.fields)
  const { recheckAgrees, supervisions, earlierReports, returnVisits } = fields
  const rungs = Array.isArray(supervisions)
    ? supervisions.flatMap((one: unknown) => textOf(fieldsIn(one)['rung']) ?? [])
    : []
  const verdicts = Array.isArray(earlierReports)
    ? earlierReports.flatMap((one: unknown) => textOf(fieldsIn(one)['verdict']) ?? [])
    : []
  const earlier = [...new Set(verdicts)].filter((one) => one !== 'different').toSorted()
  return {
    circle: circleOf(rows.reach.map(({ key }) => key).filter((key) => !key.startsWith('person/'))),
    opened_at: rows.openedAt,
    changed_at: rows.changedAt,
    due: rows.due ?? null,
    agrees: typeof recheckAgrees === 'boolean' ? recheckAgrees : null,
    type: rows.type,
    state: rows.state,
    source: textOf(fields['source']),
    county: textOf(fields['area'])?.slice(0, 6),
    unit: textOf(fields['verifyingUnit']),
    outcome: rows.outcome ?? null,
    rungs: rungs.length === 0 ? null : rungs,
    earlier: earlier.length === 0 ? null : earlier,
    satisfaction: Array.isArray(returnVisits)
      ? textOf(fieldsIn(returnVisits.at(-1))['satisfaction'])
      : undefined,
  }
}

/** As zs.circle_of: 128 bits of SHA-256, written as a UUID. */
export const circleOf = (keys: readonly string[]): string =>
  createHash('sha256')
    .update(keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))).join('\n'))
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-')

const fieldsIn = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})

/** As ->> says it. */
const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null
    ? undefined
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
