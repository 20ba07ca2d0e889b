/** Discipline inspection's own file as sentences of policy, and that nobody outside ever reaches it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { people, type Role } from '#test/support/smallWorld.ts'
import { recordNo, specify, staff } from '#test/support/specify.ts'
import { disposition } from './disposition.ts'

const { given, by, acting } = specify(disposition)

const open = acting(staff('nanguanDiscipline'))(
  'open',
  {
    umbrella: recordNo(7),
    caseNumber: '吉专案〔2025〕000001号',
    registeredAs: '南纪案2025-17',
    handlingUnit: '220102:discipline',
    named: [{ key: `p:${people.nanguanMarket}`, how: 'matched' }],
  },
  { via: { type: 'umbrella', record: recordNo(7) } },
)
const team = [people.nanguanDisciplineInvestigator, people.nanguanOfficer]
const assign = by('nanguanDisciplineHead', 'assign', { team })
const propose = by('nanguanDisciplineInvestigator', 'propose', {
  proposedWay: 'verify',
  proposal: '建议初核。',
})
const decide = (way = 'verify') => by('nanguanDisciplineHead', 'decide', { way, wayReasons: '线索具体。' })
const underway = [open, assign, propose, decide()]
const step = by('nanguanOfficer', 'logStep', { steps: [{ on: '2025-04-28', what: '调取资料。' }] })
const fileCase = by('nanguanDisciplineHead', 'fileCase', { filedOn: '2025-04-28', findings: '涉嫌失职。' })
const filed = [...underway, step, fileCase]
const defence = by('nanguanOfficer', 'hearDefence', { defences: [{ on: '2025-04-28', what: '本人申辩。' }] })
const sanction = by('nanguanDisciplineHead', 'sanction', {
  ...{ sanction: 'removal', sanctionedOn: '2025-04-28', findings: '属实。' },
})
const sanctioned = [...filed, defence, sanction]
const tell = by('nanguanDiscipline', 'tellSanction', { sanctionToldOn: '2025-04-28' })
const lodge = (on: string) =>
  by('nanguanDiscipline', 'lodgeReview', { reviewLodgedOn: on, reviewGrounds: '不服。' }, { on })
const reviewed = [
  ...sanctioned,
  tell,
  lodge('2025-05-20'),
  by(
    'nanguanDecider',
    'decideReview',
    { reviewResult: 'upheld', reviewOpinion: '维持。' },
    { on: '2025-06-10' },
  ),
]
const lodgeSecond = (on: string) =>
  by(
    'nanguanDiscipline',
    'lodgeSecondReview',
    { secondReviewLodgedOn: on, reviewGrounds: '仍不服。' },
    { on },
  )

test('one of four ways is proposed by the team and decided by the head', () => {
  for (const way of ['talk', 'verify', 'hold', 'settle'])
    given(open, assign, propose).when(decide(way)).then({ state: 'underway', way })
  given(open, assign, propose)
    .when(decide('forget'))
    .thenRefused({ because: 'not in the list', field: 'way' })
  given(open, assign)
    .when(by('nanguanDisciplineHead', 'propose', { proposedWay: 'verify', proposal: '无。' }))
    .thenRefused('role may not')
})

test('a team is two of the house, not tied to anybody named, and does not decide', () => {
  const of = (...some: Role[]) =>
    by('nanguanDisciplineHead', 'assign', { team: some.map((one) => people[one]) })
  given(open).when(of('nanguanOfficer')).thenRefused({ because: 'field not accepted', field: 'team' })
  given(open).when(of('nanguanOfficer', 'nanguanOfficer')).thenRefused('teamHasTwoPersons')
  given(open).when(of('nanguanOfficer', 'changchunDecider')).thenRefused('teamServesInTheHandlingUnit')
  given(open)
    .when(of('nanguanOfficer', 'nanguanMarket'))
    .thenRefused('teamServesInTheHandlingUnit', 'nobodyOnTheTeamIsTiedToTheNamed')
  given(open, by('nanguanDecider', 'assign', { team: [people.nanguanDisciplineHead, people.nanguanOfficer] }))
    .when(by('nanguanOfficer', 'propose', { proposedWay: 'talk', proposal: '谈话。' }))
    .then({ state: 'toDecide' })
  given(
    open,
    by('nanguanDecider', 'assign', { team: [people.nanguanDisciplineHead, people.nanguanOfficer] }),
    by('nanguanOfficer', 'propose', { proposedWay: 'talk', proposal: '谈话。' }),
  )
    .when(decide('talk'))
    .thenRefused('actorIsNotOfTheTeam')
})

test('a case is filed after verifying, not out of what is held or settled, and not without a step', () => {
  given(...underway)
    .when(fileCase)
    .thenRefused('aStepWasLogged')
  given(open, assign, propose, decide('hold')).when(fileCase).thenRefused('wayAllowsFiling')
  given(...underway, step)
    .when(fileCase)
    .then({ state: 'filed', result: 'filed' })
})

test('nobody is sanctioned unheard (政务处分法第四十三条)', () => {
  given(...filed)
    .when(sanction)
    .thenRefused('defenceWasHeard')
  given(...filed, defence)
    .when(sanction)
    .then({ state: 'concluded', result: 'sanctioned' })
})

test('a crime goes to a procuratorate', () => {
  const to = (procuratorate: string) =>
    by('nanguanDisciplineHead', 'handOver', { procuratorate, handedOverOn: '2025-04-28' })
  given(...filed)
    .when(to('220102:court'))
    .thenRefused('goesToAProcuratorate')
  given(...filed)
    .when(to('220102:procuratorate'))
    .then({ result: 'toProcuratorate' })
})

// What may be told of which file. The way itself is never told, and nothing that did not happen.
const files = {
  'under verification': underway,
  'held for later': [open, assign, propose, decide('hold')],
  'settled without a case': [
    ...underway,
    step,
    by('nanguanDisciplineHead', 'settle', { findings: '不实。' }),
  ],
  'a case filed': filed,
  sanctioned,
}
const mayTell: readonly (readonly [keyof typeof files, string, boolean])[] = [
  ['under verification', 'filed', false],
  ['under verification', 'disposed', false],
  ['held for later', 'disposed', true],
  ['held for later', 'filed', false],
  ['settled without a case', 'disposed', true],
  ['settled without a case', 'sanctioned', false],
  ['a case filed', 'filed', true],
  ['a case filed', 'sanctioned', false],
  ['a case filed', 'disposed', false],
  ['sanctioned', 'sanctioned', true],
  ['sanctioned', 'filed', true],
  ['sanctioned', 'toProcuratorate', false],
]
for (const [file, outcome, may] of mayTell)
  test(`of a file ${file}, "${outcome}" ${may ? 'may' : 'may not'} be told`, () => {
    const telling = given(...files[file]).when(
      by('nanguanDiscipline', 'feedBack', { toldOutcome: outcome, toldOn: '2025-04-28' }),
    )
    if (may)
      telling.thenActs({
        ...{ type: 'umbrella', id: recordNo(7), action: 'noteOutcome' },
        input: { outcome, outcomeOn: '2025-04-28' },
      })
    else telling.thenRefused('categoryFollowsFromTheFile')
  })

test('review: asked for within a month, decided by another head of the house (监察法第五十六条)', () => {
  given(...sanctioned)
    .when(lodge('2025-05-20'))
    .thenRefused('theSanctionWasTold', 'reviewIsInTime')
  given(...sanctioned, tell)
    .when(lodge('2025-05-29'))
    .thenRefused('reviewIsInTime')
  given(...sanctioned, tell)
    .when(lodge('2025-05-28'))
    .then({ reviewLodgedOn: '2025-05-28' })
  given(...sanctioned, tell, lodge('2025-05-20'))
    .when(
      by(
        'nanguanDisciplineHead',
        'decideReview',
        { reviewResult: 'upheld', reviewOpinion: '维持。' },
        { on: '2025-06-10' },
      ),
    )
    .thenRefused('actorDidNotDecide')
  given(...reviewed)
    .when(lodge('2025-06-11'))
    .thenRefused('noReviewWasLodged', 'reviewIsInTime')
})

test('second review: within a month of the first, decided above by somebody new', () => {
  const decideSecond = (role: Role) =>
    by(
      role,
      'decideSecondReview',
      { secondReviewResult: 'revoked', secondReviewOpinion: '撤销。' },
      { on: '2025-07-20' },
    )
  given(...reviewed)
    .when(lodgeSecond('2025-07-11'))
    .thenRefused('secondReviewIsInTime')
  given(...reviewed, lodgeSecond('2025-07-01'))
    .when(decideSecond('nanguanDecider2'))
    .thenRefused('actorIsOfTheUnitAbove')
  given(...reviewed, lodgeSecond('2025-07-01'))
    .when(decideSecond('changchunDecider'))
    .then({ secondReviewResult: 'revoked', state: 'concluded' })
})

const clocks = [
  ['disposal opinion, 1 month from receipt [W73]', [open], { decide: '2025-05-28' }],
  [
    'review, 1 month (监察法第五十六条)',
    [...sanctioned, tell, lodge('2025-05-20')],
    { review: '2025-06-20' },
  ],
  [
    'second review, 2 months (监察法第五十六条)',
    [...reviewed, lodgeSecond('2025-07-01')],
    { secondReview: '2025-09-01' },
  ],
] as const
for (const [says, acts, due] of clocks)
  test(`clock, ${says}`, () => {
    given(...acts).isDue(due)
  })

test('the sanction stands while reviews run', () => {
  assert.partialDeepStrictEqual(given(...reviewed, lodgeSecond('2025-07-01')).record, {
    state: 'concluded',
    result: 'sanctioned',
  })
})

/** Nobody outside the discipline organ that handles it reaches it, whatever they hold. */
const reach: readonly (readonly [Role, readonly string[]])[] = [
  ['nanguanDiscipline', ['intake']],
  ['nanguanDisciplineInvestigator', ['investigator']],
  ['nanguanOfficer2', []],
  ['nanguanDisciplineHead', ['head', 'upperHead']],
  ['changchunDecider', ['upperHead']],
  ['chaoyangDiscipline', []],
  ['nanguanInvestigator', []],
  ['nanguanDeputyHead', []],
  ['nanguanPoliceHead', []],
  ['provincePoliceHead', []],
  ['nanguanProcurator', []],
  ['nanguanOfficeHead', []],
  ['provinceOfficeHead', []],
  ['auditor', []],
  ['provinceLeader', []],
  ['nanguanMarket', []],
]
for (const [role, roles] of reach)
  test(`reach: ${role} is ${roles.join(', ') || 'nobody'} on a file that ended`, () => {
    assert.deepEqual(given(...sanctioned).rolesOf(staff(role)), roles)
  })

test('a review may be asked for until after National Day (监察法第五十六条)', () => {
  const told = [
    ...sanctioned,
    by('nanguanDiscipline', 'tellSanction', { sanctionToldOn: '2025-09-05' }, { on: '2025-09-05' }),
  ]
  given(...told)
    .when(lodge('2025-10-09'))
    .then({ reviewLodgedOn: '2025-10-09' })
  given(...told)
    .when(lodge('2025-10-10'))
    .thenRefused('reviewIsInTime')
})
