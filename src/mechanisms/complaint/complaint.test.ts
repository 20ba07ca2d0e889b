/** A complaint's life as sentences of policy: the ways through, each clock with its source, rules refusing by name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outsiderKey } from '#kernel/org/conflict.ts'
import type { RuleOf } from '#kernel/record/declaration.ts'
import { plainDate } from '#kernel/time.ts'
import {
  alsoHolding,
  directoryWith,
  people,
  smallDirectory,
  world,
  type Role,
} from '#test/support/smallWorld.ts'
import { moment, recordNo, specify, staff, type Act } from '#test/support/specify.ts'
import type { ComplaintSituation } from './complaint.fields.ts'
import { complaint } from './complaint.ts'

const { given, by, publicly } = specify(complaint)

const said = {
  source: 'portal',
  receivedOn: '2025-04-28',
  category: 'abuse',
  title: '民警违法扣押财物',
  content: '民警没有手续扣押车辆。',
  area: '220102',
  staffOrgan: 'police',
  realName: true,
  contactWish: 'phone',
}
const reported = publicly('report', said)
const sealedComplainant = publicly('report', {
  ...said,
  reporter: { sealed: 'hpke-p256-v2', key: 'a', enc: 'b', ciphertext: 'c', bound: 'd', by: 'browser' },
  protectionRequested: true,
})
const register = by('centreIntake', 'register', { gist: '违法扣押', category: 'abuse' })
const sort = (rank = 'staff') =>
  by('centreAssessor', 'sort', { rank, staffOrgan: 'police', sortingReasons: '按管理权限。' })
const approve = (handlingUnit = '220102:discipline') =>
  by('centreHead', 'approve', { handlingUnit, instructions: '依规依纪依法处理。' })
const team = [people.nanguanOfficer, people.nanguanOfficer2]
const accept = by('nanguanDiscipline', 'accept', { team })
const tell = by('nanguanOfficer', 'tellAcceptance', {
  acceptances: [{ on: '2025-04-28', way: 'phone', words: '已受理。' }],
})
const logStep = by('nanguanOfficer', 'logStep', {
  steps: [{ kind: 'preliminary', on: '2025-04-28', what: '核查。', officers: team }],
})
const hear = by('nanguanOfficer', 'hearDefence', { defences: [{ on: '2025-04-28', words: '陈述。' }] })
const submit = (truth: string, proposal: string) =>
  by('nanguanOfficer', 'submitReport', { findings: '查明。', truth, proposal })
const decide = (decision: string) => by('nanguanDecider', 'decide', { decision, decisionOpinion: '同意。' })
const passedOn = [reported, register, sort(), approve()]
const handling = [...passedOn, accept, tell, logStep]
const sanctioned = [...handling, hear, submit('true', 'sanction'), decide('sanction')]
const feedBack = by('nanguanDiscipline', 'feedBack', { feedbackWay: 'phone', feedbackWords: '已处理。' })
const tellSanction = by('nanguanDiscipline', 'tellSanction', { sanctionToldOn: '2025-04-28' })
const lodge = (on = '2025-05-20') =>
  by('nanguanDiscipline', 'lodgeAppeal', { appealLodgedOn: on, appealGrounds: '处分过重。' }, { on })
const framing = [...handling, submit('fabricated', 'noViolation'), decide('noViolation')]
const mistaken = [...handling, submit('mistaken', 'noViolation'), decide('noViolation')]
const clear = by('nanguanDiscipline', 'clear', { clearingWay: 'letter', clearingWords: '予以澄清。' })
const archive = by('centreArchivist', 'archive', { archiveBox: '2025-1' })
const erase = (role: Role, erasureGround: string) => by(role, 'erase', { erasureGround, reasons: '依法。' })
const archived = [...mistaken, feedBack, clear, archive]
const refer = (to: string) =>
  by('nanguanOfficer', 'handCrimeOver', { referrals: [{ crime: 'torture', to, text: '移送。' }] })

const registerNaming = (key: string): Act<typeof complaint> => ({
  ...register,
  input: { ...register.input, named: [{ key, how: 'stated' }] },
})
const decideAppeal = (role: Role) =>
  by(role, 'decideAppeal', { appealResult: 'upheld', appealOpinion: '维持。' }, { on: '2025-05-21' })
const appealed = [...sanctioned, tellSanction, lodge(), decideAppeal('nanguanDecider2')]
const lodgeAgain = (on = '2025-06-03') =>
  by(
    'nanguanDiscipline',
    'lodgeSecondAppeal',
    { secondAppealLodgedOn: on, appealGrounds: '仍不服。' },
    { on },
  )
const decideSecondAppeal = by(
  'changchunDecider',
  'decideSecondAppeal',
  { secondAppealResult: 'reduced', appealOpinion: '减轻。' },
  { on: '2025-06-20' },
)

test('a violation that is proved is sanctioned after the official was heard, and the complainant is answered', () => {
  given(...sanctioned)
    .when(feedBack)
    .then({ state: 'answered', outcome: 'sanctioned' })
})

test('whoever is complained about loses it at once, with their unit and all below them', () => {
  const told = publicly('report', {
    ...said,
    reportedPersons: [{ name: '纪分管', unitName: '南关区纪委监委' }],
  })
  const { rolesOf } = given(told, register, sort(), approve('2201:discipline'))
  for (const role of ['nanguanDecider', 'nanguanDiscipline', 'nanguanOfficer'] satisfies Role[])
    assert.deepEqual(rolesOf(staff(role)), [], role)
})

test('that a complaint was made up is found above, and who was accused is cleared either way', () => {
  const above = (action: 'confirmFraming' | 'rejectFraming') =>
    by('changchunDecider', action, { framingOpinion: '审查。' })
  given(...framing)
    .when(above('confirmFraming'))
    .then({ state: 'decided', truth: 'fabricated' })
  given(...framing)
    .when(above('rejectFraming'))
    .then({ state: 'decided', truth: 'mistaken' })
  given(...framing, above('rejectFraming'), feedBack)
    .when(archive)
    .thenRefused('theWronglyAccusedIsCleared')
  given(...framing, above('rejectFraming'), clear, feedBack)
    .when(archive)
    .then({ state: 'archived' })
})

test('a sanctioned official appeals twice, the sanction stands meanwhile, and nothing heavier can follow', () => {
  const lodged = [...sanctioned, tellSanction, lodge()]
  assert.partialDeepStrictEqual(given(...lodged).record, { state: 'decided', outcome: 'sanctioned' })
  given(...lodged)
    .when(decideAppeal('nanguanDecider'))
    .thenRefused('actorDidNotDecide')
  assert.partialDeepStrictEqual(given(...appealed).record, {
    state: 'decided',
    outcome: 'sanctioned',
    appealResult: 'upheld',
  })
  given(...appealed, lodgeAgain())
    .when(decideSecondAppeal)
    .then({ state: 'decided', secondAppealResult: 'reduced' })
  assert.deepEqual([...complaint.fields.appealResult.options], ['upheld', 'reduced', 'revoked'])
})

test('every body that handles complaints has somebody left to decide each appeal', () => {
  const bodies = smallDirectory.units.filter(({ posts }) =>
    posts.some(({ post }) => post === 'complaintHandler'),
  )
  assert.ok(bodies.length > 0)
  for (const { id, level, posts } of bodies) {
    const seats = posts.filter(({ post, required }) => post === 'complaintHead' && required)
    // Who decided it, and one for the appeal; where nobody is above, one more for the second.
    const wanted = level === 'province' ? 3 : 2
    assert.deepEqual(
      seats.map(({ minimum }) => minimum),
      [wanted],
      id,
    )
  }
})

test('the desk of the body that handles it never sees who complained', () => {
  for (const role of [complaint.roles.desk, complaint.roles.decider])
    for (const field of ['reporter', 'realName', 'reporterMarks'] as const)
      assert.ok((role.seesAllBut as readonly string[]).includes(field), field)
})

// 纪检监察机关处理检举控告工作规则 (2020), 监察法 art 56, 政务处分法 art 55; what is assumed [ASM]. 1 to 5 May are holidays.
const clocks: readonly (readonly [
  string,
  readonly Act<typeof complaint>[],
  Readonly<Record<string, string>>,
])[] = [
  ['[ASM]: registered within 3 working days', [reported], { register: '2025-05-06' }],
  ['working rules: taken on within 5 working days', passedOn, { accept: '2025-05-08' }],
  [
    'working rules: a named complainant is told within 15 working days; [ASM] settled within 60 days',
    [...passedOn, accept],
    { tellAcceptance: '2025-05-22', handle: '2025-06-27' },
  ],
  ['working rules: answered within 15 working days of the decision', mistaken, { feedBack: '2025-05-22' }],
  [
    'supervision law: an appeal is decided within a month',
    [...sanctioned, feedBack, tellSanction, lodge()],
    { appeal: '2025-06-20', archive: '2025-06-27' },
  ],
]
for (const [name, past, due] of clocks)
  test(name, () => {
    given(...past).isDue(due)
  })

type Case = readonly [string, readonly Act<typeof complaint>[], Act<typeof complaint>]
/** Rules, each with a case in which it alone refuses. */
const cases: Readonly<Partial<Record<RuleOf<typeof complaint>, Case>>> = {
  receivedByNow: [
    'nothing was received tomorrow',
    [],
    by('centreIntake', 'enter', { ...said, source: 'letter', receivedOn: '2025-04-29' }),
  ],
  everyProposedEarlierComplaintIsJudged: [
    'an earlier complaint that is shown is judged first',
    [reported],
    { ...register, similar: [recordNo(7)] },
  ],
  onlyMatchedNamesAreCleared: [
    'a name that an official stated is not cleared away',
    [reported, { ...register, input: { ...register.input, named: [{ key: 'n:某人', how: 'stated' }] } }],
    by('centreIntake', 'clearName', { cleared: [{ key: 'n:某人', reasons: '误认。' }] }),
  ],
  handlingUnitIsNotTiedToTheNamed: [
    'no body that is named handles it',
    [
      reported,
      { ...register, input: { ...register.input, named: [{ key: 'u:220102:discipline', how: 'stated' }] } },
      sort(),
    ],
    approve(),
  ],
  handlingUnitIsCompetent: [
    'a body of a county does not handle who is appointed by the prefecture',
    [reported, register, sort('division')],
    approve(),
  ],
  noBodyOfTheProvinceIsFree: [
    'a complaint stays in the province while a body there is free',
    [reported, register, sort()],
    by('centreHead', 'handUp', { reasons: '上报。' }),
  ],
  teamHasEnoughOfficers: [
    'one officer is not enough',
    passedOn,
    by('nanguanDiscipline', 'accept', { team: [people.nanguanOfficer] }),
  ],
  teamServesInTheHandlingUnit: [
    'only officers of the body handle it',
    passedOn,
    by('nanguanDiscipline', 'accept', { team: [people.nanguanOfficer, people.nanguanVerifier] }),
  ],
  twoOfficersTookPart: [
    'two officers take each step',
    [...passedOn, accept],
    by('nanguanOfficer', 'logStep', {
      steps: [{ kind: 'talk', on: '2025-04-28', what: '谈话。', officers: [people.nanguanOfficer] }],
    }),
  ],
  referralsGoToAProcuratorate: [
    'crimes of judicial staff go to a procuratorate of a prefecture or above',
    handling,
    refer('220102:procuratorate'),
  ],
  everyReferralIsAnswered: [
    'nothing is archived while a procuratorate has not answered',
    [
      ...handling,
      refer('2201:procuratorate'),
      submit('unclear', 'noViolation'),
      decide('noViolation'),
      feedBack,
    ],
    archive,
  ],
  aReferralIsUnanswered: [
    'no answer is noted where nothing was referred',
    handling,
    by('nanguanOfficer', 'noteReferralAnswer', {
      referralAnswers: [{ answer: '已立案。', on: '2025-04-28' }],
    }),
  ],
  aStepWasLogged: [
    'nobody reports on what they did not examine',
    [...passedOn, accept, tell],
    submit('mistaken', 'noViolation'),
  ],
  namedComplainantWasTold: [
    'who gave a name is told that it was taken on',
    [...passedOn, accept, logStep],
    submit('mistaken', 'noViolation'),
  ],
  proposalFitsTheTruth: [
    'no measure follows from what was not proved',
    handling,
    submit('mistaken', 'reminder'),
  ],
  decisionFitsTheTruth: [
    'nobody decides on what was not proved',
    [...handling, submit('unclear', 'noViolation')],
    decide('reminder'),
  ],
  defenceWasHeard: [
    'who is to be sanctioned is heard first (政务处分法 art 43)',
    handling,
    submit('true', 'sanction'),
  ],
  somebodyIsToBeCleared: ['nobody is cleared of what was proved', sanctioned, clear],
  theWronglyAccusedIsCleared: [
    'who was wrongly accused is cleared before it is archived',
    [...mistaken, feedBack],
    archive,
  ],
  namedComplainantIsAnsweredInPerson: [
    'a complainant who gave a name is answered in person',
    mistaken,
    by('nanguanDiscipline', 'feedBack', { feedbackWay: 'code', feedbackWords: '已办结。' }),
  ],
  objectionIsInTime: [
    'an objection has its time',
    [...mistaken, feedBack],
    publicly('object', { objections: [{ text: '不服。' }] }, { on: '2025-05-29' }),
  ],
  aSanctionWasImposed: ['without a sanction there is none to serve', mistaken, tellSanction],
  toldByNow: [
    'a sanction is not served tomorrow',
    sanctioned,
    by('nanguanDiscipline', 'tellSanction', { sanctionToldOn: '2025-04-29' }),
  ],
  appealIsInTime: [
    'an appeal is lodged within a month (监察法 art 56)',
    [...sanctioned, tellSanction],
    lodge('2025-05-29'),
  ],
  noAppealWasLodged: [
    'one appeal is enough',
    [...sanctioned, tellSanction, lodge('2025-05-10')],
    lodge('2025-05-20'),
  ],
  noAppealIsOpen: [
    'nothing is archived during an appeal',
    [...sanctioned, feedBack, tellSanction, lodge('2025-05-10')],
    { ...archive, at: by('centreArchivist', 'archive', {}, { on: '2025-05-20' }).at },
  ],
  actorIsOfMunicipalLevelOrAbove: [
    'framing is not confirmed in a county',
    framing,
    by('nanguanDecider', 'confirmFraming', { framingOpinion: '审查。' }),
  ],
  proposedUnitIsNotTiedToTheNamed: [
    'no body that is named is proposed',
    [reported, registerNaming('u:220102:discipline')],
    by('centreAssessor', 'sort', {
      rank: 'staff',
      staffOrgan: 'police',
      sortingReasons: '按管理权限。',
      proposedUnit: '220102:discipline',
    }),
  ],
  referralsGoAroundTheNamed: [
    'no crime is passed to a procuratorate that is named',
    [reported, registerNaming('u:2201:procuratorate'), ...handling.slice(2)],
    refer('2201:procuratorate'),
  ],
  theSanctionWasTold: ['nobody appeals what was not served', sanctioned, lodge('2025-04-28')],
  anAppealIsOpen: ['no appeal is decided that was not lodged', sanctioned, decideAppeal('nanguanDecider2')],
  theAppealWasDecided: [
    'nobody appeals again before the appeal is decided',
    [...sanctioned, tellSanction, lodge('2025-05-10')],
    lodgeAgain(),
  ],
  secondAppealIsInTime: [
    'the second appeal is lodged within a month of the decision (监察法 art 56)',
    appealed,
    lodgeAgain('2025-06-24'),
  ],
  noSecondAppealWasLodged: [
    'one second appeal is enough',
    [...appealed, lodgeAgain('2025-06-03')],
    lodgeAgain('2025-06-04'),
  ],
  aSecondAppealIsOpen: ['no second appeal is decided that was not lodged', appealed, decideSecondAppeal],
  noAliasYet: [
    'an alias that is there stays',
    [sealedComplainant, register],
    by('centreHead', 'giveAlias', {}),
  ],
  retentionHasEndedWhereTheGroundIsThat: [
    'nothing personal is erased before its retention has ended, where that is the ground (PIPL art 47)',
    archived,
    erase('centreArchivist', 'retentionEnded'),
  ],
  aComplainantIsSealed: [
    'there is nobody to open where nobody is sealed',
    [reported],
    by('centreIntake', 'openReporter', { openingReasons: '核实。' }),
  ],
}
/** Where whoever acts took part as well, both are said. */
const alsoRefused: Readonly<Record<string, readonly RuleOf<typeof complaint>[]>> = {
  actorIsOfMunicipalLevelOrAbove: ['actorTookNoPartBefore'],
  // Without a day of service there is none to count from either.
  theSanctionWasTold: ['appealIsInTime'],
  theAppealWasDecided: ['secondAppealIsInTime'],
}
for (const [rule, [name, past, act]] of Object.entries(cases))
  test(name, () => {
    // The keys of the table are names of rules.
    given(...past)
      .when(act)
      .thenRefused(rule as RuleOf<typeof complaint>, ...(alsoRefused[rule] ?? []))
  })

/** Where one person came to hold two posts, what they did in the one keeps them from deciding in the other. */
const bothPosts: readonly (readonly [
  RuleOf<typeof complaint>,
  string,
  readonly [Role, Role],
  readonly Act<typeof complaint>[],
  Act<typeof complaint>,
])[] = [
  [
    'actorIsNotTheSorter',
    'who sorted it does not pass it on',
    ['centreAssessor', 'centreHead'],
    [reported, register, sort()],
    approve(),
  ],
  [
    'actorIsNotOfTheTeam',
    'who handled it does not decide it',
    ['nanguanOfficer', 'nanguanDecider'],
    [...handling, submit('mistaken', 'noViolation')],
    decide('noViolation'),
  ],
  [
    'actorTookNoPartBefore',
    'who decided it does not decide the second appeal',
    ['nanguanDecider', 'changchunDecider'],
    [...appealed, lodgeAgain()],
    decideSecondAppeal,
  ],
]
for (const [rule, name, [role, postOf], past, act] of bothPosts)
  test(name, () => {
    const { org, actor } = alsoHolding(role, postOf)
    specify(complaint, { org })
      .given(...past)
      .when({ ...act, by: actor })
      .thenRefused(rule)
    given(...past)
      .when(act)
      .then({})
  })

test('no officer who is tied to somebody named handles it', () => {
  const tie = { id: recordNo(50), person: people.nanguanOfficer2, other: { name: '某甲' } }
  const org = directoryWith({
    ties: [...world.ties, { ...tie, kind: 'spouse', from: plainDate('2022-05-01') }],
  })
  const name = by('centreHead', 'name', {
    reasons: '补充',
    named: [{ key: outsiderKey('某甲'), how: 'stated' }],
  })
  const past = [reported, register, sort(), approve(), name]
  specify(complaint, { org })
    .given(...past)
    .when(accept)
    .thenRefused('nobodyOnTheTeamIsTiedToTheNamed')
  given(...past)
    .when(accept)
    .then({ state: 'handling' })
})

test('two people erase a complaint that is archived; officials it names stay kept out of what is left', () => {
  const named = `p:${people.nanguanDeputyHead}`
  const past = archived.map((act) => (act === register ? registerNaming(named) : act))
  const first = erase('centreArchivist', 'unlawful')
  given(...past)
    .when(first)
    .then({ state: 'archived' })
  given(...past, first)
    .when(erase('centreHead', 'unlawful'))
    .then({ state: 'erased', stillNamed: [{ key: named, how: 'stated' }] })
})

test('whoever asks for protection goes by an alias from registration on', () => {
  const aliased = given(sealedComplainant, { ...register, draw: 0.25 }).record
  assert.match(String(aliased?.['protectedAs']), /^化名.+\d{4}$/)
  given(reported, register)
    .when(by('centreHead', 'giveAlias', {}))
    .thenRefused({ because: 'field missing', field: 'reporter' })
})

test('only a complaint that is held to be made up goes to the body above, before anything is settled', () => {
  given(...handling, submit('fabricated', 'noViolation'))
    .when(decide('noViolation'))
    .then({ state: 'toConfirmFraming' })
  given(...handling, submit('mistaken', 'noViolation'))
    .when(decide('noViolation'))
    .then({ state: 'decided', outcome: 'noViolation' })
})

test('a body is written to when it is late and has it; a reminder is no letter, nor is there one at the registry', () => {
  const letterOn = (past: readonly Act<typeof complaint>[], rung: string): boolean => {
    const { record } = given(...past)
    const input = { supervisions: [{ rung, text: '请办理。' }] }
    // The rule looks at the record and at what is entered, at nothing else of the situation.
    return complaint.rules.aUnitIsSupervisedInWriting({ record, input } as unknown as ComplaintSituation)
  }
  assert.equal(letterOn(handling, 'handle/supervise'), true)
  assert.equal(letterOn(handling, 'supervise'), true)
  assert.equal(letterOn(handling, 'handle/remind'), false)
  assert.equal(letterOn([reported], 'register/supervise'), false)
})

test('objections and appeals may be made until after National Day', () => {
  const told = [...mistaken, { ...feedBack, at: moment('2025-09-01') }]
  const object = (on: string) => publicly('object', { objections: [{ text: '不服。' }] }, { on })
  given(...told)
    .when(object('2025-10-09'))
    .then({ state: 'reexamining' })
  given(...told)
    .when(object('2025-10-10'))
    .thenRefused('objectionIsInTime')
  const served = [
    ...sanctioned,
    by('nanguanDiscipline', 'tellSanction', { sanctionToldOn: '2025-09-05' }, { on: '2025-09-05' }),
  ]
  given(...served)
    .when(lodge('2025-10-09'))
    .then({ appealLodgedOn: '2025-10-09' })
  given(...served)
    .when(lodge('2025-10-10'))
    .thenRefused('appealIsInTime')
  given(...served)
    .when(lodge('2025-09-04'))
    .thenRefused({ because: 'time runs backwards' })
})
