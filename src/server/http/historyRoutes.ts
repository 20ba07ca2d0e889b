/** What happened to a record and who did it; the proof of it; earlier reports that may be about the same. */
import type { FastifyInstance } from 'fastify'
import type { JournalEntry } from '#kernel/record/entry.ts'
import { lift } from '#kernel/record/replay.ts'
import { dayOf } from '#kernel/time.ts'
import { actorView } from './actorView.ts'
import type { AtRecord } from './atRecord.ts'
import { recordAt, type Door } from './door.ts'
import { languageOf, type Language } from './language.ts'
import { namesIn } from './namesIn.ts'
import { rungNamesIn } from './rungNames.ts'
import { sightOf } from './sightOf.ts'
import { wordsOf } from './typeWords.ts'

export function addHistoryRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id/entries', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    await door.looks.keep(at, 'entries')
    return historyView(door, at, languageOf(request))
  })

  app.get('/api/records/:type/:id/proof', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    if (hiddenInProof(at)) return door.refuse(request, reply, [{ because: 'shows more than you see' }])
    await door.looks.keep(at, 'proof')
    const { record } = at.opened
    const scope = door.office.scopeOf({ kind: 'staff', person: at.person })
    const proof = await door.log.proof(scope, record.id)
    if (!('bundle' in proof)) return door.refuse(request, reply, [{ because: 'not in the log yet' }])
    return reply
      .header('content-disposition', `attachment; filename="proof-${record.id}.json"`)
      .send(proof.bundle)
  })

  app.get('/api/records/:type/:id/earlier', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const { declaration, opened, person, roles } = at
    const { fields } = sightOf(declaration, roles, person)
    // What was compared is the title and the text: who may not read them learns nothing of who else wrote such.
    if (
      !fields.has(declaration.title) ||
      (declaration.fields['content'] !== undefined && !fields.has('content'))
    )
      return door.refuse(request, reply, [{ because: 'not found' }])
    await door.looks.keep(at, 'earlier')
    const scope = door.office.scopeOf({ kind: 'staff', person })
    const { proposals, hidden } = await door.earlier.find(opened.record, scope)
    return {
      items: proposals.map((one) => ({ ...one, type: declaration.name })),
      outOfReach: hidden,
    }
  })
}

export function historyView(
  door: Door,
  { declaration, opened, person, roles }: AtRecord,
  language: Language,
) {
  const words = wordsOf(door.words, declaration, language)
  const sight = sightOf(declaration, roles, person)
  const shown = opened.entries
    .filter(sight.seesEntry)
    .map((entry) => ({ entry, changed: sight.cleaned(changesOf(lift(declaration, entry))) }))
  const changes = shown.map(({ changed }) => changed)
  return {
    items: shown.map(({ entry, changed }) => ({
      id: entry.id,
      seq: entry.seq,
      at: entry.at,
      action: entry.action,
      label: words.actions[entry.action] ?? entry.action,
      by: actorView(door.realm, entry.by).who,
      role: entry.role,
      roleLabel: words.roles[entry.role] ?? entry.role,
      state: entry.state,
      stateLabel: words.states[entry.state] ?? entry.state,
      ...(entry.signature === undefined ? {} : { signature: entry.signature }),
      ...(entry.via === undefined ? {} : { via: { type: entry.via.type } }),
      changed,
    })),
    names: {
      ...namesIn(door.realm, declaration.fields, changes),
      ...rungNamesIn(door, declaration, door.realm.rulebookOn(dayOf(door.now())), changes),
    },
    notShown: opened.entries.length - shown.length,
  }
}

const changesOf = ({ input, sets }: JournalEntry): Readonly<Record<string, unknown>> => ({
  ...input,
  ...sets,
})

/**
 * The bytes of entries are proved whole: personal values stand in them encrypted, everything else plain. So a proof is
 * only for those who see every plain value that was ever entered.
 */
export function hiddenInProof({ declaration, opened, person, roles }: AtRecord): boolean {
  const { fields, seesEntry } = sightOf(declaration, roles, person)
  return opened.entries.some(
    (entry) =>
      !seesEntry(entry) ||
      Object.keys(changesOf(entry)).some(
        (field) => declaration.fields[field]?.protection === undefined && !fields.has(field),
      ),
  )
}
