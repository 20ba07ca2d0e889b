import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rulebookOn } from '../rulebook/rulebook.ts'
import { instant, plainDate } from '../time.ts'
import { defineRecord, type Declaration } from './declaration.ts'
import type { JournalEntry } from './entry.ts'
import { tableRow, text, type RecordId } from './field.ts'
import { flawsOf } from './flaws.ts'
import { proposalsInTwo } from './proposal.ts'
import { rowsByCode } from './rowsByCode.ts'
import { replay } from './replay.ts'

/** A note whose field `words` was called `text` in version 1, and whose opening was called `put`. */
const note = defineRecord({
  name: 'note',
  version: 2,
  mechanism: 1,
  number: '{year}-000',
  title: 'words',
  outcome: 'words',
  excludes: [],
  fields: { words: text({ max: 100 }) },
  roles: { writer: { heldBy: 'staff', reaches: { to: 'everywhere' }, sees: 'all' } },
  states: { written: { holds: ['words'], final: true, closed: true } },
  actions: { write: { by: 'writer', to: 'written', asks: ['words'] } },
  rules: {},
  deadlines: {},
  documents: {},
  views: {},
  upcasts: { 1: (entry) => ({ ...entry, action: 'write', input: { words: entry.input['text'] } }) },
})

const written = (declaration: number, action: string, input: JournalEntry['input']): JournalEntry => ({
  v: 1,
  id: '00000000-0000-4000-8000-000000000001',
  type: 'note',
  // An id of the form that ids have.
  record: '00000000-0000-4000-8000-000000000002' as RecordId,
  number: '2026-001',
  seq: 1,
  declaration,
  prev: '',
  action,
  at: instant('2026-01-01T00:00:00.000Z'),
  by: { kind: 'system', job: 'test' },
  role: 'writer',
  input,
  sets: {},
  state: 'written',
})

test('an entry of an earlier version reads as the present one would have written it', () => {
  const record = replay(note, [written(1, 'put', { text: '旧文' })])
  assert.equal(record?.words, '旧文')
})

test('an entry of the present version is read as it is', () => {
  assert.equal(replay(note, [written(2, 'write', { words: '新文' })])?.words, '新文')
})

test('an entry of a version that is not known yet is not guessed at', () => {
  assert.throws(() => replay(note, [written(3, 'write', { words: '未来' })]), /version 3/)
})

const noRules = rulebookOn([], plainDate('2026-01-01'))

test('a declaration without the way from an earlier version is flawed', () => {
  const forgetful: Declaration = { ...note, version: 3 }
  assert.ok(flawsOf(forgetful, noRules).some((flaw) => flaw.includes('version 2')))
  assert.throws(() => replay(forgetful, [written(1, 'put', { text: '旧文' })]), /no upcast from version 2/)
})

test('an entry that kept the code of a row alone means the wording of its day, and its bytes stay', () => {
  const fields = { rule: tableRow('note.rule'), words: text({ max: 100 }) }
  // Half past midnight in China: the day is the one there.
  const at = instant('2025-12-31T16:30:00.000Z')
  const kept = (rule: string) => ({ ...written(1, 'write', {}), at, sets: { rule, words: 'a/b' } })
  for (const [code, meant] of [
    ['strict', 'note.rule/strict@2026-01-01'],
    ['note.rule/strict', 'note.rule/strict@2026-01-01'],
    ['note.rule/strict@2020-01-01', 'note.rule/strict@2020-01-01'],
  ] as const) {
    const old = kept(code)
    assert.deepEqual(rowsByCode(fields)(old).sets, { rule: meant, words: 'a/b' })
    assert.equal(old.sets.rule, code)
  }
})

test('a proposal that was kept as one line is read as a value and the rule in the wording of its day', () => {
  const upcast = proposalsInTwo({ line: { value: 'unitByRule', rule: 'unitRule' } })
  const old = {
    ...written(1, 'write', {}),
    sets: { line: '220102:police (clue.routing/otherwise)', words: 'x' },
  }
  assert.deepEqual(upcast(old).sets, {
    line: undefined,
    words: 'x',
    unitByRule: '220102:police',
    unitRule: 'clue.routing/otherwise@2026-01-01',
  })
  const without = { ...written(1, 'write', {}), sets: { words: 'x' } }
  assert.deepEqual(upcast(without).sets, { words: 'x' })
})
