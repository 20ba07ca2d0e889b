import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleOf } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import {
  another,
  approve,
  approveVerification,
  archive,
  assess,
  by,
  chuanying,
  draw,
  entered,
  feedBack,
  inPlaceOf,
  logStep,
  contact,
  merge,
  nanguan,
  orderRecheck,
  recordDisposal,
  bySystem,
  publicly,
  register,
  report,
  sign,
  signAll,
  signFor,
  step,
  submit,
  told,
  undertake,
  untilAnswered,
  untilApproved,
  untilClosed,
  untilSubmitted,
  untilVerifying,
} from '#test/support/clueActs.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { moment, recordNo, specify, type Act } from '#test/support/specify.ts'
import { clue } from './clue.ts'

const { given } = specify(clue)
type Case = readonly [sentence: string, past: readonly Act<typeof clue>[], act: Act<typeof clue>]

const askRecusal = (whose: Role, whoAsks: string) =>
  by('nanguanChief', 'askRecusal', {
    recusals: [{ whose: people[whose], whoAsks, grounds: 'interest', facts: '其妻弟承包了该标段。' }],
  })
const recusalOf = (whose: Role): Act<typeof clue> => ({
  ...by('nanguanPoliceHead', 'noteRecusal', { recused: [people[whose]] }),
  via: { type: 'recusal', record: recordNo(8) },
})
const askExtension = (extensionTerm: string) =>
  by('nanguanVerifier', 'askExtension', { extensionTerm, extensionReasons: '证人在外地。' })
const grantExtension = (extensionTerm: string) =>
  by('centreHead', 'grantExtension', { extensionOpinion: '同意。', extensionTerm })
const protectedReport = publicly('report', {
  ...told,
  source: 'portal',
  protectionRequested: true,
  reporter: { sealed: 'hpke-p256-v2', key: 'a', enc: 'b', ciphertext: 'c', bound: 'd', by: 'browser' },
})
const codeTold = bySystem('noteCodePresented', {
  codeChecks: [{ askedBy: people.centreIntake, fits: false }],
})
const sunBo = `p:${people.nanguanDeputyHead}`

/** Each rule, and a case in which it alone refuses. */
const proposeOutside = by('centreAssessor', 'proposeOutside', {
  outsideOrgan: '辽宁省扫黑除恶斗争领导小组办公室',
  outsideReasons: '犯罪地和行为人居住地均在辽宁。',
})

const cases: Readonly<Partial<Record<RuleOf<typeof clue>, Case>>> = {
  receivedByNow: [
    'nobody enters a letter that arrives tomorrow',
    [],
    by('centreIntake', 'enter', { ...told, receivedOn: '2025-04-29' }),
  ],
  everyProposedEarlierReportIsJudged: [
    'nobody registers without a word on each earlier report that was found',
    [entered],
    { ...register(), similar: [recordNo(7)] },
  ],
  retentionHasEndedWhereTheGroundIsThat: [
    'nobody erases a clue before its retention has ended, where that is the ground',
    [...untilAnswered(nanguan), draw(0.9), archive],
    by('centreArchivist', 'erase', { erasureGround: 'retentionEnded', reasons: '保存期满' }),
  ],
  noAliasYet: [
    'an alias that is there stays',
    [protectedReport, register()],
    by('centreHead', 'giveAlias', {}),
  ],
  onlyMatchedNamesAreCleared: [
    'a name that an official stated is not cleared away',
    [entered, register('u:220102:police')],
    by('centreIntake', 'clearName', { cleared: [{ key: 'u:220102:police', reasons: '无关' }] }),
  ],
  actorIsNotTheAssessor: [
    'nobody confirms the grade they gave',
    [entered, register(), assess('A')],
    by('centreAssessor', 'confirmGrade', { reasons: '同意' }),
  ],
  headIsAnotherClueThatIsNotMerged: [
    'a clue is not merged into one that was merged itself',
    [entered, register()],
    merge(another({ state: 'merged' })),
  ],
  noClueIsMergedIntoThis: [
    'a clue that others were merged into is not merged itself',
    [entered, register()],
    {
      ...merge(another({})),
      linked: [another({}), another({ id: recordNo(8), direction: 'to', state: 'merged' })],
    },
  ],
  proposedUnitIsNotTiedToTheNamed: [
    'nobody proposes the unit that is named',
    [entered, register('u:220102:police')],
    assess('B', { proposedUnit: '220102:police' }),
  ],
  verifyingUnitIsNotTiedToTheNamed: [
    'no clue goes to the unit of somebody it names',
    [entered, register(sunBo), assess('B')],
    approve('220102:police'),
  ],
  verifyingUnitMayVerifyThisGrade: [
    'a trade regulator does not verify a clue of grade B',
    [entered, register(), assess('B')],
    approve('220102:marketRegulation'),
  ],
  noUnitOfTheProvinceIsFree: [
    'nothing is handed up while a unit of the province is free',
    [entered, register(), assess('B')],
    by('centreHead', 'handUp', { reasons: '无法回避' }),
  ],
  teamHasEnoughOfficers: [
    'one officer is no team, not even counted twice',
    untilApproved(nanguan),
    by('nanguanVerifier', 'signFor', { team: [people.nanguanVerifier, people.nanguanVerifier] }),
  ],
  teamServesInTheVerifyingUnit: [
    'officers of another unit are no team',
    untilApproved(nanguan),
    by('nanguanVerifier', 'signFor', { team: [people.nanguanVerifier, people.chaoyangVerifier] }),
  ],
  nobodyOnTheTeamIsTiedToTheNamed: [
    'the brother of the person named is not on the team',
    [
      ...untilApproved(chuanying),
      by('centreHead', 'name', { reasons: '补充', named: [{ key: sunBo, how: 'stated' }] }),
    ],
    signFor(chuanying),
  ],
  nobodyOnTheTeamIsRecused: [
    'who is recused does not come back onto the team',
    [...untilVerifying(nanguan), recusalOf('nanguanVerifier')],
    by('nanguanChief', 'changeTeam', { team: nanguan.team.map((role) => people[role]), reasons: '人手不足' }),
  ],
  whoRecusesThemselvesIsTheActor: [
    'nobody speaks for another who would recuse themselves',
    untilVerifying(nanguan),
    askRecusal('nanguanVerifier2', 'self'),
  ],
  recusalIsNotAskedYet: [
    'who is recused already is not asked about again',
    [...untilVerifying(nanguan), recusalOf('nanguanVerifier')],
    askRecusal('nanguanVerifier', 'party'),
  ],
  stepIsAllowedBeforeFiling: [
    'no enquiry into property without approval',
    untilVerifying(nanguan),
    by('nanguanVerifier', 'logStep', step('propertyEnquiry', nanguan.team)),
  ],
  areaIsSaid: [
    'nobody grades a clue of which nobody said where',
    [by('centreIntake', 'enter', { ...told, area: undefined }), register()],
    assess('B'),
  ],
  focusIsSaid: [
    'nobody grades a clue without saying what kind of offence it is about',
    [by('centreIntake', 'enter', { ...told, focus: undefined }), register()],
    assess('B'),
  ],
  undertakingIsNotGivenYet: [
    'secrecy is undertaken once',
    untilVerifying(nanguan),
    by('nanguanVerifier', 'undertakeSecrecy'),
  ],
  officersUndertookSecrecy: [
    'no step by an officer who did not undertake secrecy',
    [
      ...untilApproved(nanguan),
      signFor(nanguan),
      ...undertake(nanguan).slice(0, 1),
      approveVerification(nanguan),
    ],
    logStep(nanguan),
  ],
  teamMemberUndertookSecrecy: [
    'nobody of the team speaks with the reporter before undertaking secrecy',
    [...untilApproved(nanguan), signFor(nanguan)],
    contact(nanguan),
  ],
  planIsThere: [
    'no plan, no approval',
    [...untilApproved(nanguan), signFor(nanguan)],
    by('nanguanChief', 'approveVerification'),
  ],
  verificationIsNotApprovedYet: [
    'a verification is approved once',
    untilVerifying(nanguan),
    approveVerification(nanguan),
  ],
  verificationIsApproved: [
    'no step before the head of the handling department approved the verification',
    [...untilApproved(nanguan), signFor(nanguan), ...undertake(nanguan)],
    logStep(nanguan),
  ],
  actorIsNotOnTheTeam: [
    'a chief on the team does not approve its verification',
    [...untilApproved(nanguan), signFor(nanguan)],
    inPlaceOf('nanguanChief', 'nanguanVerifier')('approveVerification', { plan: '走访。' }),
  ],
  disposedByNow: [
    'a decision of tomorrow closes nothing',
    [...untilSubmitted(nanguan), ...signAll(nanguan)],
    by('nanguanVerifier', 'recordDisposal', { disposalDocument: '公刑立字1号', disposedOn: '2025-04-29' }),
  ],
  twoOfficersTookPart: [
    'one officer alone takes no step',
    untilVerifying(nanguan),
    by('nanguanVerifier', 'logStep', step('questioning', ['nanguanVerifier'])),
  ],
  somethingIsSealed: [
    'nobody opens who reported when nobody left a name',
    untilVerifying(nanguan),
    by('nanguanVerifier', 'openReporter', { openingReasons: '需要联系举报人核实细节。' }),
  ],
  extensionsAreNotUsedUp: [
    'a verification is extended once',
    [...untilVerifying(nanguan), askExtension('15d'), grantExtension('15d')],
    askExtension('15d'),
  ],
  extensionIsNotLongerThanAsked: [
    'nobody grants more than was asked',
    [...untilVerifying(nanguan), askExtension('15d')],
    grantExtension('30d'),
  ],
  actorIsAboveTheVerifyingUnit: [
    'the office beside the verifying unit does not extend its time',
    [...untilVerifying(nanguan), askExtension('15d')],
    by('nanguanOfficeHead', 'grantExtension', { extensionOpinion: '同意。', extensionTerm: '15d' }),
  ],
  aStepWasLogged: [
    'a report without a step is no report',
    [...untilVerifying(nanguan), contact(nanguan)],
    submit(nanguan, 'evil'),
  ],
  crimeIsFiledOrTransferred: [
    'a crime that was found is filed or passed on',
    [...untilVerifying(nanguan), logStep(nanguan), contact(nanguan)],
    by('nanguanVerifier', 'submitReport', { ...report.evil, proposal: 'nothing' }),
  ],
  transferNamesItsReceiver: [
    'a transfer says to whom',
    [...untilVerifying(nanguan), logStep(nanguan), contact(nanguan)],
    by('nanguanVerifier', 'submitReport', { ...report.evil, proposal: 'transfer' }),
  ],
  reachableReporterWasContacted: [
    'a reporter who gave a name is heard before the report is written',
    [...untilVerifying(nanguan), logStep(nanguan)],
    submit(nanguan, 'evil'),
  ],
  actorDidNotWriteTheReport: [
    'a chief does not sign a report they wrote',
    untilSubmitted(nanguan),
    inPlaceOf('nanguanChief', 'nanguanVerifier')('sign', { opinion: '同意' }),
  ],
  actorIsOfAnotherUnitThanVerified: [
    'a reviewer of the unit that verified does not confirm its result',
    [...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan)],
    by('nanguanReviewer', 'confirmResult', { reviewOpinion: '同意' }),
  ],
  actorTookNoPartBefore: [
    'nobody confirms a result they signed',
    [...untilSubmitted(nanguan, 'nothing'), ...signAll(nanguan)],
    inPlaceOf('changchunReviewer', 'nanguanChief')('confirmResult', { reviewOpinion: '同意' }),
  ],
  reachableReporterIsAnsweredInPerson: [
    'a reporter who gave a name is not answered by the query page alone',
    untilClosed(nanguan),
    by('centreIntake', 'feedBack', { feedbackWay: 'code', feedbackWords: '已依法立案侦查' }),
  ],
  receivedOutsideSinceItWasSent: [
    'nobody outside received it before it was sent',
    [entered, register(), proposeOutside, by('centreHead', 'sendOutside')],
    by('centreIntake', 'noteOutsideReceipt', { outsideReceipt: '1', outsideReceivedOn: '2025-04-27' }),
  ],
  theReportWasNotTrue: [
    'nobody is cleared of what was found true',
    untilClosed(nanguan),
    by('centreHead', 'clear', { clearingWay: 'letter', clearingWords: '经核查，反映不实。' }),
  ],
  answerIsNotTooShort: [
    'signs that say nothing are no answer',
    untilClosed(nanguan),
    by('centreIntake', 'feedBack', { feedbackWay: 'phone', feedbackWords: '已办结。……！！！' }),
  ],
  codesAreNotGuessed: [
    'a sixth anonymous code on one day is not compared',
    [protectedReport, ...Array.from({ length: 5 }, () => codeTold)],
    codeTold,
  ],
  somethingNewWasTold: [
    'there is nothing to leave closed where nothing new was told',
    untilAnswered(nanguan),
    by('centreHead', 'leaveClosed', { reasons: '没有新的事实。' }),
  ],
  mergedReportersAreAnsweredToo: [
    'the reporters of merged clues are not left without an answer',
    untilClosed(nanguan),
    { ...feedBack, linked: [another({ id: recordNo(8), direction: 'to', state: 'closed', closed: true })] },
  ],
  objectionIsInTime: [
    'an objection after 31 days is late',
    untilAnswered(nanguan),
    publicly('object', { objections: [{ text: '不同意' }] }, { on: '2025-05-29' }),
  ],
  reporterSpeaksOncePerAnswer: [
    'a reporter says once what they think of an answer',
    [
      ...untilAnswered(nanguan),
      publicly('returnVisit', { returnVisits: [{ satisfaction: 'fair' }] }, { on: '2025-04-28' }),
    ],
    publicly('returnVisit', { returnVisits: [{ satisfaction: 'satisfied' }] }, { on: '2025-04-28' }),
  ],
  sampleIsNotDrawnYet: ['the sample is drawn once', [...untilAnswered(nanguan), draw(0.9)], draw(0.1)],
  theSampleFellOnIt: [
    'nothing is rechecked that the sample did not fall on',
    [...untilAnswered(nanguan), draw(0.9)],
    orderRecheck,
  ],
  recheckUnitIsAnother: [
    'the unit that verified does not recheck',
    [...untilAnswered(nanguan), draw(0.1)],
    by('centreSampler', 'orderRecheck', { recheckUnit: '220102:police' }),
  ],
  recheckUnitIsNotTiedToTheNamed: [
    'a unit that is named does not recheck',
    [
      ...untilVerifying(nanguan, 'u:220204:police'),
      logStep(nanguan),
      contact(nanguan),
      submit(nanguan, 'evil'),
      ...signAll(nanguan),
      recordDisposal(nanguan),
      feedBack,
      draw(0.1),
    ],
    orderRecheck,
  ],
  sampleIsDrawnAndRechecked: [
    'nothing is archived before the sample is drawn',
    untilAnswered(nanguan),
    archive,
  ],
  notOnePersonAlone: [
    'nobody archives what they alone registered',
    [entered, register(), merge(another({ state: 'closed', closed: true })), feedBack, draw(0.1)],
    inPlaceOf('centreArchivist', 'centreIntake')('archive', { archiveBox: '1' }),
  ],
  partsGoToUnitsThatTakeThem: [
    'a part about an umbrella does not go to a trade regulator',
    [entered, register(), assess('B')],
    by('centreHead', 'splitOff', {
      parts: [{ kind: 'umbrella', to: '220102:marketRegulation', text: '涉嫌包庇' }],
    }),
  ],
  partsGoAroundTheNamed: [
    'a part does not go to the unit it is about',
    [entered, register('u:220102:marketRegulation'), assess('B')],
    by('centreHead', 'splitOff', {
      parts: [{ kind: 'industry', to: '220102:marketRegulation', text: '监管缺位' }],
    }),
  ],
}

for (const [rule, [sentence, past, act]] of Object.entries(cases))
  test(sentence, () => {
    // The keys of the table are rules.
    given(...past)
      .when(act)
      .thenRefused(rule as RuleOf<typeof clue>)
  })

test('every rule that an action is provided with has a case above', () => {
  const provided = new Set(
    Object.values(clue.actions).flatMap((action) =>
      'provided' in action ? listOf<string>(action.provided) : [],
    ),
  )
  assert.deepEqual(Object.keys(cases).toSorted(), [...provided].toSorted())
})

test('once property enquiries are approved, one may be logged', () => {
  given(
    ...untilVerifying(nanguan),
    by('nanguanPoliceHead', 'approvePropertyEnquiry', { reasons: '需要查账' }),
  )
    .when(by('nanguanVerifier', 'logStep', step('propertyEnquiry', nanguan.team)))
    .then({ state: 'verifying' })
})

test('an objection on the thirtieth day is in time', () => {
  given(...untilAnswered(nanguan))
    .when(publicly('object', { objections: [{ text: '不同意' }] }, { on: '2025-05-28' }))
    .then({ state: 'reexamining' })
})

test('a chief of another unit does not sign', () => {
  given(...untilSubmitted(nanguan))
    .when(sign('chaoyangChief'))
    .thenRefused('role may not', {
      because: 'not your turn to sign',
      action: 'sign',
    })
})

test('whoever asks for protection goes by an alias from registration on, and others do not', () => {
  const after = (...acts: readonly Act<typeof clue>[]) => given(...acts, { ...register(), draw: 0.42 }).record
  assert.match(String(after(protectedReport)?.['protectedAs']), /^化名\p{Script=Han}{2}\d{4}$/u)
  assert.equal(after(entered)?.['protectedAs'], undefined)
})

test('two people erase an archived clue: by order of a court at once, after the retention period for that ground', () => {
  const archived = [...untilAnswered(nanguan), draw(0.9), archive]
  const erase = (role: 'centreArchivist' | 'centreHead', erasureGround: string, on?: string) =>
    by(role, 'erase', { erasureGround, reasons: '依法销毁' }, on === undefined ? {} : { on })
  given(...archived, erase('centreArchivist', 'courtOrder'))
    .when(erase('centreHead', 'courtOrder'))
    .then({ state: 'erased', erasureGround: 'courtOrder' })
  given(...archived)
    .when(erase('centreArchivist', 'courtOrder'))
    .then({ state: 'archived' })
  given(...archived, erase('centreArchivist', 'courtOrder'))
    .when(erase('centreArchivist', 'courtOrder'))
    .thenRefused({ because: 'signed already', action: 'erase' })
  given(...archived, erase('centreArchivist', 'retentionEnded', '2040-04-28'))
    .when(erase('centreHead', 'retentionEnded', '2040-04-29'))
    .then({ state: 'erased', erasedOn: '2040-04-29' })
})

/** Told on a day, the last day to ask, the first that is late. */
const overHolidays = [
  ['2025-09-01', '2025-10-09', '2025-10-10', 'National Day'],
  ['2026-01-16', '2026-02-24', '2026-02-25', 'Spring Festival'],
] as const
for (const [told, last, late, holiday] of overHolidays)
  test(`answered on ${told}, the reporter may object until after ${holiday}`, () => {
    const past = [...untilClosed(nanguan), { ...feedBack, at: moment(told) }]
    const object = (on: string) => publicly('object', { objections: [{ text: '不同意' }] }, { on })
    given(...past)
      .when(object(last))
      .then({ state: 'reexamining' })
    given(...past)
      .when(object(late))
      .thenRefused('objectionIsInTime')
  })

test('a crime outside the province goes there within a day, by two persons, and its receipt leads to the answer', () => {
  const proposed = [entered, register(), proposeOutside]
  const send = by('centreHead', 'sendOutside')
  assert.equal(given(...proposed).clock('sendOutside')?.ledger.due, '2025-04-29T01:00:00.000Z')
  given(...proposed)
    .when(inPlaceOf('centreHead', 'centreAssessor')('sendOutside'))
    .thenRefused('actorIsNotTheAssessor')
  given(...proposed)
    .when(by('centreHead', 'declineOutside', { reasons: '主要行为地在本省。' }))
    .then({ state: 'toAssess', outsideOrgan: undefined })
  const sent = [...proposed, send]
  given(...sent).isDue({ outsideReceipt: '2025-05-15' })
  const receipt = { outsideReceipt: '辽公扫黑收〔2025〕3号', outsideReceivedOn: '2025-04-30' }
  const received = by('centreIntake', 'noteOutsideReceipt', receipt, { on: '2025-05-06' })
  given(...sent, received).isDue({ feedBack: '2025-05-07' })
  given(...sent)
    .when(received)
    .then({ state: 'closed', outcome: 'transferred' })
  given(...sent, received)
    .when({ ...feedBack, at: moment('2025-05-07') })
    .then({ state: 'answered' })
  given(...sent)
    .when(by('centreIntake', 'noteOutsideReturn', { reasons: '对方认为应由吉林管辖。' }))
    .then({ state: 'toAssess', outsideOrgan: undefined })
})
