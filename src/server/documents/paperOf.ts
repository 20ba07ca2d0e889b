/**
 * The paper that a declared document of a record is, in Chinese: official documents are always Chinese.
 *
 * Who may see which field is decided before (kernel/access/sight.ts): a field that is not in `values` is not printed.
 * Whatever the declaration lists, sealed values and what tells of the reporter are left out here once more.
 */
import { chineseDay } from './chineseDay.ts'
import { isRecord } from './isRecord.ts'
import { isTable, type Paper, type PaperSignature, type PaperValue, type Section } from './paper.ts'
import { printedValue, type PaperNames, type PaperWords } from './printedValue.ts'
import { isReporterData } from './reporterData.ts'
import type { ActionSpec, Declaration, DocumentSpec } from '#kernel/record/declaration.ts'
import type { Signing } from '#kernel/record/entry.ts'
import { withoutNumbers } from '#kernel/identifiers/withoutNumbers.ts'
import { fieldsNamed, filledIn, type PaperText } from '#kernel/rulebook/paperText.ts'
import { listOf } from '#kernel/record/replay.ts'
import type { PlainDate } from '#kernel/time.ts'

export interface PaperRequest {
  readonly declaration: Declaration
  /** The name of the document in the declaration. */
  readonly document: string
  /** The record's fields as far as the viewer sees them. */
  readonly values: Readonly<Record<string, unknown>>
  /** By when each clock is due, in words, as far as the viewer sees it. */
  readonly clocks?: Readonly<Record<string, string>>
  readonly signatures: readonly Signing[]
  /** Whether what this signing signed still stands. */
  readonly stands?: (signing: Signing) => boolean
  /** What the paper says beside its fields, of the day of issue. */
  readonly text?: PaperText
  readonly words: PaperWords
  readonly names: PaperNames
  /** The issuing unit's name. */
  readonly organ: string
  readonly issuedOn: PlainDate
  readonly watermark?: NonNullable<Paper['watermark']>
  /** The paper's own number, or else the record's. */
  readonly number?: string
  /** The record's number. */
  readonly register?: string
  readonly addressee?: string
  readonly cancelled?: NonNullable<Paper['cancelled']>
}

/** Empty when the declaration knows no document of this name. */
export function findPaperOf(request: PaperRequest): Paper | undefined {
  const { declaration, document: name, words } = request
  const spec = Object.hasOwn(declaration.documents, name) ? declaration.documents[name] : undefined
  if (spec === undefined) return undefined
  const kind = words.documents[name] ?? name
  const { text, number, addressee, cancelled, watermark } = request
  const filled = (one: string | undefined): string | undefined =>
    one === undefined ? undefined : filledIn(one, (place) => placeValue(spec, request, place))
  const all = (texts: readonly string[] | undefined): readonly string[] =>
    (texts ?? []).flatMap((one) => filled(one) ?? [])
  const subject = text === undefined ? subjectOf(spec, request) : undefined
  const said = new Set([
    ...(text === undefined ? [] : fieldsNamed(text)),
    ...(subject === undefined ? [] : [declaration.title]),
  ])
  const [secrecy, copies, note] = [filled(text?.mark), filled(text?.copies), filled(text?.note)]
  return {
    layout: spec.layout,
    title: filled(text?.title) ?? (subject === undefined ? kind : `关于“${subject}”的${kind}`),
    organ: request.organ,
    issuedOn: request.issuedOn,
    before: all(text?.before),
    lines: linesOf(spec, request, said),
    after: all(text?.after),
    annexes: all(text?.annexes),
    signatures: signaturesOn(spec, request),
    ...(watermark !== undefined && { watermark }),
    ...(number !== undefined && { number }),
    ...(addressee !== undefined && { addressee }),
    ...(secrecy !== undefined && { secrecy }),
    ...(copies !== undefined && { copies }),
    ...(note !== undefined && { note }),
    ...(cancelled !== undefined && { cancelled }),
  }
}

/** What stands in a place of the text: something of the paper itself, or a field that it prints (paperText.ts). */
function placeValue(spec: Printed, request: PaperRequest, place: string): string | undefined {
  switch (place) {
    case 'number':
      return request.register
    case 'paper':
      return request.number
    case 'organ':
      return request.organ
    case 'addressee':
      return request.addressee
    case 'day':
      return chineseDay(request.issuedOn)
    default:
  }
  const [name = '', part] = place.split('.')
  const field = spec.prints.includes(name) ? request.declaration.fields[name] : undefined
  if (field === undefined || isReporterData(name, field)) return undefined
  const given = printable(request, name, givenIn(spec, request, name))
  const at = { words: request.words, names: request.names }
  if (part === undefined) return oneText(printedValue(field, given, { ...at, name, inside: false }))
  const inner = field.items?.parts?.[part] ?? field.parts?.[part]
  if (inner === undefined || isReporterData(part, inner)) return undefined
  const items: readonly unknown[] = Array.isArray(given) ? given : [given]
  const texts = items.flatMap(
    (item) =>
      oneText(
        printedValue(inner, isRecord(item) ? item[part] : undefined, { ...at, name: part, inside: true }),
      ) ?? [],
  )
  return texts.length === 0 ? undefined : texts.join('\n')
}

function oneText(value: PaperValue | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  return isTable(value) ? value.rows.map((row) => row.join('；')).join('\n') : value.join('\n')
}

type Printed = DocumentSpec<string, string>

const LONGEST_SUBJECT = 40

/** A letter that prints the record's title carries it in its own: 关于“…”的交办函. */
function subjectOf(spec: Printed, { declaration, values }: PaperRequest): string | undefined {
  const subject = printable({ declaration }, declaration.title, values[declaration.title])
  return spec.layout === 'letter' &&
    spec.prints.includes(declaration.title) &&
    typeof subject === 'string' &&
    subject.length <= LONGEST_SUBJECT
    ? subject
    : undefined
}

/**
 * What a citizen wrote may hold their own numbers: on paper, which is copied and passed on, they are starred. Whoever needs
 * them reads the record, where each look is kept.
 */
function printable(
  { declaration }: Pick<PaperRequest, 'declaration'>,
  name: string,
  given: unknown,
): unknown {
  return typeof given === 'string' && isToldByACitizen(declaration, name) ? withoutNumbers(given) : given
}

const isToldByACitizen = ({ actions, roles }: Declaration, name: string): boolean =>
  Object.values(actions).some(
    ({ by, asks = [] }) => asks.includes(name) && listOf(by).some((role) => roles[role]?.heldBy === 'public'),
  )

/** A letter says of what accumulates only what its own act added. */
function givenIn(spec: Printed, { declaration, values }: PaperRequest, name: string): unknown {
  const added = listOf(spec.issuedOn).some((action) =>
    listOf(actionOf(declaration, action)?.adds).includes(name),
  )
  return spec.layout === 'letter' && added ? lastAdded(values[name]) : values[name]
}

/** The fields that are not said elsewhere, each under its label. */
function linesOf(spec: Printed, request: PaperRequest, said: ReadonlySet<string>): readonly Section[] {
  const { declaration, words, names, addressee } = request
  return spec.prints.flatMap((name): Section[] => {
    const due = request.clocks?.[name]
    if (due !== undefined) return [{ label: words.deadlines[name] ?? name, value: due }]
    const field = declaration.fields[name]
    if (field === undefined || isReporterData(name, field) || said.has(name)) return []
    const given = printable(request, name, givenIn(spec, request, name))
    const value = printedValue(field, given, { words, names, name, inside: false })
    // The addressee stands at the head of the letter, not once more in its text.
    if (value === undefined || (field.kind === 'unit' && value === addressee)) return []
    return [{ label: words.fields[name] ?? name, value }]
  })
}

const actionOf = (
  declaration: Declaration,
  action: string,
): ActionSpec<string, string, string, string, Record<string, unknown>> | undefined =>
  declaration.actions[action]

/** A letter says what the act that issues it added: the items of the last entry, not those of earlier letters. */
function lastAdded(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const items: readonly unknown[] = value
  const last = items.at(-1)
  const when = isRecord(last) ? last['addedAt'] : undefined
  return when === undefined
    ? items.slice(-1)
    : items.filter((item) => isRecord(item) && item['addedAt'] === when)
}

/**
 * Forms and reports show who signed; a letter speaks for the unit and bears its seal instead. What was signed and
 * taken back or written anew since is kept in a report, struck through (domain 2.8 rule 3: for ever).
 */
function signaturesOn(
  spec: Printed,
  { signatures, names, stands = () => true }: PaperRequest,
): readonly PaperSignature[] {
  if (spec.layout === 'letter') return []
  return signatures
    .filter(({ action }) => listOf(spec.issuedOn).includes(action))
    .map((signing) => ({ signing, isValid: signing.status !== 'withdrawn' && stands(signing) }))
    .filter(({ isValid }) => spec.layout === 'report' || isValid)
    .flatMap(({ signing, isValid }) =>
      signing.by.map(({ actor, at, input }): PaperSignature => {
        const opinion = opinionIn(input)
        return {
          post: names.post(actor.post, actor.unit),
          name: names.person(actor.person),
          at,
          ...(opinion !== undefined && { opinion }),
          ...(isValid ? {} : { withdrawn: true }),
        }
      }),
    )
}

/** Mechanisms call it `opinion`, `reviewOpinion` and so on. */
function opinionIn(input: Readonly<Record<string, unknown>>): string | undefined {
  const found = Object.entries(input).find(
    ([name, value]) => /opinion$/i.test(name) && typeof value === 'string',
  )?.[1]
  return typeof found === 'string' ? found : undefined
}
