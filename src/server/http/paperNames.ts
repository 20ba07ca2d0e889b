/** What documents call people, units, places, list items and rules: their Chinese names of the day. */
import { placesOver } from '#kernel/access/reach.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { citedRow, findTableRow } from '#kernel/rulebook/tableRow.ts'
import type { PaperNames } from '../documents/printedValue.ts'
import type { Realm } from '../realm.ts'

export function paperNames(realm: Realm, rulebook: Rulebook): PaperNames {
  const org = realm.org()
  const person = (id: string): string => org.findPerson(id)?.name ?? '（姓名不详）'
  const unit = (id: string): string => org.findUnit(id)?.name.zh ?? id
  return {
    person,
    unit,
    place: (code) =>
      placesOver(code)
        .map((over) => org.placeName(over)?.zh ?? '')
        .join('') || code,
    post: (post, of) => org.findUnit(of)?.posts.find((one) => one.post === post)?.zh ?? post,
    item: (list, code) => rulebook.list(list).find((one) => one.code === code)?.zh ?? code,
    row: (reference) => {
      const row = findTableRow(reference, realm)
      return row === undefined ? reference : citedRow(row)
    },
    // A number of another record would have to be looked up under the reader's reach; its id tells nothing.
    record: () => '（另案）',
    named: (key) => {
      const [kind, rest] = [key.slice(0, 2), key.slice(2)]
      if (kind === 'p:') return person(rest)
      return kind === 'u:' ? unit(rest) : rest
    },
  }
}
