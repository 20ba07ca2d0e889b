/** Why a line of the graph is there: which record, which field, since which entry, by whom. */
import { edgesOf } from '#kernel/graph/edgesOf.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import { replay, type AnyRecord } from '#kernel/record/replay.ts'
import { nodeKey } from '#store/graph/edgeRows.ts'
import { readEdges, type StoredEdge } from '#store/graph/graph.ts'
import { inScope, type Scope } from '#store/records/scope.ts'
import { actorView } from './actorView.ts'
import { rolesIn, type Door } from './door.ts'
import type { Language } from './language.ts'
import { LINE_DOORS } from './looks.ts'
import { sightOf } from './sightOf.ts'
import { wordsOf } from './typeWords.ts'

export async function whyLine(
  door: Door,
  person: PersonId,
  scope: Scope,
  line: { readonly record: RecordId; readonly nth: number },
  language: Language,
) {
  const found = await inScope(door.appPool, scope, async (client) => {
    const [edge] = await readEdges(client, [line])
    if (edge === undefined) return undefined
    const { rows } = await client.query<{ type: string }>('select type from zs.record where id = $1', [
      line.record,
    ])
    return rows[0] === undefined ? undefined : { edge, type: rows[0].type }
  })
  const declaration = found === undefined ? undefined : door.realm.declarations.get(found.type)
  if (found === undefined || declaration === undefined) return undefined
  const opened = await door.office.open({ kind: 'staff', person }, declaration.name, line.record)
  if (opened === undefined) return undefined
  const roles = rolesIn(opened)
  await door.looks.keep({ declaration, opened, person, roles }, LINE_DOORS.graph)
  const words = wordsOf(door.words, declaration, language)
  const { edge } = found
  const entry = stating(door, declaration, opened.entries, edge)
  const sight = sightOf(declaration, roles, person)
  const part = edge.relation.split('.')[2]
  return {
    record: { type: declaration.name, id: line.record, number: opened.record.number },
    typeLabel: words.name,
    field: edge.field,
    fieldLabel: words.fields[edge.field] ?? edge.field,
    ...(part === undefined ? {} : { part, partLabel: words.parts[part] ?? part }),
    since: edge.since,
    ...(edge.until === null ? {} : { until: edge.until }),
    ...(entry !== undefined && sight.seesEntry(entry)
      ? {
          entry: {
            ...{ seq: entry.seq, at: entry.at, action: entry.action },
            label: words.actions[entry.action] ?? entry.action,
            by: actorView(door.realm, entry.by).who,
          },
        }
      : {}),
  }
}

const MOST_ENTRIES = 300

/** The entry since which the record has drawn this line without a break. */
function stating(
  { keys }: Door,
  declaration: Declaration,
  entries: readonly JournalEntry[],
  edge: StoredEdge,
): JournalEntry | undefined {
  const draws = (count: number): boolean => {
    const record: AnyRecord | undefined = replay(declaration, entries.slice(0, count))
    return (
      record !== undefined &&
      edgesOf(declaration, record).some(
        ({ from, to, relation, as }) =>
          relation === edge.relation &&
          (as ?? null) === edge.as &&
          nodeKey(keys.mark, from) === edge.a &&
          nodeKey(keys.mark, to) === edge.b,
      )
    )
  }
  let first = entries.length
  while (first > 1 && entries.length - first < MOST_ENTRIES && draws(first - 1)) first -= 1
  return entries[first - 1]
}
