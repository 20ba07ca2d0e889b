import type { PoolClient } from 'pg'
import type { ReadNumber } from './expected.ts'
import { finding, type Finding } from './finding.ts'
import { gapsIn, set } from './numberBits.ts'
import { streamRows } from './streamRows.ts'

/**
 * Every series of the register is complete: numbers 1 to the counter's last, each given once. Whose record a number is is compared with
 * the records' own rows.
 */
export async function checkNumbers(client: PoolClient, readNumber: ReadNumber): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const { rows: counters } = await client.query<{ series: string; year: number; last: number }>(
    `select series, year, last from zs.counter where strpos(series, '/') = 0 order by series, year`,
  )
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
      set(bits, nth)
    }
  }
  for (const { series, year, last } of counters) {
    const bits = given.get(`${series} ${year}`) ?? new Uint8Array()
    for (const nth of gapsIn(bits, last))
      findings.push(finding('numberMissing', { number: `${series} ${year}/${nth}` }))
  }
  return findings
}
