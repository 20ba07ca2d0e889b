/**
 * A report as it arrives, from the form or as JSON, made into one the office takes, or every reason why not.
 * How long a text may be is the type's own declaration; what can be chosen comes from the rulebook of today.
 */
import { isPlainDate, type PlainDate } from '#kernel/time.ts'
import type { Field } from '#kernel/record/field.ts'
import { findCodeFlaw, typedAnonymousCode } from './anonymousCode.ts'
import type {
  PortalChoices,
  PortalPerson,
  PortalRefusal,
  PortalReport,
  PortalReporter,
} from './portalOffice.ts'
import { fieldOf, publicForms, type PublicForm, type PublicTypeName, type Question } from './publicTypes.ts'
import { isRaw, present, reader, type Raw, type Reader } from './reportReader.ts'
import { IDENTITY_LENGTHS, identityParts, type IdentityPart } from './sealing.ts'
import { sealedIdentityIn } from './sealedIdentity.ts'
import { inBoth, type Words } from './words.ts'

/** The form has room for five; the JSON door takes what the declaration takes. */
export const PERSONS_IN_FORM = 5

const DONT_KNOW = ['yes', 'no', 'unknown'] as const
const CONTACT_WISHES = ['phone', 'message', 'visit', 'codeOnly'] as const
// Asked by every type; the rest stands in publicTypes.ts.
const MEMBERS = [
  ...['category', 'title', 'content', 'occurredOn', 'area', 'reportedPersons'],
  ...['reporter', 'sealedReporter'],
  ...['realName', 'contactWish', 'wishesSecrecy', 'protectionRequested'],
]
// What a report is about may be said in its body; the door has read it.
const ABOUT = ['about', 'type']

export type CheckedReport =
  { readonly report: PortalReport } | { readonly refused: readonly [PortalRefusal, ...PortalRefusal[]] }

/** How many characters the declaration lets a text have. */
export function longest(field: Field<unknown>): number {
  const max = field.schema['maxLength']
  if (typeof max !== 'number') throw new Error(`the field of kind ${field.kind} states no length`)
  return max
}

const mostItems = (field: Field<unknown>): number => {
  const max = field.schema['maxItems']
  if (typeof max !== 'number') throw new Error(`the field of kind ${field.kind} states no number of items`)
  return max
}

const codes = (choices: readonly { readonly code: string }[]): string[] => choices.map(({ code }) => code)

export function checkReport(
  raw: Raw,
  offered: PortalChoices,
  today: PlainDate,
  about: PublicTypeName = 'clue',
): CheckedReport {
  const form = publicForms[about]
  const refused: PortalRefusal[] = []
  const read = reader(raw, '', refused)
  read.nothingElse([...MEMBERS, ...ABOUT, ...form.asks])

  const label = (name: keyof Words['fields']) => (words: Words) => words.fields[name]
  const asked = <Value>(name: Question, answer: () => Value): Value | undefined =>
    form.asks.includes(name) ? answer() : undefined
  const max = (name: string) => longest(fieldOf(form.fields, name))
  const dontKnow = (
    name: Question & ('weapons' | 'minors' | 'stillGoingOn' | 'umbrellaSuspected' | 'procedureOpen'),
  ) => asked(name, () => read.choice(name, label(name), DONT_KNOW))
  const line = (name: Question & ('occurredAt' | 'loss' | 'concernedOrgan' | 'caseNumber')) =>
    asked(name, () => read.text(name, label(name), { max: max(name) }))
  const lines = (name: Question & ('umbrellaFacts' | 'claim')) =>
    asked(name, () => read.text(name, label(name), { max: max(name), lines: true }))
  const picked = (name: Question & ('trade' | 'staffOrgan'), options: readonly { readonly code: string }[]) =>
    asked(name, () => read.choice(name, label(name), codes(options)))

  const reporter = reporterIn(read, refused)
  const sealedReporter = sealedIdentityIn(read)
  if (reporter !== undefined && sealedReporter !== undefined)
    read.refuse('sealedReporter', 'field not asked', (w) => w.errors.sealedAndPlain)
  const told = new Set([...(sealedReporter?.has ?? []), ...Object.keys(reporter ?? {})])
  const report = {
    realName: read.yesNo('realName', label('realName')) ?? told.has('name'),
    reporter,
    sealedReporter,
    contactWish: read.choice('contactWish', label('contactWish'), CONTACT_WISHES),
    wishesSecrecy: read.yesNo('wishesSecrecy', label('wishesSecrecy')),
    protectionRequested: read.yesNo('protectionRequested', label('protectionRequested')),
    reportedPersons: personsIn(read, refused, form),
    category: read.choice('category', label('category'), codes(offered.categories)),
    title: read.text('title', label('title'), { max: max('title') }),
    content: read.text('content', label('content'), { max: max('content'), lines: true }),
    claim: lines('claim'),
    concernedOrgan: line('concernedOrgan'),
    caseNumber: line('caseNumber'),
    procedureOpen: dontKnow('procedureOpen'),
    staffOrgan: picked('staffOrgan', offered.organs ?? []),
    occurredOn: dayIn(read, today),
    area: areaIn(read, offered),
    occurredAt: line('occurredAt'),
    trade: picked('trade', offered.trades),
    focus: asked('focus', () => focusIn(read, offered, form)),
    loss: line('loss'),
    weapons: dontKnow('weapons'),
    minors: dontKnow('minors'),
    stillGoingOn: dontKnow('stillGoingOn'),
    umbrellaSuspected: dontKnow('umbrellaSuspected'),
    umbrellaFacts: lines('umbrellaFacts'),
  }

  const isRefused = (name: string): boolean => refused.some(({ field }) => field === name)
  const missing = (name: 'category' | 'title' | 'content' | Question): boolean =>
    report[name] === undefined && !isRefused(name)
  if (missing('category')) read.refuse('category', 'field missing', (w) => w.errors.choose(w.fields.category))
  if (missing('title')) read.refuse('title', 'field missing', (w) => w.errors.required(w.fields.title))
  if (missing('content')) read.refuse('content', 'field missing', (w) => w.errors.required(w.fields.content))
  for (const name of form.required)
    if (missing(name)) read.refuse(name, 'field missing', (w) => w.errors.required(w.fields[name]))
  contactsFit(report, told, read)

  const [first, ...rest] = refused
  if (first) return { refused: [first, ...rest] }
  const { category, title, content } = report
  if (category === undefined || title === undefined || content === undefined)
    throw new Error('a report without category, title or content was not refused')
  return { report: { ...present(report), category, title, content } }
}

function reporterIn(read: Reader, refused: PortalRefusal[]): PortalReporter | undefined {
  const raw = read.object('reporter', (w) => w.fields.reporter)
  if (raw === undefined) return undefined
  const within = reader(raw, 'reporter', refused)
  within.nothingElse(identityParts)
  const text = (name: IdentityPart) =>
    within.text(name, (w) => w.fields[`reporter.${name}`], { max: IDENTITY_LENGTHS[name] })
  const reporter: PortalReporter = present({
    name: text('name'),
    phone: text('phone'),
    idNumber: text('idNumber'),
    otherContact: text('otherContact'),
    contactTime: text('contactTime'),
    anonymousCode: anonymousCodeIn(within),
  })
  return Object.keys(reporter).length === 0 ? undefined : reporter
}

/** Read longer than it may be, so that a code with blanks is not refused for its length. */
function anonymousCodeIn(within: Reader): string | undefined {
  const label = (w: Words) => w.fields['reporter.anonymousCode']
  const typed = within.text('anonymousCode', label, { max: 5 * IDENTITY_LENGTHS.anonymousCode })
  if (typed === undefined) return undefined
  const code = typedAnonymousCode(typed)
  const flaw = findCodeFlaw(code)
  if (flaw !== undefined)
    within.refuse('anonymousCode', 'field not accepted', (w) => w.errors.anonymousCode[flaw])
  return code
}

/** `told`: which parts of who reports were given, in plain or sealed. */
function contactsFit(
  { realName, contactWish }: { readonly realName: boolean; readonly contactWish?: string | undefined },
  told: ReadonlySet<string>,
  read: Reader,
): void {
  const reachable = told.has('phone') || told.has('otherContact')
  if (realName && !told.has('name'))
    read.refuse('reporter.name', 'field missing', (w) => w.errors.required(w.fields['reporter.name']))
  if ((contactWish === 'phone' || contactWish === 'message') && !told.has('phone'))
    read.refuse('reporter.phone', 'field missing', (w) => w.errors.phoneForWish)
  else if (contactWish === 'visit' && !reachable)
    read.refuse('reporter.phone', 'field missing', (w) => w.errors.contactForVisit)
  else if (realName && !reachable)
    read.refuse('reporter.phone', 'field missing', (w) => w.errors.contactForRealName)
}

function personsIn(
  read: Reader,
  refused: PortalRefusal[],
  form: PublicForm,
): readonly PortalPerson[] | undefined {
  const rows = read.list('reportedPersons', (w) => w.fields.reportedPersons)
  if (rows === undefined) return undefined
  const max = mostItems(fieldOf(form.fields, 'reportedPersons'))
  if (rows.length > max) {
    read.refuse('reportedPersons', 'field not accepted', (w) => w.errors.tooManyPersons(max))
    return undefined
  }
  const persons = rows.flatMap((row, index) => personIn(row, index, refused, form))
  return persons.length === 0 ? undefined : persons
}

function personIn(
  row: unknown,
  index: number,
  refused: PortalRefusal[],
  { type, person: parts, asksOfPersons, asksWhetherOfficial }: PublicForm,
): PortalPerson[] {
  const path = `reportedPersons.${index}`
  const which = (words: Words) => words.about[type].person(index + 1)
  if (!isRaw(row)) {
    refused.push({
      because: 'field not accepted',
      field: path,
      says: inBoth((w) => w.errors.notAnObject(which(w))),
    })
    return []
  }
  const before = refused.length
  const within = reader(row, path, refused)
  within.nothingElse([...asksOfPersons, ...(asksWhetherOfficial ? ['publicOfficial'] : [])])
  const texts = asksOfPersons.map((name) => {
    const label = (w: Words) => `${which(w)} · ${w.fields[name]}`
    return [name, within.text(name, label, { max: longest(fieldOf(parts, name)) })] as const
  })
  const publicOfficial = asksWhetherOfficial
    ? within.choice('publicOfficial', (w) => `${which(w)} · ${w.fields.publicOfficial}`, DONT_KNOW)
    : undefined
  const person: Partial<PortalPerson> = present({
    ...Object.fromEntries(texts.filter(([, text]) => text !== undefined)),
    publicOfficial,
  })
  // "Don't know" about nobody is nobody.
  if (texts.every(([, text]) => text === undefined)) return []
  // Whoever is known by a nickname only goes by it: an empty or invented name would match other nameless people.
  const name = person.name ?? person.alias
  if (name === undefined && refused.length === before)
    within.refuse('name', 'field missing', (w) => w.errors.nameOrAlias)
  return name === undefined ? [] : [{ ...person, name }]
}

function dayIn(read: Reader, today: PlainDate): string | undefined {
  const day = read.text('occurredOn', (w) => w.fields.occurredOn, { max: 40 })
  if (day === undefined) return undefined
  if (!isPlainDate(day)) read.refuse('occurredOn', 'field not accepted', (w) => w.errors.notADay)
  else if (day > today) read.refuse('occurredOn', 'field not accepted', (w) => w.errors.future)
  return day
}

function areaIn(read: Reader, { areas }: PortalChoices): string | undefined {
  const named = areas.flatMap(({ code, within }) => [code, ...codes(within)])
  return read.choice('area', (w) => w.fields.area, named)
}

function focusIn(read: Reader, { focus }: PortalChoices, form: PublicForm): readonly string[] | undefined {
  const label = (words: Words) => words.fields.focus
  const chosen = read.choices('focus', label, codes(focus))
  const max = mostItems(fieldOf(form.fields, 'focus'))
  if (chosen !== undefined && chosen.length > max)
    read.refuse('focus', 'field not accepted', (w) => w.errors.tooMany(label(w), max))
  return chosen
}
