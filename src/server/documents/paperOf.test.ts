import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPaperOf, type PaperRequest } from './paperOf.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { chinese, partChoices } from '#mechanisms/clue/clue.words.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Signing, StaffActor } from '#kernel/record/entry.ts'
import type { PersonId, PlaceCode, UnitId } from '#kernel/record/field.ts'
import { instant, plainDate } from '#kernel/time.ts'

const zh = Object.fromEntries(
  Object.entries(partChoices).map(([part, options]) => [
    part,
    Object.fromEntries(Object.entries(options).map(([option, words]) => [option, words.zh])),
  ]),
)

// The declaration's own functions take its own values; the printer only reads what is declared.
const declaration = clue as unknown as Declaration
const request = (document: string, values: Record<string, unknown>): PaperRequest => ({
  declaration,
  document,
  values,
  signatures: [],
  words: { ...chinese, partChoices: zh },
  names: {
    person: (id) => `人${id}`,
    unit: (id) => `单位${id}`,
    place: (code) => `地${code}`,
    post: (post) => `职${post}`,
    item: (list, code) => `${list}/${code}`,
    row: (reference) => `规则${reference}`,
    record: (type, id) => `${type}/${id}`,
    named: (key) => `名${key}`,
  },
  organ: '省扫黑办',
  issuedOn: plainDate('2026-11-02'),
  watermark: { viewer: '王建国', at: instant('2026-11-22T02:05:00.000Z') },
})

const paperOf = (document: string, values: Record<string, unknown>, more: Partial<PaperRequest> = {}) => {
  const paper = findPaperOf({ ...request(document, values), ...more })
  assert.ok(paper)
  return paper
}
const valueOf = (paper: ReturnType<typeof paperOf>, label: string) =>
  paper.lines.find((line) => line.label === label)?.value

test('a document prints the declared fields that are there, in the declared order, in Chinese', () => {
  const paper = paperOf('registrationForm', {
    title: '强揽工程',
    receivedOn: '2026-11-01',
    source: 'online',
    area: '220102',
    gist: '摘要',
    grade: 'A',
    remarks: '表上没有的',
  })
  assert.equal(paper.title, '线索登记表')
  assert.deepEqual(paper.lines, [
    { label: '线索来源', value: 'clue.sources/online' },
    { label: '收到日期', value: '2026年11月1日' },
    { label: '标题', value: '强揽工程' },
    { label: '线索摘要', value: '摘要' },
    { label: '所属地区', value: '地220102' },
    { label: '线索级别', value: 'A级（重点）' },
  ])
})

test('choices, also those inside groups, are printed in words', () => {
  const paper = paperOf('feedbackRecord', {
    feedbackWay: 'visit',
    returnVisits: [
      { satisfaction: 'fair', words: '还可以', addedBy: 'x', addedAt: '2026-11-01T00:00:00.000Z' },
    ],
  })
  assert.equal(valueOf(paper, chinese.fields.feedbackWay), '当面')
  assert.deepEqual(valueOf(paper, chinese.fields.returnVisits), {
    head: [chinese.parts['satisfaction'], chinese.parts['words']],
    rows: [['基本满意', '还可以']],
  })
})

test('what tells of the reporter is never printed, even if a declaration lists it', () => {
  const everything = Object.keys(clue.fields)
  const greedy: Declaration = {
    ...declaration,
    documents: { all: { issuedOn: 'register', layout: 'report', prints: everything } },
  }
  const sealedValue = { sealed: 'hpke-p256-v1', key: 'SECRET1', enc: 'SECRET2', ciphertext: 'SECRET3' }
  const paper = paperOf(
    'all',
    {
      gist: '摘要',
      reporter: sealedValue,
      reporterMarks: ['SECRET4'],
      reporterContacts: [{ on: '2026-11-01', way: 'phone', words: 'SECRET5' }],
      realName: true,
      contactWish: 'phone',
      wishesSecrecy: true,
      protectionRequested: true,
    },
    { declaration: greedy },
  )
  assert.deepEqual(paper.lines, [{ label: '线索摘要', value: '摘要' }])
  assert.doesNotMatch(JSON.stringify(paper), /SECRET/)
})

test('many or long parts of a group become texts, few short ones a table', () => {
  const two = [
    { name: '甲', alias: '老大' },
    { name: '乙', age: 30 },
  ]
  assert.deepEqual(valueOf(paperOf('registrationForm', { reportedPersons: two }), '被举报人'), {
    head: ['姓名（名称）', '绰号', '年龄'],
    rows: [
      ['甲', '老大', ''],
      ['乙', '', '30'],
    ],
  })
  const long = [{ name: '甲', address: '路'.repeat(90) }, { name: '乙' }]
  assert.deepEqual(valueOf(paperOf('registrationForm', { reportedPersons: long }), '被举报人'), [
    `姓名（名称）：甲；住址：${'路'.repeat(90)}`,
    '乙',
  ])
})

test('a letter is about the title of its record, and does not repeat its addressee', () => {
  const values = { title: '强揽工程', verifyingUnit: '220102:police', instructions: '依法核查' }
  const paper = paperOf('assignmentLetter', values, { addressee: '单位220102:police' })
  assert.equal(paper.title, '关于“强揽工程”的交办函')
  assert.deepEqual(
    paper.lines.map(({ value }) => value),
    ['依法核查'],
  )
})

test('a letter says what its own act added, not what earlier letters said', () => {
  const supervisions = [
    { rung: 'remind', text: '第一次', addedAt: '2026-10-01T00:00:00.000Z' },
    { rung: 'letter', text: '第二次', addedAt: '2026-11-01T00:00:00.000Z' },
  ]
  const text = JSON.stringify(paperOf('supervisionLetter', { supervisions }).lines)
  assert.match(text, /第二次/)
  assert.doesNotMatch(text, /第一次/)
})

const chief: StaffActor = {
  kind: 'staff',
  // Ids as the directory would hand them out.
  person: '周立' as PersonId,
  tenure: 't',
  post: 'organHead',
  unit: '220102:police' as UnitId,
  place: '220102' as PlaceCode,
}
const signing = (status: Signing['status'], action: string, input: Record<string, unknown>): Signing => ({
  action,
  status,
  by: [{ role: 'organHead', actor: chief, at: instant('2026-11-01T16:30:00.000Z'), entry: 'e', input }],
})

test('a report shows every signature with post, name, day and opinion, withdrawn ones as such', () => {
  const signatures = [
    signing('withdrawn', 'sign', { opinion: '同意' }),
    signing('complete', 'sign', { opinion: '补正后同意' }),
    signing('complete', 'declareOutOfScope', {}),
  ]
  const shown = { post: '职organHead', name: '人周立', at: '2026-11-01T16:30:00.000Z' }
  assert.deepEqual(paperOf('verificationReport', { gist: '摘要' }, { signatures }).signatures, [
    { ...shown, opinion: '同意', withdrawn: true },
    { ...shown, opinion: '补正后同意' },
  ])
})

test('a letter names no signing official: it speaks for the unit', () => {
  const signatures = [signing('complete', 'declareOutOfScope', { reasons: '不属于' })]
  assert.deepEqual(paperOf('outOfScopeNotice', { reasons: '不属于' }, { signatures }).signatures, [])
})

test('a document the declaration does not know is not found', () => {
  assert.equal(findPaperOf(request('constructor', {})), undefined)
  assert.equal(findPaperOf(request('nothing', {})), undefined)
})

test('what a citizen wrote is printed without numbers of people; what the verifiers wrote, as they wrote it', () => {
  const letter = paperOf('assignmentLetter', {
    title: '13800138000被砸',
    content: '我叫不出名字，电话138 0013 8000，他们每月收2000元。',
    gist: '举报人电话13800138000',
  })
  assert.ok(letter.title.includes('138****8000'))
  assert.equal(valueOf(letter, chinese.fields.content), '我叫不出名字，电话138****8000，他们每月收2000元。')
  assert.equal(valueOf(letter, chinese.fields.gist), '举报人电话13800138000')
})
