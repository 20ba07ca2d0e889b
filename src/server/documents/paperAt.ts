/**
 * A paper of a record as an act issued it: what it says is the record and the rulebook at that entry, whatever became
 * of the record since, so that it reads the same whenever it is printed. Only who signed is shown as it stands now.
 */
import { seen } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { JournalEntry, Signing } from '#kernel/record/entry.ts'
import { papersOf, stillStands } from '#kernel/record/papers.ts'
import { listOf, replay, type AnyRecord } from '#kernel/record/replay.ts'
import { findPaperText } from '#kernel/rulebook/paperText.ts'
import { dayOf } from '#kernel/time.ts'
import { paperNames } from '../http/paperNames.ts'
import { wordsOf, type WordsByType } from '../http/typeWords.ts'
import type { Realm } from '../realm.ts'
import type { Paper } from './paper.ts'
import { clocksPrinted } from './clocksPrinted.ts'
import { findPaperOf } from './paperOf.ts'

export interface IssuedPaperWish {
  readonly realm: Realm
  readonly words: WordsByType
  readonly declaration: Declaration
  /** The record as it stands, and all its entries. */
  readonly record: AnyRecord
  readonly entries: readonly JournalEntry[]
  /** Whose sight it is printed in. */
  readonly roles: readonly string[]
  readonly seesSigning?: (signing: Signing) => boolean
  readonly seesClock?: (name: string) => boolean
  readonly document: string
  /** The entry that issued it (kernel/record/papers.ts, issuesIn). */
  readonly issued: JournalEntry
  readonly watermark?: NonNullable<Paper['watermark']>
}

/** Empty when the declaration knows no document of this name. */
export function findPaperAt(wish: IssuedPaperWish): Paper | undefined {
  const { realm, declaration, document: name, record, entries, roles, issued, watermark } = wish
  const spec = Object.hasOwn(declaration.documents, name) ? declaration.documents[name] : undefined
  const before = entries.slice(0, issued.seq)
  const then = replay<Declaration>(declaration, before)
  if (spec === undefined || then === undefined) return undefined
  const org = realm.org()
  const rulebook = realm.rulebookOn(dayOf(issued.at))
  const nameOf = (unit: unknown): string | undefined =>
    typeof unit === 'string' ? (org.findUnit(unit)?.name.zh ?? unit) : undefined
  const values = seen(declaration, then, roles)
  const numbered = papersOf(declaration, entries).find(
    ({ document, seq }) => document === name && seq === issued.seq,
  )
  const { seesClock = () => false } = wish
  const { actions } = wordsOf(wish.words, declaration, 'zh')
  const text = findPaperText(rulebook, declaration.name, name)
  const addressee = spec.to === undefined ? undefined : nameOf(values[spec.to])
  const { cancelled } = numbered ?? {}
  return findPaperOf({
    declaration,
    document: name,
    values,
    clocks: clocksPrinted(
      { declaration, record: then, entries: before, book: realm.book(), actions },
      spec.prints.filter(seesClock),
    ),
    signatures: signingsOf(wish, listOf(spec.issuedOn)),
    stands: (signing) => stillStands(declaration, name, lastSeq(signing, entries), entries),
    words: chineseWords(wish),
    names: paperNames(realm, rulebook),
    organ: nameOf(issuerOf(issued, then, spec.from)) ?? '',
    issuedOn: dayOf(issued.at),
    number: numbered?.number ?? record.number,
    register: record.number,
    ...(text === undefined ? {} : { text }),
    ...(addressee === undefined ? {} : { addressee }),
    ...(watermark === undefined ? {} : { watermark }),
    ...(cancelled === undefined
      ? {}
      : { cancelled: { on: dayOf(cancelled.at), reasons: cancelled.reasons } }),
  })
}

const issuerOf = (issued: JournalEntry, then: AnyRecord, from: string | undefined): unknown =>
  issued.by.kind === 'staff' ? issued.by.unit : then[from ?? 'registry']

const lastSeq = ({ by }: Signing, entries: readonly JournalEntry[]): number => {
  const last = by.at(-1)?.entry
  return entries.find(({ id }) => id === last)?.seq ?? 0
}

/** Those who signed this paper or one before it, not those who signed a later text. */
function signingsOf(
  { record, entries, issued, seesSigning = () => true }: IssuedPaperWish,
  issuedOn: readonly string[],
): readonly Signing[] {
  const next = entries.find(
    ({ seq, action, signature }) => seq > issued.seq && signature === undefined && issuedOn.includes(action),
  )
  return record.signatures
    .filter(seesSigning)
    .filter((signing) => next === undefined || lastSeq(signing, entries) < next.seq)
}

export function chineseWords({ words, declaration }: Pick<IssuedPaperWish, 'words' | 'declaration'>) {
  const partChoices = words[declaration.name]?.partChoices ?? {}
  return {
    ...wordsOf(words, declaration, 'zh'),
    partChoices: Object.fromEntries(
      Object.entries(partChoices).map(([part, choices]) => [
        part,
        Object.fromEntries(Object.entries(choices).map(([code, { zh }]) => [code, zh])),
      ]),
    ),
  }
}
