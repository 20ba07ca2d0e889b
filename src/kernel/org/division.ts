/**
 * The administrative divisions, read from `rulebook/divisions` (its README explains the columns).
 *
 *   code,name,level,parent,statistical,from,to,replacedBy
 */
import { plainDate, type PlainDate } from '../time.ts'
import type { PlaceCode } from '../record/field.ts'

export const placeLevels = ['province', 'prefecture', 'county', 'town', 'village'] as const
export type PlaceLevel = (typeof placeLevels)[number]

export interface Division {
  readonly code: PlaceCode
  readonly name: { readonly zh: string; readonly en: string }
  readonly level: PlaceLevel
  readonly parent?: PlaceCode
  /** A development zone that only the statistical bureau counts as a county. */
  readonly statistical: boolean
  readonly from?: PlainDate
  readonly to?: PlainDate
  readonly replacedBy?: PlaceCode
}

const placeCode = (text: string): PlaceCode => {
  if (!/^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text))
    throw new RangeError(`expected a division code of 2, 4, 6, 9 or 12 digits, found "${text}"`)
  // The form was checked on the line above.
  return text as PlaceCode
}

/**
 * Reads `jilin.csv`, and `english.csv` (code,en) for the English names; a place without one keeps its
 * Chinese name in English. No field is quoted: the extraction refuses names that would need it.
 */
export function divisionsFrom(csv: string, englishCsv = ''): readonly Division[] {
  const english = new Map(
    englishCsv.split('\n').map((line) => {
      const [code = '', en = ''] = line.trim().split(',')
      return [code, en] as const
    }),
  )
  const rows = csv.split('\n').slice(1)
  return rows.flatMap((row) => {
    if (row === '') return []
    const [code = '', zh = '', levelName, parent = '', statistical, from = '', to = '', replacedBy = ''] = row
      .trimEnd()
      .split(',')
    const level = placeLevels.find((known) => known === levelName)
    if (level === undefined) throw new RangeError(`expected a level of place, found "${row}"`)
    return {
      code: placeCode(code),
      name: { zh, en: english.get(code) ?? zh },
      level,
      statistical: statistical === '1',
      ...(parent !== '' && { parent: placeCode(parent) }),
      ...(from !== '' && { from: plainDate(from) }),
      ...(to !== '' && { to: plainDate(to) }),
      ...(replacedBy !== '' && { replacedBy: placeCode(replacedBy) }),
    }
  })
}
