/**
 * Asset of a case (涉案财产): property that may have to do with organised crime, from the day it is found to its end.
 *
 * It is held by measures (measure.ts), kept by a custodian who does not investigate, valued, and looked at by three organs
 * in turn: whose is it, and is it a gain of crime? What is unrelated goes back within days, what is a victim's goes back to
 * them, and what is not proved is not confiscated. Every asset ends in one of the ways below, and says in which.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './asset.effects.ts'
import { fields } from './asset.fields.ts'
import { rules } from './asset.rules.ts'

const withThePolice = ['found', 'controlled', 'lapsed'] as const
const beforeJudgment = [...withThePolice, 'atProcuratorate', 'atCourt'] as const
const beingDecided = ['toRelease', 'toReturn', 'toSell', 'selling'] as const
const afterwards = ['withoutTrial', 'toConfiscate', 'toHandOver', 'sought'] as const
const open = [...beforeJudgment, ...beingDecided, ...afterwards] as const
/** Where property in custody is held by a measure, or something else is decided or due about it. */
const heldOrDecided = ['controlled', 'atProcuratorate', 'atCourt', ...beingDecided, ...afterwards] as const
const ends = ['released', 'returnedToVictim', 'returnedToOwner', 'confiscated', 'soldEarly'] as const

/** From then on another clock runs. */
const decidedOn = [
  'release',
  'releaseFromCustody',
  'approveReturn',
  'judge',
  'ruleWithoutTrial',
  'handOver',
  'seek',
] as const

/** Back to where it was before a proposal that came to nothing. */
const backToWhereItWas = [
  { when: 'itCameFromTheCourt', state: 'atCourt' },
  { when: 'itCameFromTheProcuratorate', state: 'atProcuratorate' },
  { when: 'aMeasureHoldsIt', state: 'controlled' },
  { state: 'found' },
] as const

/** What is known of the thing that was sold goes for the money it brought. */
const ofProceeds = [
  'proceedsOf',
  'case',
  'title',
  'kind',
  'registeredOwner',
  'ownerRelation',
  'handlingUnit',
  'value',
  'custodian',
  'custodyPlace',
  'named',
] as const
const withPoliceOpinion = [...ofProceeds, 'nature', 'policeOpinion', 'procuratorate'] as const
const withBothOpinions = [...withPoliceOpinion, 'procuratorateOpinion', 'court'] as const

export const asset = defineRecord({
  name: 'asset',
  version: 1,
  mechanism: 4,
  number: '吉涉财〔{year}〕000000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],
  graph: {
    since: ['acquiredOn'],
    fields: {
      case: 'record',
      clue: 'record',
      proceedsOf: 'record',
      registeredOwner: { holder: { field: 'ownerRelation', saysCompany: 'company' } },
      claimedOwner: { holder: 'byName' },
      marks: { numbers: 'value', addressWhere: { kind: 'mark', is: 'address' } },
      area: 'place',
      named: 'named',
    },
  },
  tells: [
    'title',
    'kind',
    'case',
    'clue',
    'handlingUnit',
    'finder',
    'measureInForce',
    'measuresWaiting',
    'nature',
    'value',
    'outcome',
    'named',
  ],

  fields,

  roles: {
    finder: { heldBy: ['investigator'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    // Before a case is filed: whoever verifies the clue it was found on.
    verifier: { heldBy: ['verifier'], reaches: { person: 'finder' }, sees: 'all' },
    custodian: { heldBy: ['propertyCustodian'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    decider: {
      heldBy: ['organHead', 'deputyHead'],
      reaches: [{ unitInLine: 'handlingUnit' }, { unit: 'procuratorate' }, { unit: 'court' }],
      sees: 'all',
    },
    procurator: { heldBy: ['procurator'], reaches: { unit: 'procuratorate' }, sees: 'all' },
    judge: { heldBy: ['judge'], reaches: { unit: 'court' }, sees: 'all' },
    enforcer: { heldBy: ['enforcementJudge'], reaches: { unit: 'court' }, sees: 'all' },
    overseer: {
      heldBy: ['officeHead'],
      reaches: { area: 'handlingUnit' },
      seesOnly: ['kind', 'ownerRelation', 'value', 'nature', 'handlingUnit', 'outcome'],
    },
    // Whoever receives an objection finds the property it is about; not where it lies, nor what it is worth.
    objectionDesk: {
      heldBy: ['legalReviewer', 'petitionHandler'],
      reaches: { unit: 'handlingUnit' },
      seesOnly: [
        'title',
        'kind',
        'registeredOwner',
        'ownerRelation',
        'handlingUnit',
        'measureInForce',
        'outcome',
      ],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: ['kind', 'value', 'nature', 'handlingUnit', 'judgment', 'outcome'],
    },
    measureItself: { heldBy: { record: 'measure' }, reaches: 'nothing', sees: 'all' },
    assetSold: { heldBy: { record: 'asset' }, reaches: 'nothing', sees: 'all' },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    found: {
      holds: ['title', 'kind', 'registeredOwner', 'ownerRelation', 'handlingUnit'],
      waitsFor: 'finder',
    },
    controlled: { holds: ['measureInForce'], waitsFor: 'finder' },
    lapsed: { holds: ['outcome'], closed: true },
    atProcuratorate: { waitsFor: 'procurator' },
    atCourt: { waitsFor: 'judge' },
    toRelease: { holds: ['unrelatedReasons', 'nature', 'handOverTo'], waitsFor: 'decider' },
    toReturn: { holds: ['ownershipProof', 'returnPhotos'], waitsFor: 'decider' },
    toSell: { holds: ['saleGround', 'saleReasons'], waitsFor: 'decider' },
    selling: { holds: ['saleGround', 'decider'], waitsFor: 'custodian' },
    withoutTrial: { holds: ['withoutTrialGround', 'procuratorateOpinion', 'court'], waitsFor: 'judge' },
    toConfiscate: { holds: ['judgment', 'judgmentNumber'], waitsFor: 'enforcer' },
    toHandOver: { holds: ['handOverTo'], waitsFor: 'custodian' },
    sought: { holds: ['soughtFor', 'soughtBy', 'handOverTo'], waitsFor: 'custodian' },
    released: { holds: ['outcome', 'unrelatedReasons'], final: true },
    returnedToVictim: { holds: ['outcome', 'receiver', 'receipt'], final: true },
    returnedToOwner: { holds: ['outcome', 'receiver', 'receipt'], final: true },
    confiscated: { holds: ['outcome', 'treasuryReceipt', 'treasuryAmount'], final: true },
    soldEarly: { holds: ['outcome', 'proceeds', 'proceedsAccount'], final: true },
    inTreasury: { holds: ['outcome', 'treasuryReceipt'], closed: true },
    refunded: { holds: ['outcome', 'receiver', 'receipt'], final: true },
  },

  actions: {
    find: {
      by: ['finder', 'verifier'],
      to: 'found',
      asks: [
        'case',
        'clue',
        'title',
        'kind',
        'marks',
        'registeredOwner',
        'claimedOwner',
        'ownerRelation',
        'acquiredOn',
        'sourceOfFunds',
        'encumbrances',
        'area',
        'location',
        'photos',
        'importKey',
      ],
      adds: ['named'],
      provided: ['aCaseOrAClueIsNamed', 'aVerifierFindsItOnAClue'],
      sets: effects.found,
    },
    // The case was filed after the asset had been found on a clue.
    joinCase: {
      by: 'finder',
      from: withThePolice,
      asks: ['case'],
      provided: ['itBelongsToAClueOnly'],
      sets: effects.joined,
    },
    describe: {
      by: 'finder',
      from: withThePolice,
      asks: ['claimedOwner', 'ownerRelation', 'sourceOfFunds', 'encumbrances', 'location', 'photos'],
    },
    appraise: {
      by: ['finder', 'custodian', 'procurator', 'judge'],
      from: [...beforeJudgment, ...beingDecided],
      adds: ['valuations'],
      sets: effects.valued,
    },

    // What measures do to it (measure.ts)
    noteMeasure: {
      by: 'measureItself',
      from: beforeJudgment,
      to: [
        { when: 'theCourtHasIt', state: 'atCourt' },
        { when: 'theProcuratorateHasIt', state: 'atProcuratorate' },
        { state: 'controlled' },
      ],
      asks: ['measure'],
      clears: ['outcome', 'measureEnd'],
      provided: ['noMeasureHoldsItYet'],
      sets: effects.held,
    },
    noteWaiting: {
      by: 'measureItself',
      from: beforeJudgment,
      asks: ['measure'],
      sets: effects.queued,
    },
    noteWaitingEnded: {
      by: 'measureItself',
      from: open,
      asks: ['measure'],
      provided: ['theMeasureWaits'],
      sets: effects.leftTheQueue,
    },
    // One has ended and another has waited: the property stays held.
    noteNextMeasure: {
      by: 'measureItself',
      from: open,
      asks: ['measureEnd'],
      provided: ['anotherMeasureWaits'],
      sets: effects.nextHolds,
    },
    noteMeasureEnded: {
      by: 'measureItself',
      from: 'controlled',
      to: [
        { when: 'itIsInCustody', state: 'toHandOver' },
        { when: 'theMeasureRanOut', state: 'lapsed' },
        { state: 'found' },
      ],
      asks: ['measureEnd'],
      clears: ['measureInForce'],
      provided: ['nothingWaits'],
      sets: effects.measureEnded,
    },
    // Others decide on it meanwhile, and so on where it goes.
    noteMeasureEndedMeanwhile: {
      by: 'measureItself',
      from: ['atProcuratorate', 'atCourt', ...beingDecided, ...afterwards],
      asks: ['measureEnd'],
      clears: ['measureInForce'],
      provided: ['nothingWaits'],
    },
    noteCustody: { by: 'measureItself', from: heldOrDecided, asks: ['custodian', 'custodyPlace'] },
    // The measure ended before the custodian had it: there is no ground left to keep it.
    noteLateCustody: {
      by: 'measureItself',
      from: ['found', 'lapsed'],
      to: 'toHandOver',
      asks: ['custodian', 'custodyPlace'],
      clears: ['outcome'],
      sets: effects.backToTheOwner,
    },
    // Kept, and no measure holds it: another measure takes it, or it goes back.
    giveBack: {
      by: ['finder', 'custodian', 'procurator', 'judge'],
      from: [...beforeJudgment, 'withoutTrial'],
      to: 'toHandOver',
      asks: ['reasons'],
      clears: ['outcome'],
      provided: ['itIsInCustody', 'nothingHoldsIt', 'itIsNoProceedsOfASale'],
      sets: effects.backToTheOwner,
    },
    reviewProceeds: {
      by: ['custodian', 'procurator', 'judge'],
      from: beforeJudgment,
      asks: ['reasons'],
      provided: ['itIsTheProceedsOfASale'],
    },
    moveCustody: {
      by: 'custodian',
      from: open,
      asks: ['custodyPlace'],
      adds: ['custodyChanges'],
      provided: ['itIsInCustody', 'actorIsNotAnInvestigator'],
      sets: effects.keptByActor,
    },

    // Screening, organ by organ
    sendOpinion: {
      by: 'finder',
      from: withThePolice,
      to: 'atProcuratorate',
      asks: ['policeOpinion', 'procuratorate'],
      clears: ['outcome'],
      provided: ['itBelongsToACase', 'natureIsNotUnrelated', 'receiverIsAProcuratorate'],
      sets: effects.screenedByPolice,
      acts: effects.measuresFollow,
    },
    sendBack: {
      by: 'procurator',
      from: 'atProcuratorate',
      to: [{ when: 'aMeasureHoldsIt', state: 'controlled' }, { state: 'found' }],
      asks: ['reasons'],
    },
    sendToCourt: {
      by: 'procurator',
      from: 'atProcuratorate',
      to: 'atCourt',
      asks: ['procuratorateOpinion', 'court'],
      needs: ['policeOpinion'],
      provided: ['natureIsNotUnrelated', 'aDifferentViewIsExplained', 'receiverIsACourt'],
      sets: effects.screenedByProcuratorate,
      acts: effects.measuresFollow,
    },
    findUnrelated: {
      by: ['finder', 'procurator', 'judge'],
      from: [...beforeJudgment],
      to: 'toRelease',
      asks: ['unrelatedReasons'],
      clears: ['outcome'],
      sets: effects.foundUnrelated,
    },
    release: {
      by: 'decider',
      from: 'toRelease',
      to: 'released',
      clears: ['measureInForce'],
      provided: ['actorMayRelease', 'itIsNotInCustody'],
      sets: effects.released,
      acts: effects.measuresEnd,
    },
    releaseFromCustody: {
      by: 'decider',
      from: 'toRelease',
      to: 'toHandOver',
      clears: ['measureInForce'],
      provided: ['actorMayRelease', 'itIsInCustody'],
      sets: effects.releasedFromCustody,
      acts: effects.measuresEnd,
    },

    // Back to the victim before judgment
    proposeReturn: {
      by: ['finder', 'procurator', 'judge'],
      from: [...beforeJudgment],
      to: 'toReturn',
      asks: ['ownershipProof', 'isUndisputed', 'returnPhotos'],
      clears: ['outcome'],
      provided: ['ownershipIsUndisputed'],
      sets: effects.remembered,
    },
    approveReturn: {
      by: 'decider',
      from: 'toReturn',
      to: 'toHandOver',
      provided: ['actorMayDecideTheReturn'],
      sets: effects.returnApproved,
    },
    declineReturn: {
      by: 'decider',
      from: 'toReturn',
      to: backToWhereItWas,
      asks: ['reasons'],
      provided: ['actorMayDecideTheReturn'],
    },

    // Early sale of what would spoil or lose its value
    proposeSale: {
      by: ['finder', 'custodian', 'procurator', 'judge'],
      from: [...beforeJudgment],
      to: 'toSell',
      asks: ['saleGround', 'saleReasons', 'ownerAsksForSale'],
      clears: ['outcome'],
      provided: ['itBelongsToACase', 'ownerAsksWhereTheGroundNeedsIt'],
      sets: effects.remembered,
    },
    approveSale: {
      by: 'decider',
      from: 'toSell',
      to: 'selling',
      provided: ['actorIsThePrincipalLeader'],
      sets: effects.saleApproved,
    },
    declineSale: {
      by: 'decider',
      from: 'toSell',
      to: backToWhereItWas,
      asks: ['reasons'],
      provided: ['actorIsThePrincipalLeader'],
    },
    sell: {
      by: 'custodian',
      from: 'selling',
      to: 'soldEarly',
      asks: ['proceeds', 'proceedsAccount', 'saleToldTo', 'saleToldOn'],
      clears: ['measureInForce'],
      provided: ['actorIsNotAnInvestigator', 'toldByNow'],
      sets: effects.sold,
      opens: effects.proceedsOpened,
      acts: effects.measuresEnd,
    },

    // Judgment, item by item
    judge: {
      by: 'judge',
      from: 'atCourt',
      to: [{ when: 'itIsJudgedToGoBack', state: 'toHandOver' }, { state: 'toConfiscate' }],
      asks: [
        'courtFinding',
        'heardInCourt',
        'proof',
        'judgment',
        'judgmentNumber',
        'judgmentItem',
        'equivalentGround',
      ],
      needs: ['policeOpinion', 'procuratorateOpinion'],
      provided: [
        'itemWasHeardInCourt',
        'aDifferentViewIsExplained',
        'natureIsNoLongerPending',
        'whatIsNotProvedIsNotConfiscated',
        'highProbabilityIsForTriadsOnly',
        'whatIsLawfulIsNotConfiscated',
        'victimsPropertyGoesBackToThem',
      ],
      sets: effects.judged,
    },
    applyWithoutTrial: {
      by: 'procurator',
      from: 'atProcuratorate',
      to: 'withoutTrial',
      asks: ['withoutTrialGround', 'wantedSince', 'procuratorateOpinion', 'court', 'reasons'],
      provided: ['fugitiveIsWantedForAYear', 'aDifferentViewIsExplained', 'receiverIsACourt'],
      sets: effects.screenedByProcuratorate,
      acts: effects.measuresFollow,
    },
    ruleWithoutTrial: {
      by: 'judge',
      from: 'withoutTrial',
      to: [{ when: 'itIsJudgedToGoBack', state: 'toHandOver' }, { state: 'toConfiscate' }],
      asks: [
        'noticeOn',
        'courtFinding',
        'heardInCourt',
        'proof',
        'judgment',
        'judgmentNumber',
        'judgmentItem',
        'equivalentGround',
      ],
      needs: ['policeOpinion', 'procuratorateOpinion'],
      provided: [
        'publicNoticeHasRun',
        'itemWasHeardInCourt',
        'aDifferentViewIsExplained',
        'natureIsNoLongerPending',
        'whatIsNotProvedIsNotConfiscated',
        'highProbabilityIsForTriadsOnly',
        'whatIsLawfulIsNotConfiscated',
        'victimsPropertyGoesBackToThem',
      ],
      sets: effects.judged,
    },
    confiscate: {
      by: ['enforcer', 'judge'],
      from: 'toConfiscate',
      to: 'confiscated',
      asks: ['treasuryReceipt', 'treasuryAmount'],
      clears: ['measureInForce'],
      sets: effects.confiscated,
      acts: effects.measuresEnd,
    },

    // Handing over
    handOver: {
      by: ['custodian', 'enforcer'],
      from: ['toHandOver', 'sought'],
      to: [
        { when: 'itGoesToTheVictim', state: 'returnedToVictim' },
        { when: 'itWasFoundUnrelated', state: 'released' },
        { state: 'returnedToOwner' },
      ],
      asks: ['receiver', 'receipt'],
      clears: ['measureInForce'],
      provided: ['actorIsNotAnInvestigator', 'receiverIsNoOfficial'],
      sets: effects.handedOver,
      acts: effects.measuresEnd,
    },
    seek: {
      by: ['custodian', 'enforcer'],
      from: 'toHandOver',
      to: 'sought',
      asks: ['soughtFor', 'soughtBy'],
    },
    handToTreasury: {
      by: ['custodian', 'enforcer'],
      from: 'sought',
      to: 'inTreasury',
      asks: ['treasuryReceipt', 'treasuryAmount'],
      clears: ['measureInForce'],
      provided: ['thoseSoughtHadTheirTime'],
      sets: effects.handedToTreasury,
      acts: effects.measuresEnd,
    },
    // Whoever comes later is paid from the treasury.
    refund: {
      by: ['custodian', 'enforcer'],
      from: 'inTreasury',
      to: 'refunded',
      asks: ['receiver', 'receipt'],
      provided: ['receiverIsNoOfficial'],
      sets: effects.refunded,
    },

    // The case went to another unit: its property goes with it.
    noteHandlingUnit: { by: 'caseItself', from: open, asks: ['handlingUnit'] },
    noteNamed: {
      by: 'caseItself',
      from: [
        ...open,
        'inTreasury',
        'released',
        'returnedToVictim',
        'returnedToOwner',
        'confiscated',
        'soldEarly',
        'refunded',
      ],
      adds: ['named'],
    },
    // What an early sale brought. (Last: screens put a field under the first act that asks for it.)
    receiveProceeds: { by: 'assetSold', to: 'found', asks: ofProceeds },
    receiveProceedsAtProcuratorate: { by: 'assetSold', to: 'atProcuratorate', asks: withPoliceOpinion },
    receiveProceedsAtCourt: { by: 'assetSold', to: 'atCourt', asks: withBothOpinions },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  // Lengths and rungs: rulebook/asset/*.json, by day, each with its source.
  deadlines: {
    release: {
      starts: 'findUnrelated',
      stops: ['release', 'handOver', 'seek'],
      owedBy: ['decider', 'custodian'],
    },
    decide: {
      starts: ['proposeReturn', 'proposeSale'],
      stops: ['approveReturn', 'declineReturn', 'approveSale', 'declineSale'],
      owedBy: 'decider',
    },
    // Kept without a measure, it would be nobody's: whoever has it finds it a ground, or gives it back.
    withoutMeasure: {
      starts: ['noteMeasureEndedMeanwhile', 'noteCustody'],
      into: ['atProcuratorate', 'atCourt', 'withoutTrial', ...beingDecided],
      unless: 'measureInForce',
      where: 'custodian',
      stops: ['noteMeasure', 'giveBack', 'sell', ...decidedOn],
      owedBy: ['custodian', 'finder', 'procurator', 'judge'],
    },
    proceeds: {
      starts: [
        'receiveProceeds',
        'receiveProceedsAtProcuratorate',
        'receiveProceedsAtCourt',
        'reviewProceeds',
      ],
      repeats: true,
      stops: ['reviewProceeds', 'noteMeasureEnded', 'sell', ...decidedOn],
      owedBy: ['custodian', 'procurator', 'judge'],
    },
    sell: { starts: 'approveSale', stops: 'sell', owedBy: 'custodian' },
    rule: { starts: 'applyWithoutTrial', stops: ['ruleWithoutTrial', 'giveBack'], owedBy: 'judge' },
    handOver: {
      starts: [
        'approveReturn',
        'judge',
        'ruleWithoutTrial',
        'noteMeasureEnded',
        'noteLateCustody',
        'giveBack',
      ],
      into: 'toHandOver',
      stops: ['handOver', 'seek'],
      owedBy: ['custodian', 'enforcer'],
    },
    claim: {
      starts: 'seek',
      stops: ['handOver', 'handToTreasury'],
      owedBy: ['custodian', 'enforcer'],
    },
    confiscate: {
      starts: ['judge', 'ruleWithoutTrial'],
      into: 'toConfiscate',
      stops: 'confiscate',
      owedBy: 'enforcer',
    },
  },

  requestPeriods: {
    notice: { since: { day: 'noticeOn' }, asked: 'ruleWithoutTrial' },
    claim: { since: { acts: 'seek' }, asked: 'handOver' },
  },

  documents: {
    registrationForm: {
      issuedOn: ['find', 'describe'],
      layout: 'form',
      prints: [
        'title',
        'kind',
        'marks',
        'registeredOwner',
        'claimedOwner',
        'ownerRelation',
        'value',
        'location',
      ],
    },
    screeningForm: {
      issuedOn: ['sendOpinion', 'sendToCourt', 'judge', 'ruleWithoutTrial'],
      layout: 'form',
      prints: ['title', 'kind', 'value', 'policeOpinion', 'procuratorateOpinion', 'courtFinding'],
    },
    releaseDecision: {
      issuedOn: ['release', 'releaseFromCustody'],
      layout: 'letter',
      series: 'release',
      prints: ['title', 'kind', 'unrelatedReasons'],
    },
    saleDecision: {
      issuedOn: 'approveSale',
      layout: 'letter',
      series: 'earlySale',
      prints: ['title', 'kind', 'saleGround', 'saleReasons'],
    },
    returnList: {
      issuedOn: 'handOver',
      layout: 'letter',
      series: 'returnList',
      prints: ['title', 'kind', 'marks', 'receiver', 'handOverTo'],
    },
  },

  views: {
    found: {
      for: ['finder', 'custodian'],
      shows: [...withThePolice],
      columns: ['title', 'kind', 'value', 'ownerRelation', 'nature'],
    },
    toScreen: {
      for: 'procurator',
      shows: ['atProcuratorate'],
      columns: ['title', 'kind', 'value', 'nature'],
    },
    toJudge: {
      for: 'judge',
      shows: ['atCourt', 'withoutTrial'],
      columns: ['title', 'kind', 'value', 'nature'],
    },
    toDecide: {
      for: 'decider',
      shows: ['toRelease', 'toReturn', 'toSell'],
      columns: ['title', 'kind', 'value', 'release', 'decide'],
    },
    toHandOver: {
      for: ['custodian', 'enforcer'],
      shows: ['selling', 'toHandOver', 'sought'],
      columns: ['title', 'kind', 'handOverTo', 'handOver', 'claim'],
    },
    toConfiscate: {
      for: 'enforcer',
      shows: ['toConfiscate'],
      columns: ['title', 'value', 'judgmentNumber', 'confiscate'],
    },
    ledger: {
      for: ['finder', 'decider', 'procurator', 'judge', 'overseer', 'auditor'],
      shows: [...open, ...ends, 'inTreasury', 'refunded'],
      columns: ['kind', 'value', 'nature', 'handlingUnit', 'outcome'],
    },
  },
})
