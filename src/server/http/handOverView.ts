/**
 * What has to be handed over when a tenure ends, as far as whoever asks may see it: each record with number and title, and how
 * many more there are. It stands in the tenure, and in the refusal of an end that would leave it with nobody.
 */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import { inScope } from '#store/records/scope.ts'
import { endingAs, type EndingTenure, type HandOver } from '../handOver.ts'
import { rolesIn, type Door } from './door.ts'
import type { Language } from './language.ts'
import type { AnyRefusal } from './refusals.ts'
import { sightOf } from './sightOf.ts'
import { titleText } from './titleText.ts'

const MOST_SHOWN = 50

interface Asked {
  readonly person: PersonId
  readonly language: Language
}

export async function handOverView(
  door: Door,
  tenure: EndingTenure,
  { person, language }: Asked,
): Promise<HandOver> {
  const left = (await door.office.toHandOver([tenure])).get(tenure.id) ?? []
  if (left.length === 0) return { records: [], others: 0 }
  const asker = { kind: 'staff', person } as const
  const reached = await inScope(door.appPool, door.office.scopeOf(asker), async (client) => {
    const { rows } = await client.query<{ id: RecordId; type: string }>(
      'select id, type from zs.record where id = any ($1) order by number limit $2',
      [left, MOST_SHOWN],
    )
    return rows
  })
  const records: HandOver['records'][number][] = []
  for (const { id, type } of reached) {
    const opened = await door.office.open(asker, type, id)
    if (opened === undefined) continue
    const { declaration, record } = opened
    const sight = sightOf(declaration, rolesIn(opened), person)
    records.push({
      ...{ type, id, number: record.number },
      title: titleText(door, declaration, sight, record, language),
    })
  }
  return { records, others: left.length - records.length }
}

/** The refusals of an act on a tenure; where something is left in its holder's hands, with what it is. */
export async function namingWhatIsLeft(
  door: Door,
  {
    declaration,
    id,
    input,
  }: { readonly declaration: Declaration; readonly id: RecordId; readonly input: object },
  refused: readonly AnyRefusal[],
  asked: Asked,
): Promise<readonly AnyRefusal[]> {
  const isOfIt = (one: AnyRefusal) => one.because === 'rule broken' && one.rule === 'everythingIsHandedOver'
  if (declaration.name !== 'tenure' || !refused.some(isOfIt)) return refused
  const opened = await door.office.open({ kind: 'staff', person: asked.person }, declaration.name, id)
  if (opened === undefined) return refused
  const toHandOver = await handOverView(door, endingAs(opened.record, input), asked)
  return refused.map((one) =>
    isOfIt(one) ? { because: 'rule broken', rule: 'everythingIsHandedOver', toHandOver } : one,
  )
}
