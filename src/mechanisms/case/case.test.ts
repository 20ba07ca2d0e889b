/** What must be so of cases, as sentences. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addEvidence,
  addPersons,
  by,
  checksOf,
  child,
  file,
  given,
  open,
  pronounce,
  prosecute,
  reasons,
  resubmit,
  review,
  send,
  staff,
  supplement,
  team,
  untilFiled,
  untilJudged,
  untilProsecuting,
  untilTrial,
  viewBy,
  type CaseAct,
} from '#test/support/caseActs.ts'
import { moment, recordNo, theRecord } from '#test/support/specify.ts'

test('a case goes from filing to archive, each gate reviewed from outside the team', () => {
  const later = { on: '2025-05-20' }
  const enforcing = given(
    ...untilJudged,
    by('nanguanJudge', 'takeEffect', { effectiveOn: '2025-05-20' }, later),
  )
  assert.equal(enforcing.record?.state, 'enforcing')
  assert.equal(enforcing.record['outcome'], 'convicted')
  const grade = { grade: 'sound', opinion: '经得起检验。', defects: [], correctiveActions: [] }
  given(
    ...untilJudged,
    by('nanguanJudge', 'takeEffect', { effectiveOn: '2025-05-20' }, later),
    by('nanguanJudge', 'close', reasons, later),
    by('provinceExpert', 'reviewClosed', grade, later),
    by('provinceExpert2', 'reviewClosed', grade, later),
  )
    .when(
      by(
        'centreArchivist',
        'archive',
        {
          archiveBox: '2025-1',
          archiveItems: [
            'filingDecision',
            'evidenceList',
            'custodyPapers',
            'prosecutionProposal',
            'defenceViews',
            'indictment',
            'judgment',
            'propertyReport',
            'closureReport',
          ].map((item) => ({ item, volume: '1卷' })),
        },
        later,
      ),
    )
    .then({ state: 'archived' })
})

test('persons are called what the law calls them at the time', () => {
  const called = (...acts: readonly CaseAct[]) => given(...acts).record?.['personsAre']
  assert.equal(called(...untilFiled), 'suspect')
  assert.equal(called(...untilProsecuting), 'suspect')
  assert.equal(called(...untilTrial), 'accused')
  assert.equal(called(...untilJudged), 'accused')
  const later = { on: '2025-05-20' }
  assert.equal(
    called(...untilJudged, by('nanguanJudge', 'takeEffect', { effectiveOn: '2025-05-20' }, later)),
    'judged',
  )
})

test('nobody files what was not reviewed row by row', () => {
  given(open(), addEvidence('Z1')).when(file).thenRefused('gateIsPassed')
  given(open(), addEvidence('Z1'), review('filing', { unmet: ['jurisdiction'] }))
    .when(file)
    .thenRefused('gateIsPassed')
})

test('a row left out, a row too many, or a row met without evidence is refused', () => {
  const asked = (checks: unknown) => by('nanguanLegal', 'reviewGate', { checks, opinion: '。' })
  const rows = checksOf('filing', 'evilForce')
  const past = given(open(), addEvidence('Z1'))
  past.when(asked(rows.slice(1))).thenRefused('everyRowIsAnswered')
  past
    .when(asked([...rows, { element: 'dominance', met: 'met', evidence: ['Z1'] }]))
    .thenRefused('everyRowIsAnswered')
  const bare = rows.map(({ element }) => ({ element, met: 'met' }))
  past.when(asked(bare)).thenRefused('whatIsMetIsProvedByEvidenceThatStands')
  const unknown = rows.map((row) => ({ ...row, evidence: ['Z9'] }))
  past.when(asked(unknown)).thenRefused('whatIsMetIsProvedByEvidenceThatStands')
})

test('excluded evidence can be cited no more, and a gate that rests on it has to be passed anew', () => {
  const exclude = by('nanguanProcurator', 'excludeEvidence', {
    exclusions: [{ evidence: 'Z1', ground: 'torture', why: '刑讯。' }],
  })
  given(...untilProsecuting, review('prosecution'), exclude)
    .when(prosecute)
    .thenRefused('gateIsPassed')
  given(...untilProsecuting, exclude)
    .when(review('prosecution'))
    .thenRefused('whatIsMetIsProvedByEvidenceThatStands')
  given(...untilProsecuting)
    .when(
      by('nanguanProcurator', 'excludeEvidence', {
        exclusions: [{ evidence: 'Z9', ground: 'torture', why: '无。' }],
      }),
    )
    .thenRefused('evidenceIsInTheCase')
})

test('each gate is reviewed by the organ whose gate it is, and whoever reviewed it does not decide', () => {
  given(...untilFiled)
    .when(
      by('nanguanProcurator', 'reviewGate', {
        checks: checksOf('investigationEnd', 'evilForce'),
        opinion: '。',
      }),
    )
    .thenRefused('gateIsTheReviewersOwn')
  given(...untilProsecuting)
    .when(by('nanguanLegal', 'reviewGate', { checks: checksOf('prosecution', 'evilForce'), opinion: '。' }))
    .thenRefused('gateIsTheReviewersOwn')
  given(...untilFiled)
    .when(by('nanguanInvestigator', 'reviewGate', { checks: [], opinion: '。' }))
    .thenRefused('role may not', { because: 'field not accepted', field: 'checks' })
})

test('the features of the label are asked row by row: four for 涉黑, the exclusions for 恶势力', () => {
  const rows = (label: 'triad' | 'evilForce') =>
    checksOf('investigationEnd', label).map(({ element }) => element)
  for (const feature of ['stableOrganisation', 'economicStrength', 'repeatedViolence', 'dominance'])
    assert.ok(rows('triad').includes(feature), feature)
  for (const exclusion of ['notOnlyProfit', 'notWithCause'])
    assert.ok(rows('evilForce').includes(exclusion), exclusion)
  assert.ok(!rows('evilForce').includes('dominance'))
})

test('the label changes after a review from outside the police, by somebody else, and the old one stays', () => {
  const change = by('nanguanPoliceHead', 'changeLabel', {
    newLabel: 'triad',
    viewElements: ['dominance'],
    reasons: '四个特征具备。',
  })
  const reviewed = by('nanguanProcurator', 'reviewLabel', {
    newLabel: 'triad',
    agrees: true,
    checks: checksOf('label', 'triad'),
    opinion: '同意。',
  })
  given(...untilFiled)
    .when(change)
    .thenRefused('labelWasReviewedOutsideThePolice')
  const { record } = given(...untilFiled, reviewed, change)
  assert.equal(record?.['label'], 'triad')
  assert.partialDeepStrictEqual(record['labels'], [
    {
      from: 'evilForce',
      to: 'triad',
      direction: 'raised',
      reasons: '四个特征具备。',
      signer: staff('nanguanPoliceHead').person,
    },
  ])
  given(...untilFiled, review('investigationEnd'), reviewed, change)
    .when(send)
    .thenRefused('gateIsPassed')
})

test('a label review that finds an element short cannot agree, and its no opens a consultation', () => {
  const asked = (agrees: boolean) =>
    by('nanguanProcurator', 'reviewLabel', {
      ...{ newLabel: 'triad', agrees, opinion: '危害性特征不足。' },
      checks: checksOf('label', 'triad', ['dominance']),
    })
  given(...untilFiled)
    .when(asked(true))
    .thenRefused('labelReviewerAgreesWhenEveryElementIsMet')
  given(...untilFiled)
    .when(asked(false))
    .thenOpens({
      type: 'consultation',
      action: 'apply',
      input: {
        ...{ case: theRecord, caseTitle: '4·28专案', gate: 'investigationEnd', label: 'evilForce' },
        elements: ['dominance'],
        organs: ['220102:police', '220102:procuratorate'],
        views: [
          {
            unit: '220102:procuratorate',
            elements: ['dominance'],
            met: false,
            label: 'evilForce',
            why: '危害性特征不足。',
          },
        ],
        reasons: '危害性特征不足。',
      },
    })
})

test('organs that hold opposite views on an element get a consultation by themselves; the same view opens none', () => {
  const past = given(...untilFiled, viewBy('nanguanLegal', true))
  past.when(viewBy('nanguanProcurator', true)).thenOpens()
  past.when(viewBy('nanguanLegal', false)).thenOpens()
  past.when(viewBy('nanguanProcurator', false)).thenOpens({
    type: 'consultation',
    action: 'apply',
    input: {
      ...{ case: theRecord, caseTitle: '4·28专案', gate: 'investigationEnd', label: 'evilForce' },
      elements: ['dominance'],
      organs: ['220102:police', '220102:procuratorate'],
      views: [
        { unit: '220102:police', elements: ['dominance'], met: true, why: reasons.reasons },
        { unit: '220102:procuratorate', elements: ['dominance'], met: false, why: reasons.reasons },
      ],
      reasons: reasons.reasons,
    },
  })
})

test('while a consultation is open police and procuratorate wait; a court does not', () => {
  const linked = [child('consultation', 'preparing')]
  given(...untilFiled, addPersons, review('investigationEnd'))
    .when({ ...send, linked })
    .thenRefused('noConsultationIsOpen')
  given(...untilProsecuting, review('prosecution'))
    .when({ ...prosecute, linked })
    .thenRefused('noConsultationIsOpen')
  given(...untilTrial, review('trial'))
    .when({ ...pronounce('guilty', 'guilty'), linked })
    .then({ state: 'judged' })
})

test('supplementary investigation is possible twice; then short evidence can only end in no prosecution', () => {
  const twice = [...untilProsecuting, supplement, resubmit, supplement, resubmit] as const
  given(...twice)
    .when(supplement)
    .thenRefused('supplementsAreNotUsedUp')
  const short = review('prosecution', { unmet: ['evidenceSufficient'] })
  given(...twice, short)
    .when(prosecute)
    .thenRefused('gateIsPassed', 'evidenceIsNotShortForGood')
  given(...twice, short, review('prosecution'))
    .when(prosecute)
    .thenRefused('evidenceIsNotShortForGood')
  given(...twice, short)
    .when(
      by('nanguanProcuratorateHead', 'decideNotToProsecute', {
        nonProsecutionGround: 'evidenceShort',
        ...reasons,
      }),
    )
    .then({ state: 'closed', outcome: 'notProsecuted' })
})

test('views of the defence go with the file, and what is not taken is explained', () => {
  const opinion = (more: object) =>
    by('nanguanInvestigator', 'attachDefence', {
      defenceOpinions: [{ on: '2025-04-28', counsel: '律师', forPerson: 'R1', what: '事出有因。', ...more }],
    })
  given(...untilFiled)
    .when(opinion({ taken: 'notTaken' }))
    .thenRefused('whatIsNotTakenIsExplained')
  given(...untilFiled, addPersons, opinion({ taken: 'taken' }), review('investigationEnd'))
    .when(send)
    .thenRefused('defenceIsAttached')
})

test('a major case is discussed collectively before it is sent on', () => {
  given(open({ major: true }), addEvidence('Z1'), review('filing'), file, review('investigationEnd'))
    .when(send)
    .thenRefused('majorCaseWasDiscussed')
})

test('a designation takes the case from the unit that had it in one instant', () => {
  const redesignate = {
    ...by('centreHead', 'redesignate', { handlingUnit: '220104:police' }),
    via: { type: 'designation', record: recordNo(5) },
  }
  const moved = given(...untilFiled, redesignate)
  assert.deepEqual(moved.rolesOf(staff('nanguanInvestigator')), [])
  assert.deepEqual(moved.rolesOf(staff('nanguanLegal')), [])
  assert.deepEqual(moved.rolesOf(staff('nanguanPoliceHead')), ['formerUnit'])
  assert.deepEqual(moved.rolesOf(staff('chaoyangPoliceHead')), ['unitHead'])
  given(...untilFiled)
    .when({ ...redesignate, linked: [child('custody', 'detained'), child('custody', 'ended', true)] })
    .thenActs({
      type: 'custody',
      id: recordNo(77),
      action: 'followUnit',
      input: { handlingUnit: '220104:police', procuratorate: '220102:procuratorate', court: '220102:court' },
    })
})

test('whoever is held goes with the case to the next organ', () => {
  given(...untilFiled, addPersons, review('investigationEnd'))
    .when({ ...send, linked: [child('custody', 'arrested'), child('custody', 'onBail')] })
    .thenActs({ type: 'custody', id: recordNo(77), action: 'passToProcuratorate', input: {} })
})

test('minors stand apart: they are not entered among the others, and the office does not see them', () => {
  const minor = { no: 'W1', name: '丙某', role: 'accomplice', birthDate: '2009-05-01', publicOfficial: false }
  given(open())
    .when(by('nanguanInvestigator', 'addPersons', { persons: [minor] }))
    .thenRefused('minorsStandApart')
  given(open())
    .when(by('nanguanInvestigator', 'addMinors', { minors: [minor] }))
    .then({ headcount: 1 })
})

test('the team are investigators of the handling unit', () => {
  given()
    .when(open({ team: [...team, staff('chaoyangInvestigator').person] }))
    .thenRefused('teamIsOfTheHandlingUnit')
})

test('everybody has one verdict; what the case ended in follows from them', () => {
  given(...untilTrial, review('trial'))
    .when(pronounce('guilty', 'notGuilty'))
    .then({ outcome: 'partlyConvicted' })
  given(...untilTrial, review('trial'))
    .when(pronounce('notGuilty', 'notGuilty'))
    .then({ outcome: 'acquitted' })
  given(...untilTrial, review('trial', { unmet: ['labelTried'] }))
    .when(pronounce('guilty', 'guilty'))
    .thenRefused('convictionRestsOnAPassedGate')
  given(...untilTrial, review('trial'))
    .when(
      by('nanguanJudge', 'pronounce', {
        verdicts: [{ no: 'R1', verdict: 'guilty' }],
        judgmentNumber: '1',
        judgedOn: '2025-04-28',
      }),
    )
    .thenRefused('everybodyHasOneVerdict')
})

test('a judgment takes effect after the ten days to appeal', () => {
  const effect = (on: string) => by('nanguanJudge', 'takeEffect', { effectiveOn: on }, { on })
  given(...untilJudged)
    .when(effect('2025-05-08'))
    .thenRefused('appealTimeHasPassed')
  given(...untilJudged)
    .when(effect('2025-05-09'))
    .then({ state: 'enforcing' })
})

test('pronounced before National Day, a judgment takes effect after the first working day behind it', () => {
  const judged = [
    ...untilJudged.slice(0, -1),
    ...untilJudged.slice(-1).map((one) => ({ ...one, at: moment('2025-09-25') })),
  ]
  const effect = (on: string) => by('nanguanJudge', 'takeEffect', { effectiveOn: on }, { on })
  given(...judged)
    .when(effect('2025-10-09'))
    .thenRefused('appealTimeHasPassed')
  given(...judged)
    .when(effect('2025-10-10'))
    .then({ state: 'enforcing' })
})

test('the clocks of a case, each with the day it ends', () => {
  given(open()).isDue({ filing: '2025-05-06' })
  given(open({ major: true })).isDue({ filing: '2025-05-28' })
  given(...untilProsecuting).isDue({ reviewForProsecution: '2025-05-28' })
  given(
    ...untilProsecuting,
    by('nanguanProcuratorateHead', 'extendReview', { extensionTerm: '15d', ...reasons }),
  ).isDue({
    reviewForProsecution: '2025-06-12',
  })
  given(...untilProsecuting, supplement).isDue({ supplement: '2025-05-28' })
  given(...untilTrial).isDue({ trial: '2025-06-30' })
})

test('a review is extended once, by 15 days; the other lengths of the law belong to courts', () => {
  const extend = (extensionTerm: string) =>
    by('nanguanProcuratorateHead', 'extendReview', { extensionTerm, ...reasons })
  given(...untilProsecuting)
    .when(extend('1m'))
    .thenRefused('extensionIsThatOfTheStage', 'extensionIsByTheOrganOfTheLaw')
  given(...untilProsecuting, extend('15d'))
    .when(extend('15d'))
    .thenRefused('extensionIsThatOfTheStage', 'extensionIsByTheOrganOfTheLaw')
})

test('it is not archived with anything of it open, nor with a file that is not whole', () => {
  const declined = [open(), by('nanguanPoliceHead', 'declineToFile', reasons)] as const
  const archive = (items: readonly string[]) =>
    by('centreArchivist', 'archive', {
      archiveBox: '1',
      archiveItems: items.map((item) => ({ item, volume: '1' })),
    })
  given(...declined)
    .when(archive(['indictment']))
    .thenRefused('fileIsComplete')
  given(...declined)
    .when(archive(['nonFilingNotice']))
    .then({ state: 'archived' })
  for (const type of [
    'asset',
    'measure',
    'umbrella',
    'consultation',
    'listing',
    'custody',
    'assetQuery',
    'propertyObjection',
  ])
    given(...declined)
      .when({ ...archive(['nonFilingNotice']), linked: [child(type, 'open')] })
      .thenRefused({ because: 'still open', type, record: recordNo(77) })
})
