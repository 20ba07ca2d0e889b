import type { PoolClient } from 'pg'
import type { ReadNumber } from './expected.ts'
import { finding, type Finding } from './finding.ts'
import { streamRows } from './streamRows.ts'

/** At most this many missing numbers of a series are named one by one. */
const NAMED = 100

/**
 * Every series of the register is complete: numbers 1 to the counter's last, each given once. Whose record a number is is compared with
 * the records' own rows.
 */
export async function checkNumbers(client: PoolClient, readNumber: ReadNumber): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const { rows: counters } = await client.query<{ series: string; year: number; last: number }>(
    `select series, year, last from zs.counter where strpos(series, '/') = 0 order by series, year`,
  )
  // One bit a number: a million numbers are 125 kB.
  const given = new Map(
    counters.map(({ series, year, last }) => [
      `${series} ${year}`,
      new Uint8Array(Math.ceil((Math.max(last, 0) + 1) / 8)),
    ]),
  )
  const lasts = new Map(counters.map(({ series, year, last }) => [`${series} ${year}`, last]))
  for await (const rows of streamRows<{ number: string; record: string }>(
    client,
    'select number, record from zs.register',
  )) {
    for (const { number, record } of rows) {
      const read = readNumber(number)
      const series = read === undefined ? '' : `${read.series} ${read.year}`
      const bits = given.get(series)
      const nth = read?.nth ?? 0
      if (bits === undefined || nth < 1 || nth > (lasts.get(series) ?? 0)) {
        findings.push(finding('numberUnknown', { number, record, expected: `by ${lasts.get(series) ?? 0}` }))
        continue
      }
      bits[nth >> 3] = (bits[nth >> 3] ?? 0) | (1 << (nth & 7))
    }
  }
  for (const { series, year, last } of counters) {
    const bits = given.get(`${series} ${year}`) ?? new Uint8Array()
    let missing = 0
    for (let nth = 1; nth <= last; nth++) {
      if (((bits[nth >> 3] ?? 0) >> (nth & 7)) % 2 === 1) continue
      findings.push(finding('numberMissing', { number: `${series} ${year}/${nth}` }))
      if (++missing === NAMED) break
    }
  }
  return findings
}
