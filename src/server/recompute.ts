/** For `verify`: what the store must hold of a record, computed from the bytes of its entries. */
import { filesOf, project } from '#kernel/record/projection.ts'
import { stoodThrough } from '#kernel/record/stood.ts'
import type { FileRef } from '#kernel/record/field.ts'
import { erasureIn } from '#kernel/record/erasure.ts'
import { finding } from '#store/verify/finding.ts'
import { edgeRowsOf } from '#store/graph/edgeRows.ts'
import type { Values } from '#store/search/features.ts'
import type { MarkText } from '#store/search/marks.ts'
import { searchRowOf } from '#store/search/searchRow.ts'
import { openRecord, type Loaded } from '#store/records/load.ts'
import { unwrapKey } from '#store/records/personalValues.ts'
import { paperRowsOf, rowOf } from '#store/records/rowOf.ts'
import type { ExpectedRows, ReadNumber, Recompute } from '#store/verify/expected.ts'
import { recordFeatures } from './recordFeatures.ts'
import { publicTypes } from './publicTypes.ts'
import type { Realm } from './realm.ts'

export function recomputeWith(
  realm: Realm,
  { master: masterKey, mark }: { readonly master: Buffer; readonly mark: MarkText },
): Recompute {
  return async ({ id, type, entries, wrapped }) => {
    const declaration = realm.declarations.get(type)
    if (declaration === undefined) return [uncomputable(id, `no type ${type} is declared`)]
    if (wrapped !== null && !isKey(wrapped, masterKey))
      return [finding('rowEdited', { table: 'zs.record_key', record: id, column: 'wrapped' })]
    let loaded: Loaded | undefined
    try {
      loaded = openRecord(
        declaration,
        entries.map((bytes) => ({ bytes: Buffer.from(bytes), wrapped })),
        masterKey,
      )
    } catch {
      return [uncomputable(id, 'its entries cannot be read')]
    }
    if (loaded === undefined) return [uncomputable(id, 'it has no entries')]
    const erased = erasureIn(declaration, loaded.entries) !== undefined
    // A key may only be missing where an entry says that it was destroyed, and must be missing there.
    if (erased !== (wrapped === null))
      return [finding(erased ? 'rowInserted' : 'rowMissing', { table: 'zs.record_key', record: id })]
    const projection = project(declaration, loaded.record, loaded.entries, {
      org: realm.org(),
      book: realm.book(),
    })
    // Rows of files stay when a later entry replaces the field that held them.
    const files = new Map<string, FileRef>()
    for (const { input, sets } of loaded.entries)
      for (const [name, value] of Object.entries({ ...input, ...sets })) {
        const field = declaration.fields[name]
        if (field !== undefined) for (const one of filesOf(field, value)) files.set(one.digest, one)
      }
    // rowOf() makes exactly the shape that zs.append() takes, which is the shape that is compared.
    const rows = rowOf(projection, 0) as unknown as ExpectedRows & { readonly fields: Values }
    return {
      ...rows,
      files: erased ? [] : [...files.values()],
      papers: paperRowsOf(projection),
      stood: stoodThrough(declaration, loaded.entries),
      edges: edgeRowsOf(declaration, loaded.record, mark),
      search: await searchRowOf(
        { features: recordFeatures, mark, failed: () => undefined },
        declaration,
        rows,
      ),
      ...(cameThroughThePortal(type, loaded) ? { hasQueryCode: true } : {}),
    }
  }
}

const cameThroughThePortal = (type: string, { entries }: Loaded): boolean =>
  Object.values(publicTypes).some(
    ({ declaration, opens }) => declaration.name === type && opens === entries[0]?.action,
  )

const uncomputable = (record: string, found: string) => finding('recordCannotBeRecomputed', { record, found })

function isKey(wrapped: Buffer, masterKey: Buffer): boolean {
  try {
    return unwrapKey(wrapped, masterKey).length > 0
  } catch {
    return false
  }
}

/** Register numbers read back: `吉线索〔2026〕000123号` is the 123rd of `clue` in 2026. */
export function numberReader(realm: Realm): ReadNumber {
  const patterns = [...realm.declarations.values()].map(({ name, number }) => {
    const [before = '', after = ''] = number.split('{year}')
    const digits = /^(.*?)(0+)([^0]*)$/su.exec(after)
    const escaped = (text: string | undefined) =>
      (text ?? '').replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    const pattern = `^${escaped(before)}(\\d{4})${escaped(digits?.[1])}(\\d+)${escaped(digits?.[3])}$`
    return { series: name, pattern: new RegExp(pattern, 'u') }
  })
  return (number) => {
    for (const { series, pattern } of patterns) {
      const found = pattern.exec(number)
      if (found !== null) return { series, year: Number(found[1]), nth: Number(found[2]) }
    }
    return undefined
  }
}
