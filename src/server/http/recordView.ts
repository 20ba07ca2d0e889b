/** A record as one asker sees it. */
import { seen } from '#kernel/access/sight.ts'
import { clocksOf } from '#kernel/record/clocks.ts'
import { papersOf } from '#kernel/record/papers.ts'
import { present } from '#kernel/present.ts'
import { isClosed } from '#kernel/record/projection.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { endingAs } from '../handOver.ts'
import { actionsNow } from './actionsNow.ts'
import { actorView } from './actorView.ts'
import { issuesSeen } from './issuesSeen.ts'
import { deadlineView } from './deadlineView.ts'
import type { AtRecord } from './atRecord.ts'
import type { Door } from './door.ts'
import { handOverView } from './handOverView.ts'
import { inputSchema } from './inputSchema.ts'
import { namesIn } from './namesIn.ts'
import { requestPeriodsView } from './requestPeriodView.ts'
import { rungNamesIn } from './rungNames.ts'
import type { Language } from './language.ts'
import { sightOf, type AskersSight } from './sightOf.ts'
import { titleText } from './titleText.ts'
import { wordsOf, type TypeWords } from './typeWords.ts'

export async function recordView(
  door: Door,
  at: AtRecord,
  { language, explained }: { readonly language: Language; readonly explained: boolean },
) {
  const { declaration, opened, person, roles } = at
  const { record, entries } = opened
  const { realm } = door
  const now = door.now()
  const words = wordsOf(door.words, declaration, language)
  const sight = sightOf(declaration, roles, person)
  const rulebook = realm.rulebookOn(dayOf(now))
  const book = realm.book()
  const links = await linksView(door, at, sight)
  const fields = seen(declaration, record, roles)
  const proposals = isClosed(declaration, record.state)
    ? []
    : door
        .proposals(declaration.name, {
          record,
          org: realm.org(),
          rulebook,
          on: dayOf(now),
          linked: opened.linked,
        })
        .filter(({ field }) => sight.fields.has(field))
  const signed = record.signatures.filter(sight.seesSigning)
  // Where the personal values were destroyed nothing more can be entered.
  const actions =
    opened.key === undefined ? [] : actionsNow(declaration, record, opened.standings, realm.declarations)
  return {
    id: record.id,
    number: record.number,
    type: declaration.name,
    state: record.state,
    stateLabel: words.states[record.state] ?? record.state,
    closed: isClosed(declaration, record.state),
    version: record.version,
    openedAt: record.openedAt,
    changedAt: record.changedAt,
    title: titleText(door, declaration, sight, record, language),
    roles: roles.map((role) => ({ name: role, label: words.roles[role] ?? role })),
    way: wayOf(at, sight, words),
    fields,
    // Whatever stands in them, or whether anything does.
    notForYou: Object.keys(declaration.fields).filter(
      (name) => !sight.fields.has(name) && declaration.fields[name]?.protection !== 'sealed',
    ),
    names: {
      ...namesIn(realm, declaration.fields, [
        fields,
        ...proposals.map(({ field, value }) => ({ [field]: value })),
        ...signed.flatMap(({ by }) => by.map(({ input }) => sight.cleaned(input))),
      ]),
      ...rungNamesIn(door, declaration, rulebook, [fields]),
    },
    deadlines: clocksOf(declaration, entries, book)
      .filter(({ name }) => sight.seesClock(name))
      .map((clock) => deadlineView(clock, { words, language, now, book, explained })),
    requestPeriods: requestPeriodsView(at, sight, { words, language, now, book }),
    ...links,
    ...(await toHandOverOf(door, at, language)),
    signatures: signed.map(({ action, status, by }) => ({
      action,
      label: words.actions[action] ?? action,
      status,
      by: by.map((signature) => ({
        ...actorView(realm, signature.actor),
        role: signature.role,
        roleLabel: words.roles[signature.role] ?? signature.role,
        at: signature.at,
        input: sight.cleaned(signature.input),
      })),
    })),
    proposals,
    documents: Object.keys(declaration.documents).filter((name) => issuesSeen(at, name).length > 0),
    papers: papersOf(declaration, entries)
      .filter(({ document, seq }) => issuesSeen(at, document).some((entry) => entry.seq === seq))
      .map(({ document, number, seq, at: issuedAt, cancelled }) => ({
        document,
        label: words.documents[document] ?? document,
        number,
        issue: seq,
        issuedOn: dayOf(issuedAt),
        ...(cancelled === undefined
          ? {}
          : { cancelled: { on: dayOf(cancelled.at), reasons: cancelled.reasons } }),
      })),
    actions: actions.map((name) => ({
      name,
      label: words.actions[name] ?? name,
      input: inputSchema(declaration, name, { words, rulebook, language }),
      ...present({ first: declaration.actions[name]?.suggests?.({ record, rulebook }) }),
    })),
  }
}

/** What is in the hands of a tenure's holder, for the holder and whoever is in charge. */
async function toHandOverOf(
  door: Door,
  { declaration, opened, person, roles }: AtRecord,
  language: Language,
) {
  const isTheirs = ['holder', 'principal', 'inCharge', 'administrator'].some((role) => roles.includes(role))
  if (declaration.name !== 'tenure' || opened.record.state === 'ended' || !isTheirs) return {}
  return { toHandOver: await handOverView(door, endingAs(opened.record), { person, language }) }
}

/**
 * The states it went through, as far as the asker sees the entries that led there, and since when. It ends where the record
 * stands, which whoever reaches it is told; where the act that led there is out of sight, with the record's last change.
 */
function wayOf({ opened }: AtRecord, sight: AskersSight, words: TypeWords) {
  const { state, changedAt } = opened.record
  const step = (at: { readonly state: string; readonly at: Instant }) => ({
    state: at.state,
    label: words.states[at.state] ?? at.state,
    at: at.at,
  })
  let before: string | undefined
  const seen = opened.entries.flatMap((entry) => {
    if (entry.state === before) return []
    before = entry.state
    return sight.seesEntry(entry) ? [step(entry)] : []
  })
  return seen.at(-1)?.state === state ? seen : [...seen, step({ state, at: changedAt })]
}

/** Linked records the asker reaches, and how many more there are. Nothing of a link in a field out of sight. */
async function linksView(door: Door, { declaration, opened, person }: AtRecord, sight: AskersSight) {
  const shown = opened.linked.filter(
    ({ direction, link }) =>
      direction === 'to' || declaration.fields[link] === undefined || sight.fields.has(link),
  )
  const ids = shown.map(({ id }) => id)
  const numbers =
    ids.length === 0
      ? new Map<RecordId, string>()
      : await inScope(door.appPool, door.office.scopeOf({ kind: 'staff', person }), async (client) => {
          const { rows } = await client.query<{ id: RecordId; number: string }>(
            'select id, number from zs.record where id = any ($1)',
            [ids],
          )
          return new Map(rows.map(({ id, number }) => [id, number]))
        })
  const reached = shown.filter(({ id }) => numbers.has(id))
  return {
    links: reached.map((one) => ({ ...one, number: numbers.get(one.id) ?? '' })),
    linksOutOfReach: new Set(shown.filter(({ id }) => !numbers.has(id)).map(({ id }) => id)).size,
  }
}
