/**
 * The paper that a declared document of a record is, in Chinese: official documents are always Chinese.
 *
 * Who may see which field is decided before (kernel/access/sight.ts): a field that is not in `values` is not printed.
 * Whatever the declaration lists, sealed values and what tells of the reporter are left out here once more.
 */
import { isRecord } from './isRecord.ts'
import type { Paper, PaperSignature, Section } from './paper.ts'
import { printedValue, type PaperNames, type PaperWords } from './printedValue.ts'
import { isReporterData } from './reporterData.ts'
import type { ActionSpec, Declaration, DocumentSpec } from '#kernel/record/declaration.ts'
import type { Signing } from '#kernel/record/entry.ts'
import { listOf } from '#kernel/record/replay.ts'
import { dayOf, type Instant, type PlainDate } from '#kernel/time.ts'

export interface PaperRequest {
  readonly declaration: Declaration
  /** The name of the document in the declaration. */
  readonly document: string
  /** The record's fields as far as the viewer sees them. */
  readonly values: Readonly<Record<string, unknown>>
  readonly signatures: readonly Signing[]
  readonly words: PaperWords
  readonly names: PaperNames
  /** The issuing unit's name. */
  readonly organ: string
  readonly issuedOn: PlainDate
  readonly watermark: { readonly viewer: string; readonly at: Instant }
  readonly number?: string
  readonly addressee?: string
  readonly secrecy?: string
  readonly note?: string
}

/** Empty when the declaration knows no document of this name. */
export function findPaperOf(request: PaperRequest): Paper | undefined {
  const { declaration, document: name, words } = request
  const spec = Object.hasOwn(declaration.documents, name) ? declaration.documents[name] : undefined
  if (spec === undefined) return undefined
  const kind = words.documents[name] ?? name
  const subject = subjectOf(spec, request)
  const { number, addressee, secrecy, note } = request
  return {
    layout: spec.layout,
    title: subject === undefined ? kind : `关于“${subject}”的${kind}`,
    organ: request.organ,
    issuedOn: request.issuedOn,
    lines: linesOf(spec, request, subject !== undefined),
    signatures: signaturesOn(spec, request),
    watermark: request.watermark,
    ...(number !== undefined && { number }),
    ...(addressee !== undefined && { addressee }),
    ...(secrecy !== undefined && { secrecy }),
    ...(note !== undefined && { note }),
  }
}

const LONGEST_SUBJECT = 40

/** A letter that prints the record's title carries it in its own: 关于“…”的交办函. */
function subjectOf(
  spec: DocumentSpec<string, string>,
  { declaration, values }: PaperRequest,
): string | undefined {
  const subject = values[declaration.title]
  return spec.layout === 'letter' &&
    spec.prints.includes(declaration.title) &&
    typeof subject === 'string' &&
    subject.length <= LONGEST_SUBJECT
    ? subject
    : undefined
}

function linesOf(
  spec: DocumentSpec<string, string>,
  { declaration, values, words, names, addressee }: PaperRequest,
  titleIsSaid: boolean,
): readonly Section[] {
  const added = new Set(
    listOf(spec.issuedOn).flatMap((action) => listOf(actionOf(declaration, action)?.adds)),
  )
  return spec.prints.flatMap((name): Section[] => {
    const field = declaration.fields[name]
    if (field === undefined || isReporterData(name, field)) return []
    if (titleIsSaid && name === declaration.title) return []
    const given = spec.layout === 'letter' && added.has(name) ? lastAdded(values[name]) : values[name]
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
 * Forms and reports show who signed; a letter speaks for the unit and bears its seal instead. Withdrawn signatures
 * are kept in a report, where they are told apart.
 */
function signaturesOn(
  spec: DocumentSpec<string, string>,
  { signatures, names }: PaperRequest,
): readonly PaperSignature[] {
  if (spec.layout === 'letter') return []
  return signatures
    .filter(({ action }) => listOf(spec.issuedOn).includes(action))
    .filter(({ status }) => spec.layout === 'report' || status !== 'withdrawn')
    .flatMap(({ status, by }) =>
      by.map(({ actor, at, input }): PaperSignature => {
        const opinion = opinionIn(input)
        return {
          post: names.post(actor.post),
          name: names.person(actor.person),
          on: dayOf(at),
          ...(opinion !== undefined && { opinion }),
          ...(status === 'withdrawn' && { withdrawn: true }),
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
