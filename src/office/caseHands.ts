/** The hands of a gang case in the same process as the office it acts through. */
import type { RecordId } from '#kernel/record/field.ts'
import type { PlainDate } from '#kernel/time.ts'
import type { Asker } from '#server/office/asking.ts'
import type { Office } from '#server/office/office.ts'
import type { Realm } from '#server/realm.ts'
import type { RecordReader } from '#store/records/reader.ts'
import type { CaseHands } from './gangScene.ts'

export interface CaseHandsParts extends Pick<CaseHands, 'earlier' | 'upload'> {
  readonly office: Office
  readonly realm: Realm
  readonly reader: RecordReader
  today(): PlainDate
  /** Does one act at its moment. */
  atItsMoment<T>(act: () => Promise<T>): Promise<T>
}

export function caseHands({
  office,
  realm,
  reader,
  today,
  atItsMoment,
  ...others
}: CaseHandsParts): CaseHands {
  return {
    ...others,
    org: realm.org(),
    today,
    rulebook: () => realm.rulebookOn(today()),
    async act(person, type, id, action, input) {
      const asker: Asker = person === 'import' ? { kind: 'system', job: 'import' } : { kind: 'staff', person }
      const outcome = await atItsMoment(() =>
        office.act({ asker, type, action, input, ...(id === undefined ? {} : { id }) }),
      )
      if ('done' in outcome) return outcome.done.id
      const who = person === 'import' ? person : (realm.org().findPerson(person)?.name ?? person)
      throw new Error(`${type}.${action} by ${who} was refused: ${JSON.stringify(outcome.refused)}`)
    },
    async read(type, id) {
      const declaration = realm.declarations.get(type)
      const found = declaration === undefined ? undefined : await reader.find(declaration, id)
      if (found === undefined) throw new Error(`There is no ${type} ${id}`)
      return found.record
    },
    async linkedTo(id, type) {
      const linked = await reader.linkedWith(id, [])
      const numbers = new Map<RecordId, string>(
        linked
          .filter((one) => one.direction === 'to' && one.type === type)
          .map((one) => [one.id, String(one.told['number'])]),
      )
      // Numbers are given in the order in which records are opened.
      return [...numbers].toSorted(([, one], [, other]) => (one < other ? -1 : 1)).map(([other]) => other)
    },
  }
}
