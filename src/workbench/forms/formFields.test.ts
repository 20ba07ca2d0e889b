import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionShape, NamedField, RecordShape, TypeShape } from '../doors/shapes.ts'
import {
  askedFields,
  firstValues,
  flawsIn,
  keptValues,
  leavesSomethingOut,
  sentValues,
  valuesOfKept,
} from './formFields.ts'

const field = (name: string, kind: string, more: Partial<NamedField> = {}): NamedField => ({
  ...{ name, kind, label: { zh: name, en: name }, schema: {} },
  ...more,
})
const fields = [
  field('category', 'listed'),
  field('reasons', 'longText', { schema: { maxLength: 5 } }),
  field('steps', 'list'),
  field('reporter', 'sealed', { protection: 'sealed', optional: true }),
  field('marks', 'list', { optional: true }),
]
const input = {
  required: ['category', 'reasons'],
  properties: Object.fromEntries(fields.map(({ name }) => [name, {}])),
}
const action: ActionShape = {
  ...{ name: 'act', label: { zh: '', en: '' }, by: [], from: [], to: [], asks: [], adds: ['steps'], input },
  rules: [],
  unseen: ['reporter', 'marks'],
}
// Only what these functions read of a type and a record.
const type = { name: 'clue', fields } as unknown as TypeShape
const recordWith = (more: object) =>
  ({ fields: {}, signatures: [], actions: [], ...more }) as unknown as RecordShape

test('a form asks for what its schema names, but not for what only a machine can fill in', () => {
  const asked = askedFields(type, action, input)
  assert.deepEqual(
    asked.map((one) => [one.field.name, one.required, one.adds]),
    [
      ['category', true, false],
      ['reasons', true, false],
      ['steps', false, true],
      ['reporter', false, false],
    ],
  )
  const record = recordWith({ fields: { reporter: { sealed: true } } })
  assert.deepEqual(firstValues(asked, action, record), {}, 'that something is sealed is no value of it')
})

test('facts that are known stand in the form, opinions and what is added to a list do not', () => {
  const asked = askedFields(type, action, input)
  const record = recordWith({ fields: { category: 'crime', reasons: 'old', steps: [{ on: '2025-04-28' }] } })
  assert.deepEqual(firstValues(asked, action, record), { category: 'crime' })
})

test('what the rules suggest for an action stands in its form, rows of a checklist before those of the last one', () => {
  const asked = askedFields(type, action, input)
  const rows = [{ on: '2025-05-06' }]
  const record = recordWith({
    fields: { category: 'crime' },
    actions: [{ name: action.name, first: { steps: rows } }],
  })
  assert.deepEqual(firstValues(asked, action, record), { category: 'crime', steps: rows })
})

test('whoever signs second finds what the first one signed', () => {
  const joint = { ...action, signed: { persons: 2 } }
  const record = recordWith({
    signatures: [
      { action: 'act', status: 'withdrawn', by: [{ input: { reasons: 'before' } }] },
      { action: 'act', status: 'open', by: [{ input: { reasons: 'same' } }] },
    ],
  })
  assert.deepEqual(firstValues(askedFields(type, joint, input), joint, record), { reasons: 'same' })
})

test('what is missing or too long is said before anything is sent', () => {
  const asked = askedFields(type, action, input)
  assert.deepEqual(flawsIn(asked, { reasons: '  ' }), [
    { field: 'category', because: 'missing' },
    { field: 'reasons', because: 'missing' },
  ])
  assert.deepEqual(flawsIn(asked, { category: 'crime', reasons: '太长了太长了' }), [
    { field: 'reasons', because: 'tooLong', most: 5 },
  ])
})

test('nothing blank is sent, and no item that nobody filled in', () => {
  assert.deepEqual(
    sentValues([], { a: '', b: ' ', c: [undefined], d: ['x', undefined], e: false, f: undefined }),
    {
      d: ['x'],
      e: false,
    },
  )
})

test('a list that has to be sent and may be empty need not be filled in', () => {
  const defects = field('defects', 'list', { schema: { minItems: 0 } })
  const asked = askedFields({ ...type, fields: [defects] }, action, {
    required: ['defects'],
    properties: { defects: {} },
  })
  assert.deepEqual(flawsIn(asked, {}), [])
  assert.deepEqual(sentValues(asked, {}), { defects: [] })
  assert.deepEqual(sentValues(asked, { defects: ['x'] }), { defects: ['x'] })
})

test('a form is kept without its files, and comes back with what was cleared left clear', () => {
  const files = field('papers', 'list', { items: { kind: 'file', schema: {} } })
  const asked = [...fields.slice(0, 2), files].map((one) => ({
    ...{ field: one, required: true, mayBeEmpty: false, adds: false },
  }))
  const papers = [{ digest: 'a' }]
  assert.deepEqual(keptValues(asked, { category: undefined, reasons: '一', papers }), {
    kept: { reasons: '一' },
    isPart: true,
  })
  assert.deepEqual(keptValues(asked, { reasons: '一' }), { kept: { reasons: '一' }, isPart: false })
  const begun = { category: 'crime', papers, about: 'x' }
  assert.deepEqual(valuesOfKept(asked, begun, { reasons: '一' }), { reasons: '一', papers, about: 'x' })
  assert.deepEqual([leavesSomethingOut(asked), leavesSomethingOut(asked.slice(0, 2))], [true, false])
})
