/**
 * The portal's counter: what a citizen's report becomes, and what is told under a query code.
 *
 * Who reports is sealed for the centre at once; keyed marks recognise the same reporter and tell nothing else. The
 * code under which a reporter asks: queryCodes.ts.
 */
import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { clocksOf, isOpen } from '#kernel/record/clocks.ts'
import type { Named, RecordId } from '#kernel/record/field.ts'
import { advance, type AnyRecord } from '#kernel/record/replay.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { findRequestPeriod } from '#kernel/record/requestPeriods.ts'
import { dayOf, type Instant, type PlainDate } from '#kernel/time.ts'
import { words } from '#mechanisms/index.ts'
import { protection } from '#mechanisms/clue/protection.ts'
import { chinese as protectionZh, english as protectionEn } from '#mechanisms/clue/protection.words.ts'
import { dueAfter } from '#kernel/deadlines/dueAfter.ts'
import { isTerm, spoken } from '#kernel/deadlines/term.ts'
import type { Language } from '#portal/language.ts'
import { inBoth } from '#portal/words.ts'
import type {
  PortalChoices,
  PortalOffice,
  PortalRefusal,
  Progress,
  PublicStatus,
  Receipt,
  ThreatProgress,
} from '#portal/portalOffice.ts'
import { findCitizenPaper, papersForCitizen } from './citizenPapers.ts'
import type { KeyRing } from './keyRing.ts'
import type { OfficeRefusal, Outcome } from './office/asking.ts'
import type { Office, Opened } from './office/office.ts'
import { findPublicType, type PublicTypeName } from '#portal/publicTypes.ts'
import { inScope, nobody } from '#store/records/scope.ts'
import { publicTypes, type PublicType } from './publicTypes.ts'
import { queryCodes } from './queryCodes.ts'
import type { Realm } from './realm.ts'
import { sealedReporter, takenIdentity } from './reporterSeal.ts'

export interface CitizensParts {
  readonly office: Office
  readonly realm: Realm
  readonly appPool: Pool
  readonly ownerPool: Pool
  readonly keys: KeyRing
  now(): Instant
  /** What a refusal says to a person. */
  says(refusal: OfficeRefusal, declaration: Declaration): PortalRefusal['says']
}

export function citizensDesk(parts: CitizensParts): PortalOffice {
  const { office, realm, appPool, keys } = parts

  const today = (): PlainDate => dayOf(parts.now())
  const codes = queryCodes(keys, appPool)

  // The lists change with the day and with the rulebook, not with every report.
  const known = new Map<string, PortalChoices>()
  let knownOf = ''
  function choices(language: Language, about: PublicTypeName = 'clue'): PortalChoices {
    const of = `${today()} ${String(realm.age())}`
    if (knownOf !== of) known.clear()
    knownOf = of
    const key = `${language} ${about}`
    const found = known.get(key) ?? choicesOf(realm, today(), language, about)
    known.set(key, found)
    return found
  }

  /** What kind of record it is; a clue when there is none, so that a wrong code takes the same way. */
  async function typeOf(record: RecordId): Promise<PublicType> {
    const { rows } = await inScope(appPool, { ...nobody, record }, (client) =>
      client.query<{ type: string }>({
        name: 'type of record',
        text: 'select type from zs.record where id = $1',
        values: [record],
      }),
    )
    return publicTypes[findPublicType(rows[0]?.type) ?? 'clue']
  }

  async function find(code: string): Promise<Opened | 'busy' | undefined> {
    const found = await codes.find(code)
    if (found === 'busy') return 'busy'
    // A code that nobody has goes the same way to a record that is not there: the time tells nothing.
    const record = found ?? NO_RECORD
    const { declaration } = await typeOf(record)
    return office.open({ kind: 'public', record }, declaration.name, record)
  }

  const refusals = (refused: readonly OfficeRefusal[], declaration: Declaration): readonly PortalRefusal[] =>
    refused.map((refusal) => ({
      because: refusal.because,
      ...('rule' in refusal ? { rule: refusal.rule } : {}),
      ...('field' in refusal ? { field: refusal.field } : {}),
      says: parts.says(refusal, declaration),
    }))

  async function act(
    opened: Opened,
    action: string,
    input: Readonly<Record<string, unknown>>,
    retryToken: string,
  ): Promise<{ readonly taken: true } | { readonly refused: readonly PortalRefusal[] }> {
    const { declaration, record } = opened
    const { id } = record
    const outcome: Outcome = await office.act({
      asker: { kind: 'public', record: id },
      type: declaration.name,
      id,
      action,
      input,
      idempotencyKey: retryToken,
    })
    return 'refused' in outcome ? { refused: refusals(outcome.refused, declaration) } : { taken: true }
  }

  return {
    choices,
    sealingKey() {
      const { name, publicKey } = keys.centre.current()
      return { name, publicKey }
    },

    async report(report, files, retryToken, about = 'clue') {
      const { declaration, opens } = publicTypes[about]
      const token = retryToken === '' ? randomBytes(24).toString('base64url') : retryToken
      const queryCode = codes.codeFor(token)
      const { reporter, sealedReporter: identity, ...facts } = report
      const sealed =
        identity === undefined
          ? await sealedReporter(keys, reporter, token)
          : await takenIdentity(keys, identity, token, parts.now())
      if (sealed === undefined)
        return {
          refused: [
            {
              because: 'seal not usable',
              field: 'sealedReporter',
              says: inBoth((w) => w.errors.sealBroken),
            },
          ],
        }
      const outcome = await office.act({
        asker: { kind: 'public' },
        type: declaration.name,
        action: opens,
        input: {
          ...withoutUndefined(facts),
          source: 'portal',
          receivedOn: today(),
          ...(files.length === 0 ? {} : { attachments: files }),
          ...sealed,
        },
        // Without a token of their own nobody can send the same again.
        ...(retryToken === ''
          ? {}
          : {
              idempotencyKey: token,
              sameAs: {
                ...withoutUndefined(facts),
                files: files.map(({ digest }) => digest),
                // What a browser sealed is another text each time: that something was sealed has to do.
                reporter:
                  identity === undefined
                    ? keys.mark('same report', JSON.stringify(reporter ?? {})).toString('hex')
                    : `sealed ${identity.has.join(' ')}`,
              },
            }),
        codeHash: await codes.hashOf(queryCode),
      })
      if ('refused' in outcome) return { refused: refusals(outcome.refused, declaration) }
      return {
        queryCode,
        number: outcome.done.number,
        next: [firstStepBy(realm, parts.now(), about)],
        identity:
          identity !== undefined ? 'sealedInBrowser' : reporter !== undefined ? 'sealedByServer' : 'notGiven',
      }
    },

    async progress(queryCode) {
      const opened = await find(queryCode)
      if (opened === undefined || opened === 'busy') return opened
      const told = await progressOf(opened, realm, office)
      const papers = papersForCitizen(opened, words)
      const threats = await threatsOf(opened, parts)
      return {
        ...told,
        ...(papers.length === 0 ? {} : { papers }),
        ...(threats.length === 0 ? {} : { threats }),
      }
    },

    async paper(queryCode, wanted) {
      const opened = await find(queryCode)
      if (opened === undefined || opened === 'busy') return opened
      return (await findCitizenPaper({ realm, words }, opened, wanted)) ?? 'none'
    },

    async supplement(queryCode, text, files, retryToken) {
      const opened = await find(queryCode)
      if (opened === undefined || opened === 'busy') return opened
      const action = opened.record.state === 'toSupplement' ? 'supplement' : 'addToReport'
      const item = { text, ...(files.length === 0 ? {} : { attachments: files }) }
      return act(opened, action, { supplements: [item] }, retryToken)
    },

    async object(queryCode, text, retryToken) {
      const opened = await find(queryCode)
      return opened === undefined || opened === 'busy'
        ? opened
        : act(
            opened,
            typeOfOpened(opened).objection(opened.record).action,
            { objections: [{ text }] },
            retryToken,
          )
    },

    async visit(queryCode, { satisfaction, words }, retryToken) {
      const opened = await find(queryCode)
      if (opened === undefined || opened === 'busy') return opened
      const item = { satisfaction, ...(words === undefined ? {} : { words }) }
      return act(opened, 'returnVisit', { returnVisits: [item] }, retryToken)
    },

    async threatened(queryCode, threat, files, retryToken) {
      const opened = await find(queryCode)
      if (opened === undefined || opened === 'busy') return opened
      const { record, declaration } = opened
      const outcome = await office.act({
        asker: { kind: 'public' },
        type: protection.name,
        action: 'askForProtection',
        input: {
          ...threat,
          [declaration.name]: record.id,
          reportNumber: record.number,
          receivedOn: today(),
          ...(files.length === 0 ? {} : { attachments: files }),
          ...keptOut(opened),
        },
        idempotencyKey: retryToken,
      })
      return 'refused' in outcome ? { refused: refusals(outcome.refused, protection) } : { taken: true }
    },
  }
}

/** Whoever the report names, and the unit that handles it with its people: none of them gets to know of the threat. */
function keptOut(opened: Opened): { readonly named?: readonly Named[] } {
  const { declaration, record } = opened
  const keys = [
    // Fields that a declaration excludes by are lists of names (field.ts).
    ...declaration.excludes
      .flatMap((field) => (record[field] ?? []) as readonly Named[])
      .map(({ key }) => key),
    ...typeOfOpened(opened).handledBy(record),
  ]
  return keys.length === 0
    ? {}
    : { named: [...new Set(keys)].slice(0, 200).map((key) => ({ key, how: 'matched' })) }
}

/** What this reporter has told of threats. The links are read as the owner: the code opens the report alone. */
async function threatsOf(
  { record }: Opened,
  { office, realm, ownerPool }: CitizensParts,
): Promise<readonly ThreatProgress[]> {
  const { rows } = await ownerPool.query<{ record: RecordId }>(
    `select l.record from zs.link l join zs.record r on r.id = l.record
     where l.to_record = $1 and r.type = $2 order by r.number desc limit 20`,
    [record.id, protection.name],
  )
  const found = await Promise.all(
    rows.map((row) => office.open({ kind: 'public', record: row.record }, protection.name, row.record)),
  )
  return found.flatMap((opened) => {
    if (opened === undefined) return []
    const { number, state, answerWords } = opened.record
    const status = publicStatus(protection, state)
    return [
      {
        number,
        status,
        on: dayOf(opened.record.openedAt),
        ...(state === 'answered' && typeof answerWords === 'string' ? { answer: answerWords } : {}),
        next: clocksOf(protection, opened.entries, realm.book())
          .filter(isOpen)
          .flatMap(({ name, ledger }) =>
            ledger.due === undefined || !isThreatClock(name)
              ? []
              : [
                  {
                    what: { zh: protectionZh.deadlines[name], en: protectionEn.deadlines[name] },
                    by: dayOf(ledger.due),
                  },
                ],
          ),
      },
    ]
  })
}
const isThreatClock = (name: string): name is keyof typeof protectionZh.deadlines =>
  Object.hasOwn(protectionZh.deadlines, name)
const typeOfOpened = ({ declaration }: Opened): PublicType =>
  publicTypes[findPublicType(declaration.name) ?? 'clue']

/** An id that no record has. */
const NO_RECORD = '00000000-0000-4000-8000-000000000000' as RecordId

const withoutUndefined = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** The public words of each step, in the order they happened. */
function progressOf(opened: Opened, realm: Realm, office: Office): Promise<Progress> {
  const { record, entries, declaration } = opened
  const type = typeOfOpened(opened)
  const steps: { status: PublicStatus; on: PlainDate }[] = []
  let at: AnyRecord | undefined
  for (const entry of entries) {
    at = advance(declaration, at, entry)
    const status = publicStatus(declaration, at.state)
    if (steps.at(-1)?.status !== status) steps.push({ status, on: dayOf(entry.at) })
  }
  const answer = type.answer(record)
  const { action, as } = type.objection(record)
  return wantsOf(opened, office).then((wants) => {
    const objection = wants.includes('object')
      ? findRequestPeriod(declaration, action, { fields: record, entries }, realm.book())
      : undefined
    return {
      about: findPublicType(declaration.name) ?? 'clue',
      number: record.number,
      status: publicStatus(declaration, record.state),
      steps,
      ...(record.state === 'toSupplement' ? { supplementWanted: String(record['supplementWanted']) } : {}),
      ...(typeof answer === 'string' ? { answer } : {}),
      ...(record.state === 'told' ? otherChannelOf(record, realm) : {}),
      ...remediesOf(record, realm),
      next: nextOf(opened, realm),
      ...(wants.includes('object') && as !== undefined ? { objectAs: as } : {}),
      ...(objection === undefined
        ? {}
        : {
            objectBy: objection.until,
            ...(objection.provisional ? { objectByMayMove: true as const } : {}),
          }),
      wants,
    }
  })
}

function otherChannelOf(record: AnyRecord, realm: Realm) {
  const item = realm
    .rulebookOn(dayOf(record.changedAt))
    .list(`${record.type}.otherChannels`)
    .find(({ code }) => code === record['otherChannel'])
  return item === undefined ? {} : { otherChannel: { zh: item.zh, en: item.en } }
}

/** What may be done about the answer, as it was told with it, in the words of that day. */
function remediesOf(record: AnyRecord, realm: Realm) {
  const codes = record['remedies']
  if (!Array.isArray(codes)) return {}
  const items = realm.rulebookOn(dayOf(record.changedAt)).list(`${record.type}.remedies`)
  const remedies = items.filter(({ code }) => codes.includes(code)).map(({ zh, en }) => ({ zh, en }))
  return remedies.length === 0 ? {} : { remedies }
}

const publicStatus = (declaration: Declaration, state: string): PublicStatus => {
  const spec = Object.entries(declaration.states).find(([name]) => name === state)?.[1]
  // Every state of a public type has a public word (test/agreement/publicTypes.test.ts).
  return (spec?.publicly ?? 'received') as PublicStatus
}

/** What the reporter may do now: asked of the rules themselves, with a text that stands for theirs. */
async function wantsOf(opened: Opened, office: Office): Promise<Progress['wants']> {
  const asked = { text: '…' }
  const mayAdd =
    opened.record.state === 'toSupplement'
      ? await office.consider(opened, 'supplement', { supplements: [asked] })
      : await office.consider(opened, 'addToReport', { supplements: [asked] })
  const { action } = typeOfOpened(opened).objection(opened.record)
  const mayObject = await office.consider(opened, action, { objections: [asked] })
  const mayVisit = await office.consider(opened, 'returnVisit', { returnVisits: [{ satisfaction: 'fair' }] })
  return [
    ...('accepted' in mayAdd ? (['supplement'] as const) : []),
    ...('accepted' in mayObject ? (['object'] as const) : []),
    ...('accepted' in mayVisit ? (['visit'] as const) : []),
    // At any time, for as long as there is a code.
    'threat',
  ]
}

/** By when the first thing happens with what comes in now. */
function firstStepBy(realm: Realm, now: Instant, about: PublicTypeName) {
  const { first, deadlines, usual } = publicTypes[about]
  const term = String(realm.rulebookOn(dayOf(now)).decide(`${about}.${first}.term`, usual)?.then['term'])
  const by = isTerm(term) ? dueAfter(now, term, realm.book().calendar).due : now
  return { what: { zh: deadlines.zh[first] ?? '', en: deadlines.en[first] ?? '' }, by: dayOf(by) }
}

function nextOf(opened: Opened, realm: Realm): NonNullable<Receipt['next']> {
  const { declaration, entries } = opened
  const { clocks, deadlines } = typeOfOpened(opened)
  return clocksOf(declaration, entries, realm.book())
    .filter(isOpen)
    .flatMap(({ name, ledger }) => {
      return !clocks.includes(name) || ledger.due === undefined
        ? []
        : [
            {
              what: { zh: deadlines.zh[name] ?? name, en: deadlines.en[name] ?? name },
              by: dayOf(ledger.due),
            },
          ]
    })
}

function choicesOf(realm: Realm, day: PlainDate, language: Language, about: PublicTypeName): PortalChoices {
  const { clocks, deadlines, usual } = publicTypes[about]
  const rulebook = realm.rulebookOn(day)
  const list = (key: string) => rulebook.list(key).map((item) => ({ code: item.code, label: item[language] }))
  const org = realm.org()
  const placesAt = (level: string) =>
    org
      .unitsOfKind('office', level)
      .map(({ place, placeName }) => ({ code: place, label: placeName[language] }))
  const counties = placesAt('county')
  return {
    categories: list(`${about}.categories`),
    trades: list('clue.trades'),
    focus: list('clue.focus'),
    organs: list('complaint.organs'),
    areas: placesAt('prefecture').map((prefecture) => ({
      ...prefecture,
      within: counties.filter(({ code }) => code.startsWith(prefecture.code)),
    })),
    channels: list(`${about}.otherChannels`),
    threats: list('protection.kinds'),
    terms: clocks.flatMap((name) => {
      const term = String(rulebook.decide(`${about}.${name}.term`, usual)?.then['term'])
      return isTerm(term) ? [{ what: deadlines[language][name] ?? name, within: spoken(term, language) }] : []
    }),
  }
}
