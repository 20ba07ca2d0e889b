import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { realCalendar } from '#kernel/deadlines/realCalendar.fixture.ts'
import { instant, plainDate } from '#kernel/time.ts'
import { countsOf, isToldOn, letterOf, type DigestCounts } from './digest.ts'
import { noticeKinds } from './noticesOf.ts'
import { quietUntil } from './sendDigests.ts'

const counts = fc.dictionary(fc.constantFrom(...noticeKinds), fc.integer({ min: 1, max: 10_000 }))

test('a letter holds the counts and nothing else that varies', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom('zh' as const, 'en' as const), (some: DigestCounts, language) => {
      const { subject, text } = letterOf(some, language)
      const told = [...text.matchAll(/\d+/g)].map(([number]) => Number(number))
      assert.deepEqual(told.toSorted(), Object.values(some).toSorted())
      // With the same kinds told once each, the words are the same whatever the counts are.
      const twos = Object.fromEntries(Object.keys(some).map((kind) => [kind, 2]))
      const many = Object.fromEntries(Object.keys(some).map((kind) => [kind, 7]))
      assert.equal(letterOf(twos, language).text.replace(/2/g, '7'), letterOf(many, language).text)
      assert.equal(subject, letterOf({}, language).subject)
    }),
  )
})

test('it says how many and bids to sign in', () => {
  assert.equal(
    letterOf({ overdue: 1, dueToday: 3 }, 'en').text.split('\n')[0],
    '1 matter is overdue; 3 matters are due today. Sign in to see them.',
  )
  assert.equal(letterOf({ dueToday: 3 }, 'zh').text.split('\n')[0], '今日到期3件。请登录查看。')
  assert.ok(
    letterOf({ toSign: 1 }, 'zh', 'https://office.example').text.includes(
      'https://office.example/workbench/',
    ),
  )
})

test('how it stands is told every day, what is new until it was read, what is not wanted never', () => {
  const some = noticeKinds.flatMap((kind) => [
    { kind, read: true },
    { kind, read: false },
  ])
  assert.deepEqual(countsOf(some, { kinds: noticeKinds }), {
    ...{ overdue: 2, dueToday: 2, dueSoon: 2, toSign: 2 },
    ...{ urged: 1, cameBack: 1, assigned: 1, escalated: 1, supervised: 1 },
  })
  assert.deepEqual(countsOf(some, { kinds: ['urged'] }), { urged: 1 })
})

test('days off are respected, unless something is overdue and somebody is on duty', () => {
  const told = (day: string, onDuty: boolean, some: DigestCounts) =>
    isToldOn(plainDate(day), realCalendar, { onDuty }, some)
  const [holiday, swapped, working] = ['2025-05-01', '2025-04-27', '2025-04-28']
  assert.deepEqual(
    [holiday, swapped, working].map((day) => told(day, false, { overdue: 1 })),
    [false, true, true],
  )
  assert.equal(told(holiday, true, { overdue: 1 }), true)
  assert.equal(told(holiday, true, { dueToday: 1 }), false)
  assert.equal(told(working, true, {}), false)
})

test('quiet hours end in the morning after, also over midnight, and may be none', () => {
  const night = { quietFrom: 20, quietTo: 7 }
  const beijing = (hour: string) => instant(new Date(`2025-04-28T${hour}:00+08:00`).toISOString())
  const morning = '2025-04-28T23:00:00.000Z'
  assert.equal(quietUntil(beijing('20:00'), night), morning)
  assert.equal(quietUntil(beijing('06:59'), night), '2025-04-27T23:00:00.000Z')
  assert.equal(quietUntil(beijing('07:00'), night), undefined)
  assert.equal(quietUntil(beijing('19:59'), night), undefined)
  assert.equal(quietUntil(beijing('13:00'), { quietFrom: 12, quietTo: 14 }), '2025-04-28T06:00:00.000Z')
  assert.equal(quietUntil(beijing('13:00'), { quietFrom: 9, quietTo: 9 }), undefined)
})
