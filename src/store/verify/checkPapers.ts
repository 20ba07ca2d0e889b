import type { PoolClient } from 'pg'
import type { ExpectedRows } from './expected.ts'
import { finding, type Finding } from './finding.ts'
import { gapsIn, isSet, set } from './numberBits.ts'

/**
 * The numbers of issued papers, as the entries hold them: each series complete from 1 to its counter's last, and no
 * number given twice. Whether the register of papers (zs.paper) says the same is compared with the other rows; a paper
 * there without its act is a row that no entry explains.
 */
export function paperTally() {
  const given = new Map<string, Uint8Array>()
  const doubles: Finding[] = []

  return {
    add(record: string, papers: ExpectedRows['papers'] = []): void {
      for (const { unit, kind, year, nth, seq } of papers) {
        const series = `${unit}/${kind} ${year}`
        const bits = roomFor(given.get(series), nth)
        given.set(series, bits)
        if (isSet(bits, nth)) doubles.push(finding('paperTwice', { number: `${series}/${nth}`, record, seq }))
        set(bits, nth)
      }
    },

    async findings(client: PoolClient): Promise<readonly Finding[]> {
      const { rows } = await client.query<{ series: string; year: number; last: number }>(
        `select series, year, last from zs.counter where strpos(series, '/') > 0 order by series, year`,
      )
      const lasts = new Map(rows.map(({ series, year, last }) => [`${series} ${year}`, last]))
      const findings = [...doubles]
      for (const series of [...new Set([...lasts.keys(), ...given.keys()])].toSorted()) {
        const bits = given.get(series) ?? new Uint8Array()
        const last = lasts.get(series) ?? 0
        for (const nth of gapsIn(bits, last))
          findings.push(finding('paperMissing', { number: `${series}/${nth}` }))
        for (let nth = last + 1; nth < bits.length * 8; nth++)
          if (isSet(bits, nth))
            findings.push(finding('paperUnknown', { number: `${series}/${nth}`, expected: `by ${last}` }))
      }
      return findings
    },
  }
}

function roomFor(bits: Uint8Array | undefined, nth: number): Uint8Array {
  if (bits !== undefined && bits.length > nth >> 3) return bits
  const grown = new Uint8Array(Math.max(16, ((nth >> 3) + 1) * 2))
  grown.set(bits ?? [])
  return grown
}
