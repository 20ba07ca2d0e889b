/**
 * Papers that leave the house, and their numbers.
 *
 * A number belongs to a series: one unit, one kind of paper, one year. It is taken in the transaction of the act that
 * issues the paper and stands in the entry; nothing else gives or changes it, so a series has no gaps. A paper
 * that should not have gone out keeps its number and is cancelled by a later entry (`cancels` of the action).
 */
import { openNumber } from '../rulebook/paperNumbers.ts'
import { dayOf, yearOf, type Instant } from '../time.ts'
import type { Declaration, Situation } from './declaration.ts'
import type { Draft, IssuedPaper, JournalEntry } from './entry.ts'
import { listOf } from './replay.ts'

/** A paper that an accepted act issues, before it has its number. */
export interface Issue {
  /** The name of the document in the declaration. */
  readonly document: string
  /** The id of the unit whose paper it is. */
  readonly unit: string
  readonly kind: string
  readonly year: number
  /** The printed number with `{nth}` where the running number goes. */
  readonly pattern: string
}

/** An issued paper as it stands. `seq` is the entry that issued it. */
export interface PaperStanding extends IssuedPaper {
  readonly seq: number
  readonly at: Instant
  readonly cancelled?: { readonly seq: number; readonly at: Instant; readonly reasons: string }
}

type Acted = Pick<Draft, 'action' | 'by' | 'at' | 'signature'>

/** Which numbered papers an act issues; `after` is the record as the act leaves it. */
export function issuesOf(
  declaration: Declaration,
  done: Acted,
  situation: Situation<Record<string, unknown>>,
  after: () => Readonly<Record<string, unknown>>,
): readonly Issue[] {
  const { org, rulebook } = situation
  if (done.signature?.last === false) return []
  return Object.entries(declaration.documents).flatMap(([document, spec]): Issue[] => {
    const { series, issuedOn, numberedOn, when, from } = spec
    if (series === undefined || !listOf(numberedOn ?? issuedOn).includes(done.action)) return []
    if (when !== undefined && declaration.rules[when]?.(situation) !== true) return []
    const unit = done.by.kind === 'staff' ? done.by.unit : after()[from ?? '']
    if (typeof unit !== 'string')
      throw new Error(`${declaration.name}.${done.action} issues "${document}", and no unit answers for it`)
    const year = yearOf(dayOf(done.at))
    const pattern = openNumber(rulebook, { unit: org.findUnit(unit), id: unit, kind: series, year }, org)
    return [{ document, unit, kind: series, year, pattern }]
  })
}

/** The series a paper is numbered in, as the store counts it. Types of record have no slash in their names. */
export const seriesOf = ({ unit, kind }: Pick<Issue, 'unit' | 'kind'>): string => `${unit}/${kind}`

export function numbered({ pattern, ...issue }: Issue, nth: number): IssuedPaper {
  return { ...issue, nth, number: pattern.replace('{nth}', String(nth)) }
}

/** Every numbered paper of a record, in the order of issue. */
export function papersOf(
  declaration: Declaration,
  entries: readonly JournalEntry[],
): readonly PaperStanding[] {
  const papers: PaperStanding[] = []
  for (const entry of entries) {
    for (const { number, reasons } of cancellationsIn(declaration, entry)) {
      const at = papers.findIndex((paper) => paper.number === number && paper.cancelled === undefined)
      const paper = papers[at]
      if (paper !== undefined) papers[at] = { ...paper, cancelled: { seq: entry.seq, at: entry.at, reasons } }
    }
    for (const paper of entry.issued ?? []) papers.push({ ...paper, seq: entry.seq, at: entry.at })
  }
  return papers
}

interface Cancellation {
  readonly number: string
  readonly reasons: string
}

function cancellationsIn(
  declaration: Declaration,
  { action, input }: Pick<Draft, 'action' | 'input'>,
): readonly Cancellation[] {
  const field = declaration.actions[action]?.cancels
  // What stands in the input was accepted by a field with these parts (flaws.ts).
  return field === undefined ? [] : listOf(input[field] as readonly Cancellation[] | undefined)
}

/** Whether each paper to be cancelled is one of this record's, still valid, named once, and of the actor's own unit. */
export function mayCancel(
  declaration: Declaration,
  entries: readonly JournalEntry[],
  done: Pick<Draft, 'action' | 'by' | 'input'>,
): boolean {
  const wanted = cancellationsIn(declaration, done).map(({ number }) => number)
  const { by } = done
  const valid = new Set(
    papersOf(declaration, entries)
      .filter(({ unit, cancelled }) => cancelled === undefined && by.kind === 'staff' && by.unit === unit)
      .map(({ number }) => number),
  )
  return wanted.every((number, index) => valid.has(number) && wanted.indexOf(number) === index)
}

/**
 * The entries that issued a document, oldest first: its acts, done by all who sign, and with a condition only those
 * that met it, which are the ones that hold a number.
 */
export function issuesIn(
  { documents }: Declaration,
  name: string,
  entries: readonly JournalEntry[],
): readonly JournalEntry[] {
  const spec = Object.hasOwn(documents, name) ? documents[name] : undefined
  if (spec === undefined) return []
  return entries.filter(
    ({ action, signature, issued }) =>
      listOf(spec.issuedOn).includes(action) &&
      signature?.last !== false &&
      (spec.when === undefined || issued?.some(({ document }) => document === name) === true),
  )
}

/**
 * Whether what somebody signed still stands: it does until a later act clears or writes anew something that the paper
 * says. The signature stays readable; it is shown struck through.
 */
export function stillStands(
  { documents, actions }: Declaration,
  name: string,
  signedAt: number,
  entries: readonly JournalEntry[],
): boolean {
  const prints = documents[name]?.prints ?? []
  return !entries.some(({ seq, action }) => {
    const spec = actions[action]
    return (
      seq > signedAt &&
      [...listOf(spec?.clears), ...listOf(spec?.asks)].some((field) => prints.includes(field))
    )
  })
}
