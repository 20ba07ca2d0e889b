/** Real public files arrive whole: every row, none bad, nothing garbled, and again adds nothing. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { findSharedData, sharedDataAbsent } from '#test/support/sharedData.ts'
import { guessMapping } from './guessMapping.ts'
import { readMapping, type Mapping } from './mapping.ts'
import { readRows } from './readRows.ts'
import { runImport, type Send } from './runImport.ts'

const files = [
  { file: 'complaints/messages.jsonl', rows: 4189, encoding: 'utf-8', mapping: 'complaints' },
  { file: 'narratives/narratives_dev.jsonl', rows: 5200, encoding: 'utf-8', mapping: 'narratives' },
  { file: 'narratives/raw_cail_gb18030_600.json', rows: 600, encoding: 'gb18030', mapping: 'cail' },
] as const

async function readyMapping(name: string): Promise<Mapping> {
  const read = readMapping(
    JSON.parse(await readFile(join(import.meta.dirname, 'mappings', `${name}.json`), 'utf8')),
  )
  assert.ok('mapping' in read)
  return read.mapping
}

for (const { file, rows, encoding, mapping } of files)
  for (const guessed of [false, true])
    test(`${file} ${guessed ? 'without' : 'with its'} mapping file`, async (t) => {
      const path = findSharedData(file)
      if (path === undefined) {
        t.diagnostic(sharedDataAbsent(file))
        return
      }
      const opened = await readRows(path)
      assert.ok('rows' in opened)
      assert.equal(opened.encoding, encoding)
      const guess = guessMapping(opened.columns)
      assert.ok('mapping' in guess)
      const kept = new Map<string, string>()
      const send: Send = (input, key) => {
        assert.ok(typeof input['title'] === 'string' && Array.from(input['title']).length <= 40)
        assert.match(String(input['receivedOn']), /^\d{4}-\d\d-\d\d$/)
        if (kept.has(key)) return Promise.resolve('already')
        kept.set(key, String(input['content']))
        return Promise.resolve('added')
      }
      const job = { rows: opened.rows, mapping: guessed ? guess.mapping : await readyMapping(mapping), send }
      const none = { dryRun: false, read: rows, added: 0, already: 0, bad: 0 }
      assert.deepEqual(await runImport({ ...job, today: '2026-03-02' }), { ...none, added: rows })
      assert.deepEqual(await runImport({ ...job, today: '2026-03-03' }), { ...none, already: rows })

      // Counted another way: the platform's decoder over the whole file, split and parsed at once.
      const whole = new TextDecoder(encoding, { fatal: true }).decode(await readFile(path))
      const expected = whole
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { text?: string; fact?: string })
        .map((row) => (row.text ?? row.fact ?? '').trim())
      // Compared by count, not shown: the texts name people and do not belong into the output of a test.
      const missing = new Map<string, number>()
      for (const text of expected) missing.set(text, (missing.get(text) ?? 0) + 1)
      for (const text of kept.values()) missing.set(text, (missing.get(text) ?? 0) - 1)
      assert.equal([...missing.values()].filter((count) => count !== 0).length, 0)
      assert.equal([...kept.values()].filter((text) => text === '' || text.includes('\uFFFD')).length, 0)
    })
