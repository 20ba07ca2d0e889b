/**
 * The record as it stands: a fold over its entries, and nothing else. Rules play no part in it, so that a
 * rule changed today cannot change what yesterday's entries mean.
 */
import type { Declaration, RecordOf, Standing } from './declaration.ts'
import type { Actor, Draft, JournalEntry, Signature, Signing } from './entry.ts'

/** Any record, its fields by name. */
export type AnyRecord = Standing & Readonly<Record<string, unknown>>

/** One or more, as a list. (`Array.isArray` does not recognise a readonly array, hence the assertion.) */
export const listOf = <T>(some: T | readonly T[] | undefined): readonly T[] =>
  some === undefined ? [] : Array.isArray(some) ? some : [some as T]

export function replay<D extends Declaration>(
  declaration: D,
  entries: readonly JournalEntry[],
): RecordOf<D> | undefined {
  // Every entry was once accepted by decide(), which checked each field that its state holds.
  return entries.reduce<AnyRecord | undefined>(
    (record, entry) => advance(declaration, record, entry),
    undefined,
  ) as RecordOf<D> | undefined
}

/**
 * The entry as the present version of the declaration reads it: lifted one version at a time. Throws for an
 * entry of a version that is not known: it was written by a newer program, and guessing would falsify it.
 */
export function lift(declaration: Declaration, entry: JournalEntry): JournalEntry {
  let lifted = entry
  for (let version = entry.declaration; version < declaration.version; version += 1) {
    const upcast = declaration.upcasts?.[version]
    if (upcast === undefined)
      throw new Error(`"${declaration.name}" has no upcast from version ${String(version)}`)
    lifted = { ...upcast(lifted), declaration: version + 1 }
  }
  if (lifted.declaration !== declaration.version)
    throw new Error(
      `Entry ${entry.id} was made under version ${String(entry.declaration)} of "${declaration.name}"; this program knows ${String(declaration.version)}`,
    )
  return lifted
}

/** The record after one more entry. */
export function advance(
  declaration: Declaration,
  record: AnyRecord | undefined,
  written: JournalEntry,
): AnyRecord {
  const entry = lift(declaration, written)
  const pending = entry.signature !== undefined && !entry.signature.last
  return {
    ...(pending ? record : fieldsAfter(declaration, record, entry)),
    id: entry.record,
    type: entry.type,
    number: entry.number,
    state: entry.state,
    version: entry.seq,
    openedAt: record?.openedAt ?? entry.at,
    changedAt: entry.at,
    signatures: signaturesAfter(
      record?.signatures ?? [],
      record?.state,
      entry,
      listOf(declaration.actions[entry.action]?.withdraws),
    ),
  }
}

/** The fields as a completed action leaves them: cleared, then entered, then what follows from it. */
export function fieldsAfter(
  declaration: Declaration,
  record: Readonly<Record<string, unknown>> | undefined,
  done: Pick<Draft, 'action' | 'input' | 'sets' | 'by' | 'at'>,
): Record<string, unknown> {
  const action = declaration.actions[done.action]
  const fields: Record<string, unknown> = { ...record }
  for (const field of listOf(action?.clears)) fields[field] = undefined
  for (const [field, value] of Object.entries(done.input)) {
    fields[field] = listOf(action?.adds).includes(field)
      ? [...listOf(fields[field] as readonly unknown[] | undefined), ...stamped(value, done)]
      : value
  }
  return { ...fields, ...done.sets }
}

/** Items that accumulate remember who added them and when. */
function stamped(value: unknown, entry: Pick<Draft, 'by' | 'at'>): readonly unknown[] {
  const by = entry.by.kind === 'staff' ? entry.by.person : entry.by.kind
  return listOf(value).map((item) =>
    typeof item === 'object' && item !== null ? { ...item, addedBy: by, addedAt: entry.at } : item,
  )
}

function signaturesAfter(
  before: readonly Signing[],
  stateBefore: string | undefined,
  entry: JournalEntry,
  withdraws: readonly string[],
): readonly Signing[] {
  const signed = signingAfter(before, entry)
  const takenBack = findOpenSigning(signed, withdraws, entry.by)
  // Whoever moves the record on before all have signed takes the signatures given so far out of force.
  const isOver = (one: Signing) => one === takenBack || (one.status === 'open' && entry.state !== stateBefore)
  return signed.map((one) => (isOver(one) ? { ...one, status: 'withdrawn' } : one))
}

/** The latest unfinished signing of one of these actions that bears the actor's signature. */
export const findOpenSigning = (
  signings: readonly Signing[],
  actions: readonly string[],
  by: Actor,
): Signing | undefined =>
  signings.findLast(
    ({ action, status, by: given }) =>
      status === 'open' &&
      actions.includes(action) &&
      given.some(({ actor }) => by.kind === 'staff' && actor.person === by.person),
  )

function signingAfter(before: readonly Signing[], entry: JournalEntry): readonly Signing[] {
  if (entry.signature === undefined || entry.by.kind !== 'staff') return before
  const signature: Signature = {
    role: entry.role,
    actor: entry.by,
    at: entry.at,
    entry: entry.id,
    input: entry.input,
  }
  const open = before.findLast((one) => isOpenFor(one, entry.action))
  const signing: Signing = {
    action: entry.action,
    status: entry.signature.last ? 'complete' : 'open',
    by: [...(open?.by ?? []), signature],
  }
  return open === undefined ? [...before, signing] : before.map((one) => (one === open ? signing : one))
}

const isOpenFor = ({ action, status }: Signing, wanted: string): boolean =>
  action === wanted && status === 'open'

/** The signatures given so far under an action that is still being signed. */
export const openSignatures = (record: AnyRecord | undefined, action: string): readonly Signature[] =>
  record?.signatures.findLast((one) => isOpenFor(one, action))?.by ?? []
