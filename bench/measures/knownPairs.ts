/**
 * Of the pairs of texts that are known to be alike, how many the look-up finds through the database's index (recall), and
 * how many of the pairs it proposes for their text are known (precision). Every text of a collection is a clue, and each is
 * looked up among all others. Needs the shared data.
 */
import { readFileSync } from 'node:fs'
import type { RecordId } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { plainDate, startOfDay } from '#kernel/time.ts'
import { composeOffice } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { settingsFrom } from '#server/settings.ts'
import { findSharedData, sharedDataAbsent } from '#test/support/sharedData.ts'
import { clueRow, insertRows } from '../clueRows.ts'
import { figure, type Measure } from '../figure.ts'
import { copyOf, installed } from '../installation.ts'
import { scopeOf } from '../manyClues.ts'

const COLLECTIONS = [
  {
    name: 'complaints',
    texts: ['messages', 'messages_with_replies', 'messages_with_category'].map(
      (file) => `complaints/${file}.jsonl`,
    ),
    pairs: 'complaints/near_duplicate_pairs.jsonl',
  },
  {
    name: 'narratives',
    texts: ['narratives/narratives_dev.jsonl'],
    pairs: 'narratives/near_duplicate_pairs.jsonl',
  },
]

export const knownPairs: Measure = {
  name: 'knownPairs',
  async *run(wishes) {
    const collections = wishes.quick ? COLLECTIONS.slice(1) : COLLECTIONS
    for (const { name, texts, pairs } of collections) {
      const absent = [...texts, pairs].find((file) => findSharedData(file) === undefined)
      if (absent !== undefined) {
        wishes.tell(sharedDataAbsent(absent))
        continue
      }
      const written = texts.flatMap((file) => rowsOf(file)) as readonly { id: string; text: string }[]
      const known = new Set(
        (rowsOf(pairs) as readonly { a: string; b: string }[]).map(({ a, b }) => pair(a, b)),
      )
      const data = copyOf(await installed(wishes), 'pairs')
      const settings = settingsFrom({}, { data })
      await using database = await openDatabase(settings)
      const composed = await composeOffice(settings, database, wishes.tell)
      const named = new Map<string, string>()
      const rows = written.map(({ id, text }, nth) => {
        const row = clueRow(composed.realm, {
          fields: {
            ...{ source: 'letter', receivedOn: '2026-10-01', category: 'crime', realName: false },
            ...{ title: '反映的问题', content: text, registry: '22:clueCentre' },
          },
          state: 'toRegister',
          opened: startOfDay(plainDate('2026-10-01')),
          number: `吉线索〔2026〕${String(nth).padStart(6, '0')}号`,
        })
        named.set(row.record, id)
        return row
      })
      for (let at = 0; at < rows.length; at += 1000)
        await insertRows(database.ownerPool, rows.slice(at, at + 1000))
      await composed.indexer.drain()
      await database.ownerPool.query('vacuum analyze')
      const scope = scopeOf(composed.realm, '22:clueCentre', 'officeHead')
      const proposed = new Set<string>()
      for (const row of rows) {
        // A row with its fields is the record as the look-up reads it.
        const record = {
          ...(row['fields'] as object),
          ...row,
          id: row.record as RecordId,
        } as unknown as AnyRecord
        const { proposals } = await composed.earlier.find(record, scope)
        for (const { id, reasons } of proposals)
          if (reasons.some(({ kind }) => kind === 'nearText'))
            proposed.add(pair(named.get(row.record) ?? '', named.get(id) ?? ''))
      }
      const found = [...proposed].filter((one) => known.has(one)).length
      yield figure({
        measure: `knownPairs, ${name}, recall`,
        value: found / known.size,
        unit: 'of the known pairs',
        rounds: 1,
        also: { precision: (found / proposed.size).toFixed(3), pairs: known.size, texts: written.length },
      })
    }
  },
}

const pair = (one: string, other: string) => [one, other].toSorted().join(' ')

/** The files are described in the README of the data; a row of another shape fails the figures. */
const rowsOf = (file: string): unknown[] =>
  readFileSync(findSharedData(file) ?? '', 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
