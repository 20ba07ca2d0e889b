import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Mapping } from './mapping.ts'
import { refusal } from './refusal.ts'
import { badLine, finalReport, openBadRowFile, progressLine } from './report.ts'
import type { Row } from './row.ts'
import { runImport, type BadLine, type ImportJob, type Send, type Tally } from './runImport.ts'

const mapping: Mapping = {
  type: 'clue',
  fields: { content: { from: 'text', required: true } },
  key: 'sha256',
}
const broken = refusal('not valid JSON', '不是 JSON', 'This is not JSON')

async function* rows(...texts: (string | undefined)[]): AsyncGenerator<Row> {
  await Promise.resolve()
  for (const [index, text] of texts.entries())
    yield text === undefined ? { line: index + 1, bad: broken } : { line: index + 1, values: { text } }
}

/** Takes rows in as the system does: one key, one record. */
function register() {
  const kept = new Map<string, unknown>()
  const send: Send = (input, key) => {
    if (input['content'] === 'refused') return Promise.resolve([broken])
    if (kept.has(key)) return Promise.resolve('already')
    kept.set(key, input['content'])
    return Promise.resolve('added')
  }
  return { kept, send }
}

const job = (over: Partial<ImportJob> & Pick<ImportJob, 'rows' | 'send'>): ImportJob => ({
  mapping,
  today: '2026-03-02',
  ...over,
})

test('bad rows are reported with line and reason, the rest goes in, and a second run adds nothing', async () => {
  const { kept, send } = register()
  const bad: BadLine[] = []
  const texts = ['a', undefined, 'b', 'refused', '', 'c']
  const first = await runImport(job({ rows: rows(...texts), send, onBad: (line) => bad.push(line) }))
  assert.deepEqual(first, { dryRun: false, read: 6, added: 3, already: 0, bad: 3 })
  assert.deepEqual(bad.map(({ line, reasons }) => [line, reasons[0]?.because]).sort(), [
    [2, 'not valid JSON'],
    [4, 'not valid JSON'],
    [5, 'field missing'],
  ])
  const second = await runImport(job({ rows: rows(...texts), send }))
  assert.deepEqual(second, { dryRun: false, read: 6, added: 0, already: 3, bad: 3 })
  assert.equal(kept.size, 3)
})

test('two identical rows of one file are two reports, and still the same two the next time', async () => {
  const { kept, send } = register()
  assert.equal((await runImport(job({ rows: rows('a', 'a', 'b'), send }))).added, 3)
  assert.equal((await runImport(job({ rows: rows('b', 'a', 'a'), send }))).already, 3)
  assert.deepEqual([...kept.values()].sort(), ['a', 'a', 'b'])
})

test('sends overlap, but never more than allowed', async () => {
  let now = 0
  let most = 0
  const send: Send = async () => {
    most = Math.max(most, (now += 1))
    await wait(2)
    now -= 1
    return 'added'
  }
  const texts = Array.from({ length: 30 }, (_, index) => String(index))
  const tally = await runImport(job({ rows: rows(...texts), send, inFlight: 4 }))
  assert.equal(tally.added, 30)
  assert.equal(most, 4)
})

test('when the receiver breaks, what is under way ends, reading stops and the error comes out', async () => {
  let ended = 0
  let read = 0
  async function* counted(): AsyncGenerator<Row> {
    for await (const row of rows(...Array.from({ length: 100 }, (_, index) => String(index)))) {
      read += 1
      yield row
    }
  }
  const send: Send = async (_input, _key, line) => {
    await wait(line === 2 ? 1 : 5)
    if (line === 2) throw new Error('database gone')
    ended += 1
    return 'added'
  }
  await assert.rejects(runImport(job({ rows: counted(), send, inFlight: 3 })), /database gone/)
  assert.ok(read < 10, String(read))
  assert.ok(ended >= 2)
})

test('progress is told after every row and adds up', async () => {
  const seen: Tally[] = []
  const { send } = register()
  await runImport(
    job({ rows: rows('a', undefined, 'a'), send, dryRun: true, onProgress: (tally) => seen.push(tally) }),
  )
  assert.equal(seen.length, 3)
  assert.deepEqual(seen.at(-1), { dryRun: true, read: 3, added: 2, already: 0, bad: 1 })
})

test('the report speaks both languages and JSON, names each bad line in order, and says what it leaves out', () => {
  const tally = { dryRun: true, read: 9, added: 5, already: 1, bad: 3 }
  const shown = [
    { line: 7, reasons: [broken] },
    { line: 2, reasons: [broken, broken] },
  ]
  assert.equal(
    finalReport(tally, shown, 'en'),
    'line 2: This is not JSON; This is not JSON\nline 7: This is not JSON\n… and 1 more bad rows\n' +
      '9 rows read: 5 would go in, 1 already there, 3 bad\nDry run: nothing was written.',
  )
  assert.match(finalReport(tally, shown, 'zh'), /^第 2 行：不是 JSON；不是 JSON\n第 7 行/)
  assert.deepEqual(JSON.parse(progressLine(tally, 'json')), { event: 'progress', ...tally })
  assert.deepEqual(JSON.parse(badLine({ line: 2, reasons: [broken] }, 'json')), {
    event: 'bad',
    line: 2,
    reasons: [broken],
  })
})

test('bad rows go to a table that no spreadsheet runs, or to JSON lines', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zs-report-'))
  try {
    const bad = { line: 4, reasons: [refusal('x', '说"明', 'why', '=1+1')] }
    for (const name of ['bad.csv', 'bad.jsonl']) {
      const file = openBadRowFile(join(folder, name))
      file.write(bad)
      await file.close()
    }
    const table = await readFile(join(folder, 'bad.csv'), 'utf8')
    assert.equal(table.split('\r\n')[1], `"4","x","'=1+1","说""明","why"`)
    assert.ok(table.startsWith('\uFEFF'))
    assert.deepEqual(JSON.parse(await readFile(join(folder, 'bad.jsonl'), 'utf8')), {
      line: 4,
      ...bad.reasons[0],
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})
