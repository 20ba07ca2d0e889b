/** A petition's life as sentences of policy: the ways through, each clock with its article, each rule refusing once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Linked, RuleOf } from '#kernel/record/declaration.ts'
import { alsoHolding, people, type Role } from '#test/support/smallWorld.ts'
import { moment, recordNo, specify, type Act } from '#test/support/specify.ts'
import type { PetitionSituation } from './petition.fields.ts'
import { petition } from './petition.ts'

const { given, by, publicly } = specify(petition)

const asked = {
  source: 'portal',
  receivedOn: '2025-04-28',
  category: 'enforcement',
  title: '判决生效一年没有执行',
  claim: '请求依法执行判决。',
  content: '民事判决生效一年，申请执行后没有进展。',
  area: '220102',
  realName: true,
  contactWish: 'phone',
}
const submitted = publicly('submit', asked)
const sealedPetitioner = publicly('submit', {
  ...asked,
  reporter: { sealed: 'hpke-p256-v2', key: 'a', enc: 'b', ciphertext: 'c', bound: 'd', by: 'browser' },
  protectionRequested: true,
})
const register = by('centreIntake', 'register', { gist: '申请执行无进展', category: 'enforcement' })
const sort = (procedure: 'opinion' | 'legalProcedure') =>
  by('centreAssessor', 'sort', { procedure, sortingReasons: '依据事项性质。' })
const approve = (handlingUnit = '220102:court') =>
  by('centreHead', 'approve', { handlingUnit, instructions: '依法办理。' })
const accept = by('nanguanCourtHandler', 'accept', { acceptanceWay: 'phone', acceptanceWords: '已受理。' })
const logStep = by('nanguanCourtHandler', 'logStep', {
  steps: [{ kind: 'interview', on: '2025-04-28', what: '听取陈述。' }],
})
const draft = (result: string) =>
  by('nanguanCourtHandler', 'draftOpinion', { result, findings: '经查属实。', legalGrounds: '民事诉讼法。' })
const issue = (on?: string) =>
  by(
    'nanguanCourtHead',
    'issue',
    { feedbackWay: 'phone', feedbackWords: '已答复。' },
    on === undefined ? {} : { on },
  )
const handled = (procedure: 'opinion' | 'legalProcedure'): Act<typeof petition>[] => [
  submitted,
  register,
  sort(procedure),
  approve(),
  accept,
  logStep,
]
const answered = [...handled('opinion'), draft('notSupported'), issue()]
const requestReview = (on = '2025-05-06') =>
  publicly('requestReview', { objections: [{ text: '不服。' }] }, { on })
const decideReview = (role: Role, on = '2025-05-20') =>
  by(role, 'decideReview', { reviewResult: 'upheld', reviewOpinion: '维持。' }, { on })
const reviewed = [...answered, requestReview(), decideReview('changchunCourtHead')]
const requestSecond = publicly(
  'requestSecondReview',
  { objections: [{ text: '仍不服。' }] },
  { on: '2025-06-03' },
)
const archived = [
  ...answered,
  by('centreArchivist', 'archive', { archiveBox: '2025-1' }, { on: '2025-07-01' }),
]
const erase = (role: Role, erasureGround: string, on = '2025-07-02') =>
  by(role, 'erase', { erasureGround, reasons: '依法。' }, { on })
const inSecondReview = [...reviewed, requestSecond]
const decideSecond = (on = '2025-06-20') =>
  by(
    'provinceCourtHead',
    'decideSecondReview',
    { secondReviewResult: 'upheld', secondReviewOpinion: '维持。' },
    { on },
  )
const ended = [...inSecondReview, decideSecond()]
const other = (more: Partial<Linked>): Linked => ({
  ...{
    type: 'petition',
    id: recordNo(7),
    link: 'earlier',
    direction: 'from',
    state: 'handling',
    closed: false,
    told: {},
  },
  ...more,
})
const repeated = (linked: Linked) => [
  by(
    'centreAssessor',
    'declareRepeated',
    { reasons: '同一事项。', earlier: recordNo(7), feedbackWords: '已在办理。' },
    { linked: [linked] },
  ),
  by(
    'centreHead',
    'declareRepeated',
    { reasons: '同一事项。', earlier: recordNo(7), feedbackWords: '已在办理。' },
    { linked: [linked] },
  ),
]

test('what a legal procedure settles goes into it, and is answered with the remedies of the law', () => {
  given(...handled('legalProcedure'), draft('imported'))
    .when(issue())
    .then({ state: 'answered', outcome: 'imported', remedies: ['procedureOfLaw', 'procuratorate'] })
})

test('an opinion tells of the review, a review of the second one, and after that the matter is ended', () => {
  assert.partialDeepStrictEqual(given(...answered).record, { remedies: ['review'] })
  assert.partialDeepStrictEqual(given(...answered, requestReview()).record, { reviewUnit: '2201:court' })
  assert.partialDeepStrictEqual(given(...reviewed).record, { remedies: ['secondReview'] })
  assert.partialDeepStrictEqual(given(...inSecondReview).record, { secondReviewUnit: '22:court' })
  assert.partialDeepStrictEqual(given(...ended).record, { state: 'ended', remedies: ['ended'] })
})

test('two people erase a petition that is archived; one signature erases nothing', () => {
  const first = erase('centreArchivist', 'courtOrder')
  given(...archived)
    .when(first)
    .then({ state: 'archived' })
  given(...archived, first)
    .when(erase('centreHead', 'courtOrder'))
    .then({ state: 'erased', erasedOn: '2025-07-02' })
  given(...answered)
    .when(first)
    .thenRefused('not from this state')
})

test('whoever asks for protection goes by an alias from registration on; others are given one by the director', () => {
  const aliased = given(sealedPetitioner, { ...register, draw: 0.25 }).record
  assert.match(String(aliased?.['protectedAs']), /^化名.+\d{4}$/)
  const { protectionRequested, ...unasked } = sealedPetitioner.input
  assert.equal(protectionRequested, true)
  const plain = given({ ...sealedPetitioner, input: unasked }, register)
  assert.equal(plain.record?.['protectedAs'], undefined)
  plain.when({ ...by('centreHead', 'giveAlias', {}), draw: 0 }).then({ protectedAs: '化名松江0000' })
})

test('what was ended opens again on a legal ground only', () => {
  const reopen = (reopeningGround: string) =>
    by('centreHead', 'reopen', { reopeningGround, reasons: '申请。' }, { on: '2025-07-01' })
  given(...ended)
    .when(reopen('newFacts'))
    .thenRefused('groundIsStrongEnough')
  given(...ended)
    .when(reopen('newEvidence'))
    .then({ state: 'toSort' })
  given(...answered)
    .when(reopen('newFacts'))
    .then({ state: 'toSort' })
})

test('the same matter under way is not taken twice, and one that was ended is not taken again', () => {
  const before = [submitted, register, sort('opinion')].slice(0, 2)
  const [first, second] = repeated(other({}))
  assert.ok(first && second)
  given(...before, first)
    .when(second)
    .then({ state: 'told', outcome: 'repeated' })
  const [one, two] = repeated(other({ state: 'ended', closed: true }))
  assert.ok(one && two)
  given(...before, one)
    .when(two)
    .then({ state: 'told', outcome: 'endedBefore' })
})

test('an accusation is handed to discipline inspection as a complaint of its own, the petitioner sealed as before', () => {
  const decision = given(submitted, register).when(
    by('centreHead', 'handToDiscipline', { reasons: '检举控告。', feedbackWords: '已转纪检监察机关。' }),
  )
  decision.then({ state: 'told', outcome: 'handedToDiscipline' })
})

test('an official held to be partial is kept out, and so is everybody of their unit', () => {
  const told = publicly('submit', {
    ...asked,
    reportedPersons: [{ name: '法信长', unitName: '南关区人民法院' }],
  })
  given(told, register, sort('opinion')).when(approve()).thenRefused('handlingUnitIsNotTiedToTheNamed')
  given(told, register, sort('opinion')).when(approve('2201:court')).then({ state: 'passedOn' })
})

test('the organ concerned is not kept out: it may be the one that can put it right', () => {
  const told = publicly('submit', { ...asked, concernedOrgan: '南关区人民法院' })
  given(told, register, sort('opinion')).when(approve()).then({ state: 'passedOn' })
})

// Regulations on Petitions, and what is assumed [ASM]. Acts on 28 April 2025 unless told; 1 to 5 May are holidays, and an
// end on a Sunday moves to Monday.
const clocks: readonly (readonly [
  string,
  readonly Act<typeof petition>[],
  Readonly<Record<string, string>>,
])[] = [
  ['art 22: registered, sorted and passed on within 15 days', [submitted], { sort: '2025-05-13' }],
  [
    'art 23: told within 15 days; not ours within 5 working days',
    [submitted, register, sort('opinion'), approve()],
    { accept: '2025-05-13', objectNotOurs: '2025-05-08' },
  ],
  ['art 34: settled within 60 days', handled('opinion'), { handle: '2025-06-27' }],
  [
    'art 34: at most 30 days more',
    [
      ...handled('opinion'),
      by('nanguanCourtHead', 'extend', { extensionTerm: '30d', extensionReasons: '情况复杂。' }),
    ],
    { handle: '2025-07-28' },
  ],
  ['art 35: reviewed within 30 days', [...answered, requestReview()], { review: '2025-06-05' }],
  ['art 36: reviewed again within 30 days', inSecondReview, { secondReview: '2025-07-03' }],
  [
    'art 36: the time of a hearing does not count',
    [
      ...inSecondReview,
      by('provinceCourtHead', 'callHearing', { reasons: '重大复杂。' }, { on: '2025-06-10' }),
      by(
        'provinceCourtHead',
        'closeHearing',
        { hearings: [{ on: '2025-06-20', what: '听证。' }] },
        { on: '2025-06-20' },
      ),
    ],
    { secondReview: '2025-07-14' },
  ],
  ['[ASM]: archived within 60 days', answered, { archive: '2025-06-27' }],
]
for (const [name, past, due] of clocks)
  test(name, () => {
    given(...past).isDue(due)
  })

type Case = readonly [string, readonly Act<typeof petition>[], Act<typeof petition>]
/** Each rule, and a case in which it alone refuses. */
const cases: Readonly<Partial<Record<RuleOf<typeof petition>, Case>>> = {
  receivedByNow: [
    'nothing was received tomorrow',
    [],
    by('centreIntake', 'enter', { ...asked, source: 'letter', receivedOn: '2025-04-29' }),
  ],
  representativesAreFewEnough: [
    'of many who come together at most five represent all (art 20)',
    [],
    by('centreIntake', 'enter', { ...asked, source: 'visit', joint: true, representatives: 6 }),
  ],
  everyProposedEarlierPetitionIsJudged: [
    'an earlier petition that is shown is judged first',
    [submitted],
    { ...register, similar: [recordNo(7)] },
  ],
  proposedUnitIsNotTiedToTheNamed: [
    'no unit that is named is proposed',
    [
      submitted,
      { ...register, input: { ...register.input, named: [{ key: 'u:220102:court', how: 'stated' }] } },
    ],
    by('centreAssessor', 'sort', {
      procedure: 'opinion',
      sortingReasons: '甄别。',
      proposedUnit: '220102:court',
    }),
  ],
  handlingUnitIsNotTiedToTheNamed: [
    'no unit that is named handles it',
    [
      submitted,
      { ...register, input: { ...register.input, named: [{ key: 'u:220102:court', how: 'stated' }] } },
      sort('opinion'),
    ],
    approve(),
  ],
  handlingUnitIsCompetent: [
    'the police do not handle the enforcement of a judgment',
    [submitted, register, sort('opinion')],
    approve('220102:police'),
  ],
  earlierIsAnotherPetition: [
    'a petition that is not known repeats nothing',
    [submitted, register],
    by(
      'centreAssessor',
      'declareRepeated',
      { reasons: '同一事项。', earlier: recordNo(8), feedbackWords: '已在办理。' },
      { linked: [{ ...other({ id: recordNo(8), type: 'clue' }) }] },
    ),
  ],
  earlierIsUnderWayOrEnded: [
    'an answer that can still be reviewed is no reason to turn anybody away',
    [submitted, register],
    by(
      'centreAssessor',
      'declareRepeated',
      { reasons: '同一事项。', earlier: recordNo(7), feedbackWords: '已答复。' },
      { linked: [other({ state: 'answered', closed: true })] },
    ),
  ],
  extensionsAreNotUsedUp: [
    'it is extended once (art 34)',
    [
      ...handled('opinion'),
      by('nanguanCourtHead', 'extend', { extensionTerm: '15d', extensionReasons: '情况复杂。' }),
    ],
    by('nanguanCourtHead', 'extend', { extensionTerm: '15d', extensionReasons: '情况复杂。' }),
  ],
  aStepWasLogged: [
    'nobody answers what they have not looked at',
    handled('opinion').slice(0, -1),
    draft('supported'),
  ],
  resultFitsTheProcedure: ['an opinion does not import anything', handled('opinion'), draft('imported')],
  namedPetitionerIsAnsweredInPerson: [
    'a petitioner who gave a name is answered in person',
    [...handled('opinion'), draft('supported')],
    by('nanguanCourtHead', 'issue', { feedbackWay: 'code', feedbackWords: '已答复。' }),
  ],
  anOpinionWasIssued: [
    'what went into a legal procedure has the remedies of that procedure',
    [...handled('legalProcedure'), draft('imported'), issue()],
    requestReview(),
  ],
  requestIsInTime: ['a review is asked for within 30 days (art 35)', answered, requestReview('2025-05-29')],
  noHearingIsUnderWay: [
    'nothing is decided during a hearing',
    [
      ...inSecondReview,
      by('provinceCourtHead', 'callHearing', { reasons: '重大复杂。' }, { on: '2025-06-10' }),
    ],
    decideSecond(),
  ],
  aHearingIsUnderWay: [
    'no hearing ends that did not begin',
    inSecondReview,
    by(
      'provinceCourtHead',
      'closeHearing',
      { hearings: [{ on: '2025-06-20', what: '听证。' }] },
      { on: '2025-06-20' },
    ),
  ],
  groundIsStrongEnough: [
    'what was ended is not opened by new reasons alone (art 36)',
    ended,
    by('centreHead', 'reopen', { reopeningGround: 'newFacts', reasons: '申请。' }, { on: '2025-07-01' }),
  ],
  timeForReviewHasPassed: [
    'nothing is archived while a review can be asked for',
    answered,
    by('centreArchivist', 'archive', { archiveBox: '2025-1' }, { on: '2025-05-20' }),
  ],
  noAliasYet: [
    'an alias that is there stays',
    [sealedPetitioner, register],
    by('centreHead', 'giveAlias', {}),
  ],
  retentionHasEndedWhereTheGroundIsThat: [
    'nothing personal is erased before its retention has ended, where that is the ground (PIPL art 47)',
    archived,
    erase('centreArchivist', 'retentionEnded'),
  ],
  aPetitionerIsSealed: [
    'there is nobody to open where nobody is sealed',
    [submitted],
    by('centreIntake', 'openReporter', { openingReasons: '核实。' }),
  ],
}
for (const [rule, [name, past, act]] of Object.entries(cases))
  test(name, () => {
    // The keys of the table are names of rules.
    given(...past)
      .when(act)
      .thenRefused(rule as RuleOf<typeof petition>)
  })

/** Where one person came to hold two posts, what they did in the one keeps them from deciding in the other. */
const bothPosts: readonly (readonly [
  RuleOf<typeof petition>,
  string,
  readonly [Role, Role],
  readonly Act<typeof petition>[],
  Act<typeof petition>,
])[] = [
  [
    'actorIsNotTheSorter',
    'who sorted it does not pass it on',
    ['centreAssessor', 'centreHead'],
    [submitted, register, sort('opinion')],
    approve(),
  ],
  [
    'actorIsNotTheHandler',
    'who handled it does not issue the opinion',
    ['nanguanCourtHandler', 'nanguanCourtHead'],
    [...handled('opinion'), draft('notSupported')],
    issue(),
  ],
  [
    'actorTookNoPartBefore',
    'who issued the opinion does not review it',
    ['nanguanCourtHead', 'changchunCourtHead'],
    [...answered, requestReview()],
    decideReview('changchunCourtHead'),
  ],
]
for (const [rule, name, [role, postOf], past, act] of bothPosts)
  test(name, () => {
    const { org, actor } = alsoHolding(role, postOf)
    specify(petition, { org })
      .given(...past)
      .when({ ...act, by: actor })
      .thenRefused(rule)
    given(...past)
      .when(act)
      .then({})
  })

test('an organ is written to when it is late and has it; a reminder is no letter, nor is there one at the registry', () => {
  const letterOn = (past: readonly Act<typeof petition>[], rung: string): boolean => {
    const { record } = given(...past)
    const input = { supervisions: [{ rung, text: '请办理。' }] }
    // The rule looks at the record and at what is entered, at nothing else of the situation.
    return petition.rules.aUnitIsSupervisedInWriting({ record, input } as unknown as PetitionSituation)
  }
  assert.equal(letterOn(handled('opinion'), 'handle/supervise'), true)
  assert.equal(letterOn(handled('opinion'), 'supervise'), true)
  assert.equal(letterOn(handled('opinion'), 'handle/remind'), false)
  assert.equal(letterOn([submitted], 'sort/supervise'), false)
})

test('nobody asks whether a petitioner may be acted against: no action, field or role does', () => {
  const names = [...Object.keys(petition.actions), ...Object.keys(petition.fields)].join(' ')
  assert.doesNotMatch(names, /punish|detain|warn|restrict|blacklist|control|score|risk/i)
})

test('the leader of the place sees progress and decides nothing', () => {
  const mayAct = Object.values(petition.actions).flatMap((action) => [action.by].flat())
  assert.ok(!mayAct.some((role: string) => role === 'leader' || role === 'auditor'))
  assert.ok(people.nanguanLeader)
})

/** Told on a day, the last day to ask, the first that is late. */
const overHolidays = [
  ['2025-09-01', '2025-10-09', '2025-10-10', 'National Day'],
  ['2026-01-16', '2026-02-24', '2026-02-25', 'Spring Festival'],
] as const
for (const [told, last, late, holiday] of overHolidays)
  test(`told on ${told}, review and second review may be asked for until after ${holiday}, and nothing is archived before`, () => {
    const issued = [...handled('opinion'), draft('notSupported'), issue(told)]
    const archive = (on: string) => by('centreArchivist', 'archive', { archiveBox: '1' }, { on })
    given(...issued)
      .when(requestReview(last))
      .then({ reviewUnit: '2201:court' })
    given(...issued)
      .when(requestReview(late))
      .thenRefused('requestIsInTime')
    given(...issued)
      .when(archive(last))
      .thenRefused('timeForReviewHasPassed')
    given(...issued)
      .when(archive(late))
      .then({ state: 'archived' })
    const reviewedThen = [...answered, requestReview(), decideReview('changchunCourtHead', told)]
    given(...reviewedThen)
      .when({ ...requestSecond, at: moment(last) })
      .then({ secondReviewUnit: '22:court' })
    given(...reviewedThen)
      .when({ ...requestSecond, at: moment(late) })
      .thenRefused('requestIsInTime')
  })
