/** What an input names has to be known to whoever sends it: records they reach, files they sent or may see. */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { FileRef } from '#kernel/record/field.ts'
import { filesOf, linksIn, linksOf } from '#kernel/record/projection.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import type { Instant } from '#kernel/time.ts'
import type { RecordReader } from '#store/records/reader.ts'
import type { Scope } from '#store/records/scope.ts'
import { REALM_TYPES } from '../realm.ts'
import { askerName, type Asker, type OfficeRefusal, type Request } from './asking.ts'

/** Who names it, what they reach, and where that is looked up. */
export interface Naming {
  readonly asker: Asker
  readonly scope: Scope
  readonly reader: RecordReader
}

/**
 * An official names only records that they reach, or that stand in this one already: else rules that read a linked record
 * would answer about one that does not exist for them. People, posts and ties are named by everybody.
 */
export async function findUnreached(
  { asker, scope, reader }: Naming,
  declaration: Declaration,
  record: AnyRecord | undefined,
  input: Request['input'],
): Promise<OfficeRefusal | undefined> {
  if (asker.kind !== 'staff') return undefined
  const standing = new Set(record === undefined ? [] : linksOf(declaration, record).map(({ id }) => id))
  const named = Object.entries(input).flatMap(([name, value]) => {
    const field = declaration.fields[name]
    return (field === undefined ? [] : linksIn(field, value))
      .filter(({ type, id }) => !REALM_TYPES.includes(type) && !standing.has(id))
      .map(({ id }) => ({ name, id }))
  })
  if (named.length === 0) return undefined
  const reached = await reader.reachedOf(
    scope,
    named.map(({ id }) => id),
  )
  const stranger = named.find(({ id }) => !reached.has(id))
  return stranger === undefined ? undefined : { because: 'record not known', field: stranger.name }
}

/** A file may be used by whoever uploaded it, or when it stands in a record they reach. */
export async function findUnknownFile(
  { asker, scope, reader }: Naming,
  declaration: Declaration,
  input: Request['input'],
  unsentSince: () => Instant,
): Promise<OfficeRefusal | undefined> {
  for (const [name, value] of Object.entries(input)) {
    const field = declaration.fields[name]
    const files: readonly FileRef[] = field === undefined ? [] : filesOf(field, value)
    if (files.length === 0) continue
    const digests = files.map(({ digest }) => digest)
    const known = await reader.knownFiles(scope, digests, { by: askerName(asker), since: unsentSince() })
    if (files.some(({ digest }) => !known.has(digest))) return { because: 'file not known', field: name }
  }
  return undefined
}
