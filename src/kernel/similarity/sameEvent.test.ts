import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NameKey } from './nameKeys.ts'
import { earlierReports, type ReportFeatures } from './sameEvent.ts'
import { shinglesOf } from './shingles.ts'

const story =
  '今年三月以来，柳河镇砂石场老板纠集多名社会人员，长期强占河道采砂，殴打前来劝阻的村民，并向过往货车收取所谓管理费。'

const report = (id: string, features: Partial<ReportFeatures> = {}): ReportFeatures => ({
  id,
  shingles: shinglesOf(''),
  identifiers: [],
  reported: [],
  places: [],
  times: [],
  ...features,
})

const person = (name: string, ...keys: NameKey[]) => ({ name, keys })
const wang = person('王建国', 'n:王建国', 'v:王建国', 'y:wangjianguo', 'i:wjg')
const phone = { kind: 'mobile', value: '13843101234', masked: '138****1234' }

const onlyProposal = (one: ReportFeatures, other: ReportFeatures) => {
  const [proposal, ...rest] = earlierReports(one, [other])
  assert.ok(proposal !== undefined)
  assert.deepEqual(rest, [])
  return proposal
}

test('the same text sent again is proposed as the same event, with how much of it is shared', () => {
  const { aspects, reasons } = onlyProposal(
    report('2', { shingles: shinglesOf(`您好！${story}请查处。`) }),
    report('1', { shingles: shinglesOf(story) }),
  )
  assert.deepEqual(aspects, ['event'])
  assert.equal(reasons[0]?.kind === 'nearText' && reasons[0].containment, 1)
})

test('another text about something else is not proposed', () => {
  const other = shinglesOf(
    '小区物业在未经业主同意的情况下更换了门禁系统，导致许多老人无法正常出入，希望有关部门协调解决。',
  )
  assert.deepEqual(
    earlierReports(report('2', { shingles: other }), [report('1', { shingles: shinglesOf(story) })]),
    [],
  )
})

test('a number found in a text and typed in as a reported person’s is about that person', () => {
  const { aspects, reasons } = onlyProposal(
    report('2', { identifiers: [{ ...phone, of: 'text' }] }),
    report('1', { identifiers: [{ ...phone, of: 'reported' }] }),
  )
  assert.deepEqual(aspects, ['reportedPerson'])
  assert.deepEqual(reasons, [
    { kind: 'identifier', identifier: 'mobile', masked: '138****1234', of: 'reported' },
  ])
})

test('a number found in both texts is about the event', () => {
  const inText = { identifiers: [{ ...phone, of: 'text' } as const] }
  assert.deepEqual(onlyProposal(report('2', inText), report('1', inText)).aspects, ['event'])
})

test('the same value of another kind is not the same identifier', () => {
  const one = report('2', { identifiers: [{ ...phone, of: 'text' }] })
  const other = report('1', { identifiers: [{ ...phone, kind: 'bankCard', of: 'text' }] })
  assert.deepEqual(earlierReports(one, [other]), [])
})

const spellings = [
  ['exact', wang],
  ['variant', person('王建國', 'n:王建國', 'v:王建国', 'y:wangjianguo', 'i:wjg')],
  ['pinyin', person('王健国', 'n:王健国', 'v:王健国', 'y:wangjianguo', 'i:wjg')],
] as const

for (const [how, other] of spellings)
  test(`a reported person is recognised by ${how}, and the reason says so in the clerk's spelling`, () => {
    const { aspects, reasons } = onlyProposal(
      report('2', { reported: [wang] }),
      report('1', { reported: [other] }),
    )
    assert.deepEqual(aspects, ['reportedPerson'])
    assert.deepEqual(reasons, [{ kind: 'personName', name: '王建国', how }])
  })

test('the strongest of several matches is the reason', () => {
  const reported = [spellings[2][1], spellings[0][1], spellings[1][1]]
  const { reasons } = onlyProposal(report('2', { reported: [wang] }), report('1', { reported }))
  assert.deepEqual(reasons, [{ kind: 'personName', name: '王建国', how: 'exact' }])
})

test('two full names with the same initials are two people', () => {
  const wu = person('吴金贵', 'n:吴金贵', 'v:吴金贵', 'y:wujingui', 'i:wjg')
  assert.deepEqual(earlierReports(report('2', { reported: [wang] }), [report('1', { reported: [wu] })]), [])
})

test('initials, place and time support a proposal and never make one', () => {
  const initials = person('WJG', 'n:wjg', 'v:wjg', 'i:wjg')
  const where = { places: ['220524'], times: ['2026-03-01'] }
  const one = report('2', { reported: [wang], ...where })
  const other = { reported: [initials], ...where }
  assert.deepEqual(earlierReports(one, [report('1', other)]), [])

  const sameText = { shingles: shinglesOf(story) }
  const { reasons } = onlyProposal({ ...one, ...sameText }, report('1', { ...other, ...sameText }))
  assert.deepEqual(
    reasons.map(({ kind }) => kind),
    ['nearText', 'place', 'time', 'personName'],
  )
})

test('days apart are counted across a month’s end; a week apart is another time', () => {
  const one = report('2', { reported: [wang], times: ['2026-03-01'] })
  const daysApart = (day: string) =>
    onlyProposal(one, report('1', { reported: [wang], times: [day] })).reasons.find(
      ({ kind }) => kind === 'time',
    )
  assert.deepEqual(daysApart('2026-02-27'), { kind: 'time', daysApart: 2 })
  assert.equal(daysApart('2026-02-22'), undefined)
})

test('the same reporter is an aspect of its own, by number or by name', () => {
  const reporter = { names: [wang], identifiers: [phone] }
  const { aspects, reasons } = onlyProposal(report('2', { reporter }), report('1', { reporter }))
  assert.deepEqual(aspects, ['reporter'])
  assert.deepEqual(reasons, [
    { kind: 'reporter', by: 'identifier', identifier: 'mobile', masked: '138****1234' },
    { kind: 'reporter', by: 'name', name: '王建国', how: 'exact' },
  ])
})

test('sealed values compare as blind tokens; the reason shows the new report’s own', () => {
  const token = { kind: 'mobile', value: 'hmac:7f3a' }
  const { reasons } = onlyProposal(
    report('2', { reporter: { names: [], identifiers: [{ ...token, masked: '138****1234' }] } }),
    report('1', { reporter: { names: [], identifiers: [{ ...token, masked: '' }] } }),
  )
  assert.deepEqual(reasons, [
    { kind: 'reporter', by: 'identifier', identifier: 'mobile', masked: '138****1234' },
  ])
})

test('an anonymous report has no reporter in common with anybody', () => {
  const named = report('1', { reporter: { names: [wang], identifiers: [phone] } })
  assert.deepEqual(earlierReports(report('2'), [named]), [])
})

test('proposals come best first, equal ones by id, and a report never meets itself', () => {
  const one = report('9', { shingles: shinglesOf(story), reported: [wang] })
  const found = earlierReports(one, [
    report('b', { reported: [wang] }),
    one,
    report('c', { shingles: shinglesOf(story) }),
    report('a', { reported: [wang] }),
    report('d', { shingles: shinglesOf(story), reported: [wang] }),
  ])
  assert.deepEqual(
    found.map(({ id }) => id),
    ['d', 'c', 'a', 'b'],
  )
  assert.ok(found.every(({ score }) => score > 0 && score <= 1))
})
