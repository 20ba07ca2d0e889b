import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionShape, NamedField, RecordShape, TypeShape } from '../doors/shapes.ts'
import { asksAbout, namesFrom, valuesFrom } from './fromRecord.ts'

const field = (name: string, kind: string, more: Partial<NamedField> = {}): NamedField => ({
  ...{ name, kind, schema: {}, label: { zh: name, en: name } },
  ...more,
})
const action = (...asks: readonly string[]) =>
  // Only what the form reads of an action.
  ({
    name: 'open',
    input: { properties: Object.fromEntries(asks.map((name) => [name, {}])) },
  }) as unknown as ActionShape
const type = (name: string, ...fields: readonly NamedField[]) => ({ name, fields }) as unknown as TypeShape

const measure = type(
  'measure',
  field('case', 'ref', { refersTo: 'case' }),
  field('asset', 'ref', { refersTo: 'asset' }),
)
const theCase = type('case', field('clues', 'list', { items: { kind: 'ref', schema: {}, refersTo: 'clue' } }))
const asset = {
  ...{
    type: 'asset',
    id: 'a1',
    number: '吉财〔2025〕1号',
    title: '货车',
    fields: { case: 'c1', measure: 'm0' },
  },
  names: {},
  links: [{ id: 'c1', number: '吉专案〔2025〕1号' }],
} as unknown as RecordShape

test('a form that asks for a record of this type may be opened from it', () => {
  assert.equal(asksAbout(measure, action('asset'), type('asset')), true)
  assert.equal(asksAbout(theCase, action('clues'), type('clue')), true)
  assert.equal(asksAbout(measure, action('asset'), type('clue')), false)
})

test('a field that this action does not ask for does not count', () => {
  assert.equal(asksAbout(measure, action('case'), type('asset')), false)
})

test('the form knows the record, and what that one refers to under the same name', () => {
  assert.deepEqual(valuesFrom(measure, action('case', 'asset'), asset), { case: 'c1', asset: 'a1' })
})

test('whom the record names is named in what comes of it, and where it came from is chosen', () => {
  const filing = type(
    'filing',
    field('origin', 'choice', {
      choices: [
        { code: 'complainant', zh: '控告', en: 'Complaint' },
        { code: 'clue', zh: '线索', en: 'Clue' },
      ],
    }),
    field('named', 'list', { items: { kind: 'named', schema: {} } }),
  )
  const clue = {
    ...asset,
    ...{ type: 'clue', id: 'x1' },
    fields: { named: [{ key: 'p:1', how: 'matched', addedBy: 'p2', addedAt: '2025-04-28T01:00:00.000Z' }] },
  }
  assert.deepEqual(valuesFrom(filing, action('origin', 'named'), clue), {
    origin: 'clue',
    named: [{ key: 'p:1', how: 'matched' }],
  })
  assert.deepEqual(valuesFrom(filing, action('named'), { ...clue, fields: {} }), {})
})

test('where several are asked for, this is the first of them', () => {
  const clue = { ...asset, type: 'clue', id: 'x1', fields: {} }
  assert.deepEqual(valuesFrom(theCase, action('clues'), clue), { clues: ['x1'] })
})

test('records in the form are called by their numbers, the one it was opened from by its title as well', () => {
  assert.deepEqual(namesFrom(asset), {
    c1: { zh: '吉专案〔2025〕1号', en: '吉专案〔2025〕1号' },
    a1: { zh: '吉财〔2025〕1号 货车', en: '吉财〔2025〕1号 货车' },
  })
})
