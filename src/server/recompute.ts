/** For `verify`: what the store must hold of a record, computed from the bytes of its entries. */
import type { Pool } from 'pg'
import { filesOf, project } from '#kernel/record/projection.ts'
import { stoodThrough } from '#kernel/record/stood.ts'
import type { FileRef } from '#kernel/record/field.ts'
import { erasureIn } from '#kernel/record/erasure.ts'
import { finding } from '#store/verify/finding.ts'
import { edgeRowsOf } from '#store/graph/edgeRows.ts'
import type { MarkText } from '#store/search/marks.ts'
import { openRecord, type Loaded } from '#store/records/load.ts'
import { paperRowsOf, rowOf } from '#store/records/rowOf.ts'
import type { ExpectedRows, ReadNumber, Recompute } from '#store/verify/expected.ts'
import { publicTypes } from './publicTypes.ts'
import type { Realm } from './realm.ts'

export function recomputeWith(
  realm: Realm,
  ownerPool: Pool,
  { master: masterKey, mark }: { readonly master: Buffer; readonly mark: MarkText },
): Recompute {
  return async ({ id, type, entries }) => {
    const declaration = realm.declarations.get(type)
    if (declaration === undefined) return [unreadable(id, `没有类型 ${type}`, `no type ${type} is declared`)]
    const { rows: keys } = await ownerPool.query<{ wrapped: Buffer }>({
      name: 'key of record',
      text: 'select wrapped from zs.record_key where record = $1',
      values: [id],
    })
    const wrapped = keys[0]?.wrapped ?? null
    let loaded: Loaded | undefined
    try {
      loaded = openRecord(
        declaration,
        entries.map((bytes) => ({ bytes: Buffer.from(bytes), wrapped })),
        masterKey,
      )
    } catch {
      return [unreadable(id, '条目内容无法解读', 'its entries cannot be read')]
    }
    if (loaded === undefined) return [unreadable(id, '没有条目', 'it has no entries')]
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
    return {
      ...(rowOf(projection, 0) as unknown as ExpectedRows),
      files: erased ? [] : [...files.values()],
      papers: paperRowsOf(projection),
      stood: stoodThrough(declaration, loaded.entries),
      edges: edgeRowsOf(declaration, loaded.record, mark),
      ...(cameThroughThePortal(type, loaded) ? { hasQueryCode: true } : {}),
    }
  }
}

const cameThroughThePortal = (type: string, { entries }: Loaded): boolean =>
  Object.values(publicTypes).some(
    ({ declaration, opens }) => declaration.name === type && opens === entries[0]?.action,
  )

const unreadable = (record: string, zh: string, en: string) =>
  ({
    what: 'entryChanged',
    where: { record },
    says: { zh: `记录 ${record}:${zh}`, en: `Record ${record}: ${en}` },
  }) as const

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
