/**
 * What the rows of a file become: clues entered by the system's job `importer`.
 *
 * Who reports is sealed for the centre before anything is stored. One import key is one clue, also when two imports run
 * at once; the same key with other content is a bad row, because the clue that is there says something else.
 */
import type { Directory } from '#kernel/org/directory.ts'
import type { Json } from '#kernel/journal/canonical.ts'
import { canonicalBytes } from '#kernel/journal/canonical.ts'
import { declarations, words } from '#mechanisms/index.ts'
import { findCodeFlaw, typedAnonymousCode } from '#portal/anonymousCode.ts'
import type { PortalReporter } from '#portal/portalOffice.ts'
import { identityParts, type IdentityPart } from '#portal/sealing.ts'
import { sealedReporter } from '#server/reporterSeal.ts'
import { tell, type RefusalContext } from '#server/http/refusals.ts'
import type { KeyRing } from '#server/keyRing.ts'
import type { Asker, OfficeRefusal } from '#server/office/asking.ts'
import type { Office } from '#server/office/office.ts'
import type { Realm } from '#server/realm.ts'
import type { Input } from './applyMapping.ts'
import { firstSentence } from './firstSentence.ts'
import { refusal, type ImportRefusal } from './refusal.ts'
import type { Send, Sent } from './runImport.ts'

export interface TakerParts {
  readonly office: Office
  readonly realm: Realm
  readonly keys: KeyRing
  /** Only says what it would do. */
  readonly dryRun: boolean
}

const IMPORTER: Asker & { readonly kind: 'system' } = { kind: 'system', job: 'importer' }
const LONGEST_TITLE = 200
const TITLE = 40

export function clueTaker({ office, realm, keys, dryRun }: TakerParts): Send {
  const declaration = declarations.get('clue')
  if (declaration === undefined) throw new Error('There is no declaration of clues')
  const context: RefusalContext = { declaration, declarations, words }
  const placeOf = placesByName(realm.org())

  return async (input, importKey) => {
    const mark = markOf(keys, input)
    const before = await office.findAnswerWith(IMPORTER, importKey)
    if (before !== undefined) return before['row'] === mark ? 'already' : [changedSince]
    const plain = clueInput(input, placeOf)
    const told = reporterIn(plain)
    if ('refused' in told) return [told.refused]
    const { reporter, facts } = told
    const ready: Input = {
      category: 'crime',
      realName: reporter.name !== undefined,
      ...facts,
      importKey,
      ...(await sealedReporter(keys, reporter, importKey)),
    }
    const said = (refused: readonly OfficeRefusal[]): Sent =>
      refused.map((one): ImportRefusal => {
        const zh = tell(one, 'zh', context)
        return refusal(zh.because, zh.says, tell(one, 'en', context).says, zh.field)
      })
    if (dryRun) {
      const decision = await office.considerOpening(IMPORTER, 'clue', 'enter', ready)
      return 'refused' in decision ? said(decision.refused) : 'added'
    }
    const outcome = await office.act({
      asker: IMPORTER,
      type: 'clue',
      action: 'enter',
      input: ready,
      idempotencyKey: importKey,
      answerWith: { row: mark },
    })
    if ('done' in outcome) return outcome.done.repeated ? 'already' : 'added'
    // Sealing is never the same twice, so another import of this very row looks like another request.
    const first = await office.findAnswerWith(IMPORTER, importKey)
    if (first !== undefined) return first['row'] === mark ? 'already' : [changedSince]
    return said(outcome.refused)
  }
}

/** Who reports, under names of their own in a mapping; what is left are fields of the clue. */
const REPORTER: Readonly<Record<IdentityPart, string>> = {
  name: 'reporterName',
  phone: 'reporterPhone',
  idNumber: 'reporterIdNumber',
  otherContact: 'reporterOtherContact',
  contactTime: 'reporterContactTime',
  anonymousCode: 'reporterAnonymousCode',
}

function reporterIn(
  plain: Readonly<Record<string, unknown>>,
): { readonly reporter: PortalReporter; readonly facts: Input } | { readonly refused: ImportRefusal } {
  const reporter: Partial<Record<IdentityPart, string>> = {}
  for (const part of identityParts) {
    const told = plain[REPORTER[part]]
    if (typeof told === 'string') reporter[part] = part === 'anonymousCode' ? typedAnonymousCode(told) : told
  }
  const named: readonly string[] = Object.values(REPORTER)
  const facts = Object.fromEntries(Object.entries(plain).filter(([field]) => !named.includes(field)))
  return findCodeFlaw(reporter.anonymousCode ?? '') === undefined ? { reporter, facts } : { refused: noCode }
}

/** Under a key, because a row holds personal data. The day may be that of the import and tells nothing. */
function markOf(keys: KeyRing, row: Input): string {
  const input = Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'receivedOn'))
  // A mapping makes text, lists and objects of text.
  const bytes = canonicalBytes(input as Json)
  return keys.mark('import row', Buffer.from(bytes).toString('utf8')).toString('hex')
}

/** The row in the names and limits of the clue. Nothing of it is lost: what has no field of its own goes into another. */
function clueInput(input: Input, placeOf: (name: string) => string | undefined): Record<string, unknown> {
  const { title, area, ...rest } = input
  const made: Record<string, unknown> = { ...rest }
  if (typeof title === 'string' && title.length > LONGEST_TITLE) {
    made['title'] = firstSentence(title, TITLE)
    made['content'] = [title, ...(typeof made['content'] === 'string' ? [made['content']] : [])].join('\n')
  } else if (title !== undefined) made['title'] = title
  if (typeof area === 'string') {
    const place = placeOf(area)
    if (place !== undefined) made['area'] = place
    else
      made['occurredAt'] = [
        area,
        ...(typeof made['occurredAt'] === 'string' ? [made['occurredAt']] : []),
      ].join(' ')
  }
  return made
}

/** Names of prefectures and counties, alone or behind one another, to their codes; what is ambiguous is no place. */
function placesByName(org: Directory): (name: string) => string | undefined {
  const codes = new Map<string, string | undefined>()
  const note = (name: string, code: string) => codes.set(name, codes.has(name) ? undefined : code)
  for (const level of ['prefecture', 'county']) {
    for (const { place, placeName } of org.unitsOfKind('office', level)) {
      note(placeName.zh, place)
      const above = org.placeName(place.slice(0, 4))?.zh
      if (level === 'county' && above !== undefined) note(`${above}${placeName.zh}`, place)
      codes.set(place, place)
    }
  }
  return (name) => codes.get(name.replace(/^吉林省/u, '').replaceAll(/\s/g, ''))
}

const noCode = refusal(
  'field not accepted',
  '匿名代码应为6至20位数字',
  'An anonymous code is made of 6 to 20 digits',
  REPORTER.anonymousCode,
)

const changedSince = refusal(
  'changed since',
  '本行此前已导入，但内容已不同；请在系统中补充原线索，或改用另一编号导入',
  'This row came in before with other content: add to the clue that is there, or give it another id',
)
