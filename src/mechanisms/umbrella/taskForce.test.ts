/** Paired task forces as sentences of policy: three paired milestones, their gaps, and what each side sees and may do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { ActionOf, Linked } from '#kernel/record/declaration.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff } from '#test/support/specify.ts'
import { taskForce } from './taskForce.ts'

const { given, by } = specify(taskForce)

const theCase = (handlingUnit: string, closed = false): Linked => ({
  ...{ type: 'case', id: recordNo(5), link: 'case', direction: 'from', state: 'investigation', closed },
  told: { number: '吉专案〔2025〕000001号', handlingUnit },
})
const proposal = {
  case: recordNo(5),
  disciplineUnit: '220102:discipline',
  plan: '同立案、同侦办、同公告。',
  policeTeam: [people.nanguanInvestigator],
  policeLiaison: people.nanguanInvestigator,
}
const propose = (more: object = {}, linked: Linked = theCase('220102:police')) =>
  by('nanguanDeputyHead', 'propose', { ...proposal, ...more }, { linked: [linked] })
const join = by('nanguanDisciplineHead', 'join', {
  disciplineTeam: [people.nanguanDisciplineInvestigator],
  disciplineLiaison: people.nanguanDiscipline,
})
const paired = [propose(), join]
const police = (action: ActionOf<typeof taskForce>, input: object, on = '2025-04-28') =>
  by('nanguanInvestigator', action, { ...input }, { on })
const discipline = (action: ActionOf<typeof taskForce>, input: object, on = '2025-04-28') =>
  by('nanguanDisciplineInvestigator', action, { ...input }, { on })
const outcomes = [
  police('tellPoliceOutcome', { policeOutcome: 'judged' }),
  discipline('tellDisciplineOutcome', { disciplineOutcome: 'sanctioned' }),
]
const allDays = [
  police('policeFile', { policeFiledOn: '2025-04-01' }),
  discipline('disciplineFiles', { disciplineFiledOn: '2025-04-02' }),
  police('policeHandle', { policeHandlingOn: '2025-04-10' }),
  discipline('disciplineHandles', { disciplineHandlingOn: '2025-04-10' }),
  police('policeAnnounce', { policeAnnouncedOn: '2025-04-28' }),
  discipline('disciplineAnnounces', { disciplineAnnouncedOn: '2025-04-28' }),
]
const end = [by('nanguanDeputyHead', 'close'), by('nanguanDisciplineHead', 'close')] as const

test('both sides enter their own days and end it together', () => {
  given(...paired, ...allDays, ...outcomes, end[0])
    .when(end[1])
    .then({ state: 'closed', result: 'completed' })
  given(...paired, ...allDays, ...outcomes)
    .when(end[0])
    .then({ state: 'paired' })
  given(...paired, ...allDays, ...outcomes)
    .when(end[1])
    .thenRefused({ because: 'not your turn to sign', action: 'close' })
})

test('it is proposed by the police that handle the case, to a discipline organ that is not tied to anybody named', () => {
  given()
    .when(propose({}, theCase('220104:police')))
    .thenRefused('policeHandleTheCase')
  given()
    .when(propose({}, theCase('220102:police', true)))
    .thenRefused('policeHandleTheCase')
  given()
    .when(propose({ disciplineUnit: '220102:court' }))
    .thenRefused('otherSideIsDiscipline')
  given()
    .when(propose({ named: [{ key: `p:${people.nanguanDiscipline}`, how: 'stated' }] }))
    .thenRefused('otherSideIsNotTiedToTheNamed')
  given()
    .when(propose({ policeTeam: [people.nanguanJudge] }))
    .thenRefused('policeTeamServesThere')
  given(propose())
    .when(
      by('nanguanDisciplineHead', 'join', {
        disciplineTeam: [people.nanguanInvestigator],
        disciplineLiaison: people.nanguanDiscipline,
      }),
    )
    .thenRefused('disciplineTeamServesThere')
})

test('a milestone is a day that was, and none comes before the one in front of it', () => {
  given(...paired)
    .when(police('policeFile', { policeFiledOn: '2025-04-29' }))
    .thenRefused('milestoneIsOfNow')
  given(...paired, police('policeFile', { policeFiledOn: '2025-04-20' }))
    .when(police('policeHandle', { policeHandlingOn: '2025-04-19' }))
    .thenRefused('policeMilestonesAreInOrder')
  given(...paired, discipline('disciplineFiles', { disciplineFiledOn: '2025-04-20' }))
    .when(discipline('disciplineAnnounces', { disciplineAnnouncedOn: '2025-04-19' }))
    .thenRefused('disciplineMilestonesAreInOrder')
})

test('it does not end with a gap that nobody explained', () => {
  given(...paired, ...allDays.slice(0, 5), ...outcomes)
    .when(end[0])
    .thenRefused('everyMilestoneIsPairedOrExplained')
  const why = discipline('disciplineExplains', {
    gapReasons: [{ milestone: 'announcing', side: 'discipline', why: '尚未作出处分决定。' }],
  })
  given(...paired, ...allDays.slice(0, 5), why, ...outcomes, end[0])
    .when(end[1])
    .then({ state: 'closed' })
  given(...paired, ...allDays)
    .when(end[0])
    .thenRefused('bothOutcomesAreTold')
})

test('a side explains for itself only', () => {
  const gap = (side: string) => ({ gapReasons: [{ milestone: 'filing', side, why: '原因。' }] })
  given(...paired)
    .when(police('policeExplain', gap('discipline')))
    .thenRefused('policeGiveTheirOwnReason')
  given(...paired)
    .when(discipline('disciplineExplains', gap('police')))
    .thenRefused('disciplineGivesItsOwnReason')
})

test('an outcome of the police is not one of discipline inspection', () => {
  given(...paired)
    .when(discipline('tellDisciplineOutcome', { disciplineOutcome: 'caseFiled' }))
    .thenRefused('outcomeIsOfDiscipline')
})

test('a joint plan changes when both heads sign the same words', () => {
  const plan = (role: Role, text: string) => by(role, 'changePlan', { plan: text })
  given(...paired, plan('nanguanDeputyHead', '新方案。'))
    .when(plan('nanguanDisciplineHead', '新方案。'))
    .then({ plan: '新方案。' })
  given(...paired, plan('nanguanDeputyHead', '新方案。'))
    .when(plan('nanguanDeputyHead', '新方案。'))
    .thenRefused({
      because: 'signed already',
      action: 'changePlan',
    })
})

// The gap alarm: the first day of a pair starts the clock of the other side, the other's day stops it (30 days, [ASM]).
const pairs = [
  [
    'policeFile',
    'policeFiledOn',
    'disciplineFiles',
    'disciplineFiledOn',
    'disciplineFilingGap',
    'policeFilingGap',
  ],
  [
    'policeHandle',
    'policeHandlingOn',
    'disciplineHandles',
    'disciplineHandlingOn',
    'disciplineHandlingGap',
    'policeHandlingGap',
  ],
  [
    'policeAnnounce',
    'policeAnnouncedOn',
    'disciplineAnnounces',
    'disciplineAnnouncedOn',
    'disciplineAnnouncingGap',
    'policeAnnouncingGap',
  ],
] as const
for (const [ours, ourDay, theirs, theirDay, theirClock, ourClock] of pairs) {
  test(`gap: ${ours} first starts ${theirClock}, and ${theirs} stops it`, () => {
    const first = police(ours, { [ourDay]: '2025-04-28' })
    given(...paired, first).isDue({ [theirClock]: '2025-05-28' })
    given(...paired, first, discipline(theirs, { [theirDay]: '2025-04-28' })).isDue({})
  })
  test(`gap: ${theirs} first starts ${ourClock}, and ${ours} stops it`, () => {
    const first = discipline(theirs, { [theirDay]: '2025-04-28' })
    given(...paired, first).isDue({ [ourClock]: '2025-05-28' })
    given(...paired, first, police(ours, { [ourDay]: '2025-04-28' })).isDue({})
  })
}

/** The permission matrix of both task forces: who may take which action on a running pair. */
const heads = { police: 'nanguanDeputyHead', discipline: 'nanguanDisciplineHead' } as const
const members = { police: 'nanguanInvestigator', discipline: 'nanguanDisciplineInvestigator' } as const
const matrix: readonly (readonly [ActionOf<typeof taskForce>, readonly Role[]])[] = [
  ['changePoliceTeam', [heads.police]],
  ['changeDisciplineTeam', [heads.discipline]],
  ['policeFile', [heads.police, members.police]],
  ['policeHandle', [heads.police, members.police]],
  ['policeAnnounce', [heads.police, members.police]],
  ['policeExplain', [heads.police, members.police]],
  ['sendToDiscipline', [heads.police, members.police]],
  ['tellPoliceOutcome', [heads.police, members.police]],
  ['disciplineFiles', [heads.discipline, members.discipline]],
  ['disciplineHandles', [heads.discipline, members.discipline]],
  ['disciplineAnnounces', [heads.discipline, members.discipline]],
  ['disciplineExplains', [heads.discipline, members.discipline]],
  ['sendToPolice', [heads.discipline, members.discipline]],
  ['tellDisciplineOutcome', [heads.discipline, members.discipline]],
]
const everybody: readonly Role[] = [
  ...Object.values(heads),
  ...Object.values(members),
  'nanguanInvestigator2',
  'nanguanOfficer',
  'nanguanOfficeHead',
  'auditor',
  'chaoyangInvestigator',
  'nanguanProcurator',
]
for (const [action, may] of matrix)
  test(`permission: ${action} is for ${may.join(', ')}`, () => {
    const { rolesOf } = given(...paired)
    const allowed = everybody.filter((role) =>
      rolesOf(staff(role)).some((one) => [taskForce.actions[action].by].flat().includes(one as never)),
    )
    assert.deepEqual(allowed, may)
  })

/** Sight, a row a field of which the sides differ; what is not in the table both sides see. */
const oneSided = [
  ['policeTeam', 'police'],
  ['disciplineTeam', 'discipline'],
] as const
for (const side of ['police', 'discipline'] as const)
  for (const role of [heads[side], members[side]])
    test(`sight: ${role} sees all that is shared and the ${side} team, and not who works for the other side`, () => {
      const seen = fieldsSeenBy(taskForce, given(...paired).rolesOf(staff(role)))
      for (const field of Object.keys(taskForce.fields)) {
        const owner = oneSided.find(([name]) => name === field)?.[1]
        assert.equal(seen.has(field), owner === undefined || owner === side, field)
      }
    })
for (const role of ['nanguanOfficeHead', 'provinceOfficeHead', 'auditor'] as const)
  test(`sight: ${role} sees the milestones and outcome categories, no plan, no material, no member`, () => {
    const seen = fieldsSeenBy(taskForce, given(...paired).rolesOf(staff(role)))
    for (const field of [
      'plan',
      'toDiscipline',
      'toPolice',
      'policeTeam',
      'disciplineTeam',
      'gapReasons',
      'named',
      'case',
    ])
      assert.ok(!seen.has(field), field)
    for (const field of ['policeFiledOn', 'disciplineFiledOn', 'policeOutcome', 'disciplineOutcome'])
      assert.ok(seen.has(field), field)
  })
for (const role of [
  'nanguanInvestigator2',
  'nanguanOfficer',
  'chaoyangInvestigator',
  'nanguanProcurator',
] as const)
  test(`sight: ${role}, who is on neither team, reaches nothing`, () => {
    assert.deepEqual(given(...paired).rolesOf(staff(role)), [])
  })
