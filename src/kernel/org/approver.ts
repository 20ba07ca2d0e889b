/** Who may lengthen a term: the organ itself, the next above in its profession, or that of the province, as the law names it. */
import type { Directory } from './directory.ts'
import type { UnitId } from '../record/field.ts'

export function approverNamed(who: unknown, organ: UnitId | undefined, org: Directory): UnitId | undefined {
  if (organ === undefined) return undefined
  switch (who) {
    case 'own':
      return organ
    case 'nextHigher':
      return org.findUnit(organ)?.lineParent
    case 'provincial':
      return org.lineOf(organ).find((unit) => org.findUnit(unit)?.level === 'province')
    default:
      return undefined
  }
}
