/** Recusal as a clue keeps it: who asks, what is opened, who loses it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nanguan, signFor, untilApproved, untilVerifying } from '#test/support/clueActs.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify, theRecord, type Act } from '#test/support/specify.ts'
import { clue } from './clue.ts'

const { given, by } = specify(clue)

const wish = (whose: Role, whoAsks = 'party') => ({
  whose: people[whose],
  whoAsks,
  grounds: 'interest',
  facts: '其妻弟承包了该标段。',
})
const asks = (role: Role, whose: Role, whoAsks?: string, more: object = {}) =>
  by(role, 'askRecusal', { recusals: [wish(whose, whoAsks)] }, more)

test('whoever handles a clue asks, and a record of its own is opened that keeps out whom the clue names', () => {
  const named = [{ key: 'n:刘某强', how: 'stated' }]
  given(...untilVerifying(nanguan, 'n:刘某强'))
    .when(asks('nanguanChief', 'nanguanVerifier'))
    .thenOpens({
      type: 'recusal',
      action: 'ask',
      input: {
        ...{ clue: theRecord, matterNumber: '第1号', ...wish('nanguanVerifier') },
        ...{ asker: people.nanguanChief, askingUnit: '220102:criminalInvestigation', named },
      },
    })
})

test('who asks for themselves asks about themselves, and nobody is asked about twice at a time', () => {
  const under = given(...untilVerifying(nanguan))
  under
    .when(asks('nanguanVerifier', 'nanguanVerifier2', 'self'))
    .thenRefused('whoRecusesThemselvesIsTheActor')
  const pending = {
    ...{ type: 'recusal', id: recordNo(8), link: 'clue', direction: 'to', state: 'asked', closed: false },
    told: { whose: people.nanguanVerifier },
  } as const
  under
    .when(asks('nanguanChief', 'nanguanVerifier', 'party', { linked: [pending] }))
    .thenRefused('recusalIsNotAskedYet')
  under
    .when(
      asks('nanguanChief', 'nanguanVerifier', 'party', {
        linked: [{ ...pending, state: 'upheld', closed: true }],
      }),
    )
    .then({ state: 'verifying' })
})

test('the clue loses them in the same instant, and its team goes on without them', () => {
  const note: Act<typeof clue> = {
    ...by('nanguanPoliceHead', 'noteRecusal', { recused: [people.nanguanVerifier] }),
    via: { type: 'recusal', record: recordNo(8) },
  }
  const after = given(...untilVerifying(nanguan), note)
  assert.deepEqual(after.record?.['team'], [people.nanguanVerifier2])
  after.when(by('nanguanVerifier', 'undertakeSecrecy')).thenRefused('role may not')
  after
    .when(
      by('nanguanVerifier2', 'reportProgress', {
        progress: [{ on: '2025-04-28', text: '走访三家。' }],
      }),
    )
    .then({})
  const back = by('nanguanChief', 'changeTeam', {
    team: nanguan.team.map((role) => people[role]),
    reasons: '人手不足。',
  })
  after.when(back).thenRefused('nobodyOnTheTeamIsRecused')
  given(...untilApproved(nanguan), note)
    .when(signFor(nanguan))
    .thenRefused('nobodyOnTheTeamIsRecused')
})

test('a team that is recused as a whole just loses the clue', () => {
  const note: Act<typeof clue> = {
    ...by('nanguanPoliceHead', 'noteRecusal', { recused: nanguan.team.map((role) => people[role]) }),
    via: { type: 'recusal', record: recordNo(8) },
  }
  for (const role of nanguan.team)
    given(...untilVerifying(nanguan), note)
      .when(by(role, 'undertakeSecrecy'))
      .thenRefused('role may not')
})
