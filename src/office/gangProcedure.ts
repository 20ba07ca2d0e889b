/** From the filing of the case to its archive: gates, custody, listing, leader, umbrella, designation, consultation, trial. */
import type { PersonId, RecordId, UnitId } from '#kernel/record/field.ts'
import { elementsOf } from '#mechanisms/case/checklist.ts'
import type { AssetStory } from './gangAssets.ts'
import type { Filed, Input, Scene, Waiting } from './gangScene.ts'
import { gangUmbrella } from './gangUmbrella.ts'

const LABEL = 'evilGroup'
const reasons = { reasons: '事实清楚，证据充分。' }

export async function* gangProcedure(
  scene: Scene,
  clues: readonly RecordId[],
  assetsOf: (theCase: Filed) => AssetStory,
): Waiting<{ readonly id: RecordId; readonly assets: ReadonlyMap<string, RecordId> }> {
  const theCase = yield* filed(scene, clues.slice(0, 3))
  const custody = yield* arrested(scene, theCase)
  const listing = yield* listed(scene, theCase)
  const charge = yield* inCharge(scene, theCase)
  const umbrella = yield* gangUmbrella(scene, theCase)
  yield* designated(scene, theCase)
  const property = assetsOf(theCase)
  yield* property.control()
  yield* prosecuted(scene, theCase, property)
  yield* tried(scene, theCase, property, custody)
  yield* umbrella.concluded()
  yield* delisted(scene, listing)
  yield* archived(scene, theCase, charge)
  return { id: theCase.id, assets: property.all() }
}

/** Every row of a gate, met by the first pieces of evidence. */
const checks = ({ hands }: Scene, gate: string) =>
  elementsOf(gate, LABEL, hands.rulebook()).map((element) => ({ element, met: 'met', evidence: ['Z1'] }))

async function* filed(scene: Scene, clues: readonly RecordId[]): Waiting<Filed> {
  const { hands, places, seat, on } = scene
  const { home } = places
  const team = [seat('investigator', home, 'police'), seat('investigator', home, 'police', 1)] as const
  // Who signed the clues sees them; the investigators do not.
  const id = await hands.act(seat('deputyHead', home, 'police'), 'case', undefined, 'open', {
    ...{ title: `${scene.places.name}专案`, clues, label: LABEL, area: home, trade: 'construction', team },
    facts: '多人以暴力、威胁手段垄断河湾一带的砂石运输，多次殴打他人、强收费用。',
    activity: [{ from: on(-700), to: on(-20), what: '强揽砂石运输，收取“过路费”。' }],
  })
  const theCase: Filed = {
    id,
    number: String((await hands.read('case', id))['number']),
    act: (person, action, input = {}) => hands.act(person, 'case', id, action, input),
  }
  await theCase.act(team[0], 'addEvidence', {
    evidence: [
      { no: 'Z1', kind: 'witness', what: '同村五名证人的证言', obtainedOn: on() },
      { no: 'Z2', kind: 'documentary', what: '收费账本', obtainedOn: on() },
      { no: 'Z3', kind: 'suspect', what: '到案人员的供述', obtainedOn: on() },
    ],
  })
  await theCase.act(team[0], 'addPersons', {
    persons: [
      { no: 'R1', name: '甲某', role: 'ringLeader', publicOfficial: false },
      { no: 'R2', name: '乙某', role: 'accomplice', publicOfficial: false },
      { no: 'R3', name: '丙某', role: 'accomplice', publicOfficial: false },
    ],
  })
  yield 2
  await theCase.act(seat('legalReviewer', home, 'police'), 'reviewGate', {
    ...{ checks: checks(scene, 'filing'), opinion: '逐项审查，符合立案条件。' },
  })
  await theCase.act(seat('organHead', home, 'police'), 'file', reasons)
  return theCase
}

async function* arrested(scene: Scene, theCase: Filed): Waiting<readonly RecordId[]> {
  const { hands, places, seat, on } = scene
  const { home } = places
  const investigator = seat('investigator', home, 'police')
  const officers = [investigator, seat('investigator', home, 'police', 1)]
  const head = seat('organHead', home, 'police')
  const measures: RecordId[] = []
  for (const [personNo, personName] of [
    ['R1', '甲某'],
    ['R2', '乙某'],
  ] as const) {
    const custody = await hands.act(investigator, 'custody', undefined, 'propose', {
      ...{ case: theCase.id, personNo, personName, minor: false, kind: 'detention', ground: 'escaping' },
      reasons: '有逃跑、串供可能。',
    })
    const act = (person: PersonId, action: string, input: Input = {}) =>
      hands.act(person, 'custody', custody, action, input)
    await act(head, 'approve', { opinion: '同意。' })
    await act(investigator, 'execute', { executedOn: on(), place: '区看守所' })
    await act(investigator, 'tellFamily', { familyNotice: { on: on(), way: 'phone', whom: '配偶' } })
    await act(investigator, 'interrogate', {
      interrogations: [{ on: on(), officers, what: '告知权利，讯问经过。' }],
    })
    await act(head, 'extendDetention', {
      ...{ detentionGround: 'joint', detentionTerm: '27d', reasons: '结伙作案。' },
    })
    measures.push(custody)
  }
  yield 10
  for (const custody of measures) {
    await hands.act(head, 'custody', custody, 'requestArrest', { requestReasons: '符合逮捕条件。' })
    await hands.act(seat('procurator', home, 'procuratorate'), 'custody', custody, 'approveArrest', {
      ...{ checks: checks(scene, 'arrest'), opinion: '符合逮捕条件。' },
    })
  }
  return measures
}

async function* listed(scene: Scene, theCase: Filed): Waiting<RecordId> {
  const { hands, places, seat, unit, on } = scene
  const { province } = places
  const listing = await hands.act(seat('supervisor', province, 'office'), 'listing', undefined, 'propose', {
    ...{
      case: theCase.id,
      title: `${scene.places.name}专案`,
      origin: 'own',
      listingBody: unit(province, 'office'),
    },
    ...{ reasonCodes: ['socialImpact', 'umbrella'], grounds: '当地反映强烈，涉嫌公职人员包庇。' },
    stage: 'investigation',
    targets: ['arrests', 'assets', 'umbrellas', 'trial', 'letters'].map((target) => ({
      ...{ target, what: '按期完成。', by: on(300) },
    })),
  })
  yield 1
  await hands.act(seat('officeHead', province, 'office'), 'listing', listing, 'approve', {
    ...{
      batch: '第一批',
      supervisor: seat('caseClerk', province, 'office'),
      limit: '24m',
      rhythm: 'quarterly',
    },
    instructions: '按期报告进展。',
  })
  return listing
}

async function* inCharge(scene: Scene, theCase: Filed): Waiting<RecordId> {
  const { hands, places, seat, on } = scene
  const { above } = places
  const leader = seat('leader', above, 'politicalLegal')
  const charge = await hands.act(seat('officeHead', above, 'office'), 'leaderCharge', undefined, 'offer', {
    ...{ case: theCase.id, title: `${scene.places.name}专案`, grounds: ['big', 'listed'], leader },
    duties: ['progress', 'coordination', 'umbrellas', 'assets', 'rectification'].map((duty) => ({
      duty,
      aim: '按期推进。',
    })),
  })
  yield 1
  await hands.act(leader, 'leaderCharge', charge, 'accept', { declaresNoTie: true })
  await hands.act(leader, 'leaderCharge', charge, 'coordinate', {
    coordination: [{ kind: 'hear', on: on(), about: 'betweenOrgans', arranged: '协调三机关按期会商。' }],
  })
  return charge
}

async function* designated(scene: Scene, theCase: Filed): Waiting<void> {
  const { hands, places, seat, unit, on } = scene
  const { home, other, above } = places
  const applicant = seat('legalReviewer', home, 'police')
  const designation = await hands.act(applicant, 'designation', undefined, 'apply', {
    ...{ case: theCase.id, title: `${scene.places.name}专案`, kind: 'investigation', ground: 'special' },
    ...{ specialGround: 'localUmbrella', suspects: [{ name: '甲某', basics: '男，本地人' }] },
    ...{ crimes: ['寻衅滋事', '强迫交易'], facts: '垄断砂石运输，多次殴打他人。' },
    ...{ whyThere: '邻区力量充足，与涉案人员无牵连。', proposedUnit: unit(other, 'police') },
  })
  const act = (person: PersonId, action: string, input: Input = {}) =>
    hands.act(person, 'designation', designation, action, input)
  await act(seat('organHead', home, 'police'), 'approve', { opinion: '同意提请。' })
  yield 1
  await act(seat('organHead', above, 'police'), 'decide', {
    ...{ designatedUnit: unit(other, 'police'), decisionReasons: '案情特殊，指定异地侦办。' },
  })
  const copies: readonly UnitId[] = [
    ...[home, other].flatMap((place) => [unit(place, 'procuratorate'), unit(place, 'court')]),
  ]
  await act(seat('legalReviewer', above, 'police'), 'serve', {
    services: [home, other].map((place) => ({ to: unit(place, 'police'), on: on(), way: 'direct' })),
    copies,
  })
  await act(seat('organHead', home, 'police'), 'receive')
  const giver = seat('propertyCustodian', home, 'police')
  const receiver = seat('propertyCustodian', other, 'police')
  await act(giver, 'listHandOver', {
    handed: [
      { no: 1, kind: 'suspects', what: '在押人员', count: 2, where: '区看守所' },
      { no: 2, kind: 'property', what: '扣押的账本', count: 3 },
      { no: 3, kind: 'files', what: '案卷', count: 6 },
      { no: 4, kind: 'evidence', what: '证人证言笔录', count: 5 },
    ],
  })
  await act(receiver, 'count', {
    counted: [
      { no: 1, count: 2 },
      { no: 2, count: 3 },
      { no: 3, count: 6 },
      { no: 4, count: 5 },
    ],
  })
  await act(giver, 'signHandOver')
  await act(receiver, 'signHandOver')
  await theCase.act(seat('organHead', other, 'police'), 'assignTeam', {
    team: [seat('investigator', other, 'police'), seat('investigator', other, 'police', 1)],
  })
}

async function* prosecuted(scene: Scene, theCase: Filed, property: AssetStory): Waiting<void> {
  const { places, seat, on } = scene
  const { home, other } = places
  const head = seat('organHead', other, 'police')
  const procurator = seat('procurator', home, 'procuratorate')
  await theCase.act(head, 'discuss', {
    discussions: [{ on: on(), attended: '局长、法制、刑侦', what: '集体讨论，同意移送。' }],
  })
  await theCase.act(seat('legalReviewer', other, 'police'), 'reviewGate', {
    ...{ checks: checks(scene, 'investigationEnd'), opinion: '事实清楚，手续完备。' },
  })
  yield* property.screened()
  await theCase.act(head, 'sendForProsecution', { ...reasons, defenceHeard: 'noneGiven' })
  yield 5
  yield* disagreed(scene, theCase)
  await theCase.act(procurator, 'reviewGate', {
    ...{ checks: checks(scene, 'prosecution'), opinion: '符合起诉条件。' },
  })
  yield* property.sentToCourt()
  await theCase.act(seat('organHead', home, 'procuratorate'), 'prosecute', reasons)
}

/** The police hold an element to be met, the procuratorate does not: a consultation, and each decides by itself afterwards. */
async function* disagreed(scene: Scene, theCase: Filed): Waiting<void> {
  const { hands, places, seat, on } = scene
  const { home, other, province } = places
  const view = { viewElements: ['manyActs'], viewReasons: '对多次作案的证据认识不同。' }
  await theCase.act(seat('legalReviewer', other, 'police'), 'stateView', {
    ...view,
    holdsThatTheyAreMet: true,
  })
  await theCase.act(seat('procurator', home, 'procuratorate'), 'stateView', {
    ...view,
    holdsThatTheyAreMet: false,
  })
  const [consultation] = await hands.linkedTo(theCase.id, 'consultation')
  if (consultation === undefined) throw new Error('The disagreement opened no consultation')
  const act = (person: PersonId, action: string, input: Input = {}) =>
    hands.act(person, 'consultation', consultation, action, input)
  const clerk = seat('caseClerk', province, 'office')
  const experts = [
    seat('consultationExpert', province, 'office'),
    seat('consultationExpert', province, 'office', 1),
  ]
  const organs = [seat('legalReviewer', other, 'police'), seat('procurator', home, 'procuratorate')]
  await act(clerk, 'accept', { experts, plannedFor: on(3) })
  for (const person of [...experts, ...organs])
    await act(person, 'declareConflict', { isFreeOfConflict: true })
  await act(organs[0] ?? clerk, 'statePosition', {
    ...{ position: 'holds', inTheMinority: false, opinion: '次数、情节均有证据。' },
  })
  await act(organs[1] ?? clerk, 'statePosition', {
    ...{ position: 'reserves', inTheMinority: true, opinion: '其中一起需要补强。' },
  })
  yield 3
  await act(clerk, 'hold', { heldOn: on(), attended: '专家二人，公安、检察各一人。' })
  const minutes = {
    questionsDiscussed: '多次作案的证据标准。',
    nextSteps: [{ what: '补强第四起的证据。', unit: scene.unit(other, 'police'), by: on(10) }],
  }
  await act(clerk, 'signMinutes', minutes)
  await act(seat('officeHead', province, 'office'), 'signMinutes', minutes)
  for (const person of organs)
    await act(person, 'recordDecision', { decision: '依法推进，补强后再行认定。', differs: false })
  await act(clerk, 'conclude')
}

async function* tried(
  scene: Scene,
  theCase: Filed,
  property: AssetStory,
  custody: readonly RecordId[],
): Waiting<void> {
  const { hands, places, seat, on } = scene
  const { home } = places
  const judge = seat('judge', home, 'court')
  yield 30
  await theCase.act(judge, 'reviewGate', { checks: checks(scene, 'trial'), opinion: '经审理查明。' })
  await theCase.act(judge, 'pronounce', {
    verdicts: ['R1', 'R2', 'R3'].map((no) => ({
      ...{ no, verdict: 'guilty', crimes: '寻衅滋事罪、强迫交易罪', sentence: '有期徒刑' },
    })),
    ...{ judgmentNumber: '（2025）吉0102刑初1号', judgedOn: on() },
  })
  yield* property.judged()
  // Ten days to appeal, which may end in the longest of holidays.
  yield 20
  await theCase.act(judge, 'takeEffect', { effectiveOn: on() })
  for (const one of custody)
    await hands.act(judge, 'custody', one, 'handToSentence', { reasons: '判决生效，交付执行。' })
  yield* property.enforced()
  await theCase.act(judge, 'close', { reasons: '执行完毕。' })
}

async function* delisted({ hands, places, seat }: Scene, listing: RecordId): Waiting<void> {
  const { other, province } = places
  const act = (person: PersonId, action: string, input: Input = {}) =>
    hands.act(person, 'listing', listing, action, input)
  const conditions = ['effectiveJudgment', 'propertyPlan', 'umbrellaConclusion', 'lettersSent']
  await act(seat('organHead', other, 'police'), 'applyForDelisting', {
    conditions: conditions.map((condition) => ({ condition, proof: '见案卷。' })),
  })
  await act(seat('caseClerk', province, 'office'), 'check', {
    judgments: conditions.map((condition) => ({ condition, met: true, why: '已核对。' })),
  })
  await act(seat('officeHead', province, 'office'), 'delist')
  yield 1
  await act(seat('caseClerk', province, 'office'), 'archive', { archiveBox: '挂牌-1' })
}

async function* archived(scene: Scene, theCase: Filed, charge: RecordId): Waiting<void> {
  const { hands, places, seat } = scene
  const review = {
    ...{ grade: 'sound', opinion: '事实、证据、程序、财产处置均经得起检验。' },
    ...{ defects: [], correctiveActions: [] },
  }
  for (const nth of [0, 1])
    await theCase.act(seat('consultationExpert', places.province, 'office', nth), 'reviewClosed', review)
  yield 1
  const items = [
    'filingDecision',
    'evidenceList',
    'custodyPapers',
    'prosecutionProposal',
    'indictment',
    'judgment',
    'defenceViews',
    'propertyReport',
    'consultationMinutes',
    'closureReport',
  ]
  await theCase.act(seat('archivist', places.province, 'clueCentre'), 'archive', {
    archiveItems: items.map((item, nth) => ({ item, volume: `第${String(nth + 1)}卷` })),
    archiveBox: '2025-专案-1',
  })
  const { state } = await hands.read('leaderCharge', charge)
  if (state !== 'closed') throw new Error(`The leader is still in charge: ${state}`)
}
