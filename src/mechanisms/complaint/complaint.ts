/**
 * Complaint (检举控告): somebody of a political-legal organ is said to have broken discipline or the law.
 *
 * The centre registers it, out of sight of everybody it names, and passes it to the body that is competent by the rank and
 * the place of whom it is about and that does not depend on them: discipline inspection, or an organ's own supervisory
 * department one level up. Two officers handle it; what is a crime of judicial staff goes to a procuratorate. Whoever was
 * wrongly accused is cleared in writing; that a complaint was made up is found only after handling and approved above. The
 * complainant is answered; a sanctioned official may appeal twice, and the sanction stands meanwhile.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { proposalsInTwo } from '#kernel/record/proposal.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { erased } from '#kernel/record/erasureBlock.ts'
import { opensRecusals, recused } from '#kernel/record/recusalBlock.ts'
import { aliasGiven } from '#kernel/record/reporterAlias.ts'
import * as effects from './complaint.effects.ts'
import { fields } from './complaint.fields.ts'
import { rules } from './complaint.rules.ts'

/** What a complaint says, whoever writes it down. */
const whatIsSaid = [
  'source',
  'receivedOn',
  'category',
  'staffOrgan',
  'title',
  'content',
  'occurredOn',
  'area',
  'stillGoingOn',
  'reportedPersons',
  'attachments',
  'realName',
  'reporter',
  'reporterMarks',
  'contactWish',
  'wishesSecrecy',
  'protectionRequested',
] as const

const underWay = [
  'toRegister',
  'toSort',
  'toApprove',
  'passedOn',
  'objected',
  'handling',
  'toDecide',
  'toConfirmFraming',
  'reexamining',
] as const
const decidedOn = ['decided', 'answered'] as const
const everywhere = [...underWay, 'toSupplement', ...decidedOn, 'told', 'archived'] as const

/** What an earlier handling left and a new one must not inherit. Its entries and signatures stay. */
const whatIsDoneAnew = ['outcome', 'decision', 'truth', 'proposal', 'handlingUnit', 'team'] as const

const aTeamThatMayHandle = [
  'teamHasEnoughOfficers',
  'teamServesInTheHandlingUnit',
  'nobodyOnTheTeamIsTiedToTheNamed',
  'nobodyOnTheTeamIsRecused',
] as const

export const complaint = defineRecord({
  name: 'complaint',
  version: 2,
  upcasts: { 1: proposalsInTwo({ routeProposal: { value: 'unitByRule', rule: 'unitRule' } }) },
  mechanism: 2,
  number: '吉检控〔{year}〕000000号',
  title: 'title',
  brief: [
    'gist',
    'content',
    'area',
    'reportedPersons',
    'named',
    'rank',
    'handlingUnit',
    'decision',
    'outcome',
  ],
  outcome: 'outcome',
  excludes: ['named', 'stillNamed', 'recused'],
  unseals: { reporter: 'openReporter' },

  fields,

  roles: {
    complainant: {
      heldBy: 'public',
      reaches: 'nothing',
      seesOnly: ['source', 'receivedOn', 'supplementWanted', 'otherChannel', 'feedbackWords'],
    },
    intake: {
      heldBy: ['intakeClerk'],
      reaches: [{ unit: 'registry', unless: 'restricted' }, { person: 'registrar' }, { person: 'enteredBy' }],
      seesAllBut: ['reporterMarks', 'findings', 'defences'],
    },
    sorter: {
      heldBy: ['assessor'],
      reaches: [
        { unit: 'registry', unless: 'restricted' },
        { person: 'sorter' },
        { unit: 'registry', during: ['toSort', 'toSupplement'] },
      ],
      seesAllBut: ['reporterMarks', 'findings', 'defences'],
    },
    director: { heldBy: ['officeHead'], reaches: { unit: 'registry' }, seesAllBut: ['reporterMarks'] },
    // The desk of the handling body: signs for it, keeps its dates, takes what the official sends in.
    desk: {
      heldBy: ['disciplineIntake', 'complaintIntake'],
      reaches: { unit: 'handlingUnit' },
      seesAllBut: ['reporterMarks', 'realName', 'reporter'],
    },
    handler: { heldBy: ['complaintHandler'], reaches: { person: 'team' }, seesAllBut: ['reporterMarks'] },
    decider: {
      heldBy: ['complaintHead'],
      reaches: { unit: 'handlingUnit' },
      seesAllBut: ['reporterMarks', 'realName', 'reporter'],
    },
    upperDecider: {
      heldBy: ['complaintHead'],
      reaches: { unitInLine: 'handlingUnit', during: ['toConfirmFraming', 'decided', 'answered'] },
      seesAllBut: ['reporterMarks', 'realName', 'reporter'],
    },
    archivist: {
      heldBy: ['archivist'],
      reaches: { unit: 'registry', during: ['answered', 'told', 'archived'] },
      seesOnly: ['source', 'receivedOn', 'category', 'title', 'handlingUnit', 'outcome', 'archiveBox'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'source',
        'receivedOn',
        'category',
        'registry',
        'handlingUnit',
        'truth',
        'outcome',
        'erasureGround',
        'erasedOn',
      ],
    },
    petitionItself: { heldBy: { record: 'petition' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    recusal: { heldBy: { record: 'recusal' }, reaches: 'nothing', seesOnly: ['recused'] },
  },

  states: {
    toRegister: {
      holds: ['source', 'receivedOn', 'registry', 'content', 'title', 'category', 'realName'],
      waitsFor: 'intake',
      publicly: 'received',
    },
    toSort: { holds: ['gist', 'registrar'], waitsFor: 'sorter', publicly: 'beingRouted' },
    toSupplement: { holds: ['supplementWanted'], waitsFor: 'sorter', publicly: 'moreWanted' },
    toApprove: { holds: ['rank', 'sorter'], waitsFor: 'director', publicly: 'beingRouted' },
    passedOn: { holds: ['handlingUnit', 'approver'], waitsFor: 'desk', publicly: 'passedToBody' },
    objected: { holds: ['handlingUnit', 'notOursReasons'], waitsFor: 'director', publicly: 'passedToBody' },
    handling: { holds: ['handlingUnit', 'team'], waitsFor: 'handler', publicly: 'beingExamined' },
    toDecide: { holds: ['findings', 'truth', 'proposal'], waitsFor: 'decider', publicly: 'beingExamined' },
    toConfirmFraming: {
      holds: ['findings', 'truth', 'decision'],
      waitsFor: 'upperDecider',
      publicly: 'beingExamined',
    },
    decided: { holds: ['outcome'], closed: true, waitsFor: ['desk', 'handler'], publicly: 'decided' },
    answered: {
      holds: ['outcome', 'feedbackWords'],
      closed: true,
      waitsFor: 'archivist',
      publicly: 'decided',
    },
    reexamining: { holds: ['outcome', 'objections'], waitsFor: 'director', publicly: 'reexamining' },
    told: {
      holds: ['outcome', 'otherChannel', 'reasons'],
      closed: true,
      waitsFor: 'archivist',
      publicly: 'outOfScope',
    },
    archived: { holds: ['outcome', 'archiveBox'], closed: true, publicly: 'decided' },
    erased: {
      holds: ['outcome', 'erasureGround', 'erasedOn'],
      closed: true,
      final: true,
      publicly: 'decided',
    },
  },

  actions: {
    report: { by: 'complainant', to: 'toRegister', asks: whatIsSaid, sets: effects.reported },
    enter: {
      by: ['intake', 'clock'],
      to: 'toRegister',
      asks: ['sourceDocument', 'importKey', ...whatIsSaid],
      provided: ['receivedByNow'],
      sets: effects.entered,
    },
    // A petition that turned out to accuse somebody.
    takeOver: {
      by: 'petitionItself',
      to: 'toRegister',
      asks: ['petition', ...whatIsSaid],
      sets: effects.reported,
    },
    register: {
      by: 'intake',
      from: 'toRegister',
      to: 'toSort',
      asks: ['gist', 'category', 'area', 'restricted', 'earlierReports'],
      adds: ['named'],
      provided: ['everyProposedEarlierComplaintIsJudged'],
      sets: effects.registered,
    },
    declareOutOfScope: {
      by: ['intake', 'director'],
      from: 'toRegister',
      to: 'told',
      asks: ['gist', 'reasons', 'otherChannel'],
      signed: { inOrder: ['intake', 'director'] },
      sets: effects.outOfScope,
    },
    name: {
      by: ['intake', 'sorter', 'director', 'desk', 'handler'],
      from: everywhere,
      asks: ['reasons'],
      adds: ['named'],
      sets: effects.registryAfterNaming,
    },
    askRecusal: {
      by: ['intake', 'sorter', 'director', 'desk', 'handler', 'decider', 'upperDecider'],
      from: [...underWay, 'toSupplement', ...decidedOn],
      adds: ['recusals'],
      provided: ['whoRecusesThemselvesIsTheActor', 'recusalIsNotAskedYet'],
      opens: opensRecusals('complaint'),
    },
    noteRecusal: { by: 'recusal', from: everywhere, asks: ['recused'], sets: recused },
    clearName: {
      by: ['intake', 'sorter', 'director'],
      from: ['toRegister', 'toSort', 'toApprove', 'objected'],
      adds: ['cleared'],
      signed: { persons: 2 },
      provided: ['onlyMatchedNamesAreCleared'],
      sets: effects.namesAfterClearing,
    },
    sort: {
      by: 'sorter',
      from: 'toSort',
      to: 'toApprove',
      asks: ['rank', 'staffOrgan', 'sortingReasons', 'proposedUnit', 'area'],
      provided: ['proposedUnitIsNotTiedToTheNamed'],
      sets: effects.sorted,
    },
    askForDetail: { by: 'sorter', from: 'toSort', to: 'toSupplement', asks: ['supplementWanted'] },
    supplement: { by: 'complainant', from: 'toSupplement', to: 'toSort', adds: ['supplements'] },
    addToReport: { by: 'complainant', from: underWay, adds: ['supplements'] },
    proceedWithout: { by: 'sorter', from: 'toSupplement', to: 'toSort', asks: ['reasons'] },
    returnToSorter: { by: 'director', from: 'toApprove', to: 'toSort', asks: ['reasons'] },
    approve: {
      by: 'director',
      from: 'toApprove',
      to: 'passedOn',
      asks: ['handlingUnit', 'instructions'],
      provided: ['actorIsNotTheSorter', 'handlingUnitIsNotTiedToTheNamed', 'handlingUnitIsCompetent'],
      sets: effects.approved,
    },
    handUp: {
      by: 'director',
      from: 'toApprove',
      to: 'decided',
      asks: ['reasons', 'transferTo'],
      provided: ['noBodyOfTheProvinceIsFree'],
      sets: () => ({ outcome: 'transferred' }),
    },
    objectNotOurs: { by: 'desk', from: 'passedOn', to: 'objected', asks: ['notOursReasons'] },
    upholdObjection: {
      by: 'director',
      from: 'objected',
      to: 'toApprove',
      asks: ['reasons'],
      clears: ['handlingUnit'],
    },
    rejectObjection: { by: 'director', from: 'objected', to: 'passedOn', asks: ['reasons'] },
    takeBack: {
      by: 'director',
      from: ['passedOn', 'objected', 'handling', 'toDecide'],
      to: 'toApprove',
      asks: ['reasons'],
      clears: ['handlingUnit', 'team', 'truth', 'proposal'],
    },
    accept: {
      by: ['desk', 'decider'],
      from: 'passedOn',
      to: 'handling',
      asks: ['team'],
      provided: aTeamThatMayHandle,
    },
    tellAcceptance: { by: 'handler', from: 'handling', adds: ['acceptances'] },
    changeTeam: {
      by: 'decider',
      from: 'handling',
      asks: ['team', 'reasons'],
      provided: aTeamThatMayHandle,
    },
    logStep: { by: 'handler', from: 'handling', adds: ['steps'], provided: ['twoOfficersTookPart'] },
    hearDefence: { by: 'handler', from: 'handling', adds: ['defences'] },
    // Crimes of judicial staff that a procuratorate investigates itself (CPL art 19).
    handCrimeOver: {
      by: 'handler',
      from: 'handling',
      adds: ['referrals'],
      provided: ['referralsGoToAProcuratorate', 'referralsGoAroundTheNamed'],
    },
    noteReferralAnswer: {
      by: ['handler', 'desk'],
      from: ['handling', 'toDecide', ...decidedOn],
      adds: ['referralAnswers'],
      provided: ['aReferralIsUnanswered'],
    },
    submitReport: {
      by: 'handler',
      from: 'handling',
      to: 'toDecide',
      asks: ['findings', 'truth', 'proposal'],
      provided: ['aStepWasLogged', 'namedComplainantWasTold', 'proposalFitsTheTruth', 'defenceWasHeard'],
      sets: effects.reportSubmitted,
    },
    sendBack: { by: 'decider', from: 'toDecide', to: 'handling', asks: ['reasons'] },
    decide: {
      by: 'decider',
      from: 'toDecide',
      to: [{ when: 'framingIsAlleged', state: 'toConfirmFraming' }, { state: 'decided' }],
      asks: ['decision', 'decisionOpinion'],
      provided: ['actorIsNotOfTheTeam', 'decisionFitsTheTruth', 'defenceWasHeard'],
      sets: effects.decided,
    },
    confirmFraming: {
      by: 'upperDecider',
      from: 'toConfirmFraming',
      to: 'decided',
      asks: ['framingOpinion'],
      provided: ['actorIsOfMunicipalLevelOrAbove', 'actorTookNoPartBefore'],
      sets: effects.framingConfirmed,
    },
    // A complaint that is wrong is not one that was made up (CPL art 111).
    rejectFraming: {
      by: 'upperDecider',
      from: 'toConfirmFraming',
      to: 'decided',
      asks: ['framingOpinion'],
      provided: ['actorIsOfMunicipalLevelOrAbove', 'actorTookNoPartBefore'],
      sets: effects.framingRejected,
    },
    clear: {
      by: ['desk', 'handler'],
      from: decidedOn,
      asks: ['clearingWay', 'clearingWords'],
      provided: ['somebodyIsToBeCleared'],
    },
    feedBack: {
      by: ['desk', 'handler'],
      from: 'decided',
      to: 'answered',
      asks: ['feedbackWay', 'feedbackWords'],
      provided: ['namedComplainantIsAnsweredInPerson'],
    },
    object: {
      by: 'complainant',
      from: ['answered', 'told'],
      to: 'reexamining',
      adds: ['objections'],
      provided: ['objectionIsInTime'],
    },
    grantReexamination: {
      by: 'director',
      from: 'reexamining',
      to: 'toSort',
      asks: ['reasons'],
      clears: whatIsDoneAnew,
    },
    refuseReexamination: {
      by: 'director',
      from: 'reexamining',
      to: 'answered',
      asks: ['reasons', 'feedbackWords'],
    },
    // The official's appeals: no state changes, so the sanction stands while they run (政务处分法 art 55).
    tellSanction: {
      by: ['desk', 'handler'],
      from: decidedOn,
      asks: ['sanctionToldOn'],
      provided: ['aSanctionWasImposed', 'toldByNow'],
    },
    lodgeAppeal: {
      by: 'desk',
      from: decidedOn,
      asks: ['appealLodgedOn', 'appealGrounds'],
      provided: ['theSanctionWasTold', 'appealIsInTime', 'noAppealWasLodged'],
    },
    decideAppeal: {
      by: 'decider',
      from: decidedOn,
      asks: ['appealResult', 'appealOpinion'],
      provided: ['anAppealIsOpen', 'actorDidNotDecide'],
    },
    lodgeSecondAppeal: {
      by: 'desk',
      from: decidedOn,
      asks: ['secondAppealLodgedOn', 'appealGrounds'],
      provided: ['theAppealWasDecided', 'secondAppealIsInTime', 'noSecondAppealWasLodged'],
    },
    decideSecondAppeal: {
      by: 'upperDecider',
      from: decidedOn,
      asks: ['secondAppealResult', 'appealOpinion'],
      provided: ['aSecondAppealIsOpen', 'actorIsOfTheUnitAbove', 'actorTookNoPartBefore'],
    },
    archive: {
      by: 'archivist',
      from: ['answered', 'told'],
      to: 'archived',
      asks: ['archiveBox'],
      provided: ['theWronglyAccusedIsCleared', 'everyReferralIsAnswered', 'noAppealIsOpen'],
    },
    reopen: {
      by: 'director',
      from: ['decided', 'answered', 'told', 'archived'],
      to: 'toSort',
      asks: ['reasons'],
      clears: whatIsDoneAnew,
    },
    // Two people destroy the key of the record; what is not personal and every proof stay (PIPL art 47).
    erase: {
      by: ['archivist', 'director', 'intake'],
      from: 'archived',
      to: 'erased',
      asks: ['erasureGround', 'reasons'],
      signed: { persons: 2 },
      provided: ['retentionHasEndedWhereTheGroundIsThat'],
      sets: erased,
      erases: true,
    },
    // Register gives one by itself where the dated table says so; this is for protection that is asked for later.
    giveAlias: {
      by: 'director',
      from: [...underWay, 'toSupplement'],
      needs: ['reporter'],
      provided: ['noAliasYet'],
      sets: aliasGiven,
    },
    openReporter: {
      by: ['intake', 'sorter', 'director', 'handler'],
      from: [...underWay, 'toSupplement', 'decided', 'answered', 'told'],
      asks: ['openingReasons'],
      signed: { persons: 2 },
      provided: ['aComplainantIsSealed'],
    },
    withdrawSignature: {
      by: ['intake', 'sorter', 'director', 'handler', 'archivist'],
      from: [...underWay, 'toSupplement', 'decided', 'answered', 'told', 'archived'],
      asks: ['withdrawalReasons'],
      withdraws: ['declareOutOfScope', 'clearName', 'erase', 'openReporter'],
    },
    supervise: { by: 'director', from: underWay, adds: ['supervisions'] },
    escalate: { by: 'clock', from: everywhere, adds: ['supervisions'] },
    replyToSupervision: {
      by: ['desk', 'handler', 'decider'],
      from: ['passedOn', 'handling', 'toDecide'],
      adds: ['supervisionReplies'],
    },
  },

  rules,

  // Lengths and rungs: rulebook/complaint/*.json, by day, each with its source.
  deadlines: {
    register: {
      starts: ['report', 'enter', 'takeOver'],
      stops: ['register', 'declareOutOfScope'],
      owedBy: 'intake',
    },
    sort: {
      starts: ['register', 'returnToSorter', 'grantReexamination', 'reopen'],
      suspends: 'askForDetail',
      resumes: ['supplement', 'proceedWithout'],
      stops: 'sort',
      owedBy: 'sorter',
    },
    supplement: { starts: 'askForDetail', stops: ['supplement', 'proceedWithout'], owedBy: 'sorter' },
    approve: {
      starts: ['sort', 'upholdObjection', 'takeBack'],
      stops: ['approve', 'returnToSorter', 'handUp'],
      owedBy: 'director',
    },
    accept: {
      starts: ['approve', 'rejectObjection'],
      stops: ['accept', 'objectNotOurs', 'takeBack'],
      owedBy: 'desk',
    },
    arbitrate: {
      starts: 'objectNotOurs',
      stops: ['upholdObjection', 'rejectObjection', 'takeBack'],
      owedBy: 'director',
    },
    tellAcceptance: {
      starts: 'accept',
      stops: ['tellAcceptance', 'submitReport', 'takeBack'],
      owedBy: 'handler',
    },
    handle: {
      starts: 'accept',
      suspends: 'submitReport',
      resumes: 'sendBack',
      stops: ['decide', 'takeBack'],
      owedBy: ['handler', 'decider'],
    },
    decide: { starts: 'submitReport', stops: ['decide', 'sendBack', 'takeBack'], owedBy: 'decider' },
    confirmFraming: {
      starts: 'decide',
      into: 'toConfirmFraming',
      stops: ['confirmFraming', 'rejectFraming'],
      owedBy: 'upperDecider',
    },
    referral: {
      starts: 'handCrimeOver',
      stops: ['noteReferralAnswer', 'takeBack', 'erase'],
      owedBy: ['handler', 'desk'],
    },
    feedBack: {
      starts: ['decide', 'confirmFraming', 'rejectFraming', 'handUp'],
      into: 'decided',
      stops: ['feedBack', 'reopen'],
      owedBy: ['desk', 'handler'],
    },
    reexamine: { starts: 'object', stops: ['grantReexamination', 'refuseReexamination'], owedBy: 'director' },
    appeal: { starts: 'lodgeAppeal', stops: ['decideAppeal', 'reopen', 'erase'], owedBy: 'decider' },
    secondAppeal: {
      starts: 'lodgeSecondAppeal',
      stops: ['decideSecondAppeal', 'reopen', 'erase'],
      owedBy: 'upperDecider',
    },
    archive: {
      starts: ['feedBack', 'refuseReexamination', 'declareOutOfScope'],
      stops: ['archive', 'reopen', 'object'],
      owedBy: 'archivist',
    },
  },

  requestPeriods: {
    object: { since: { acts: ['feedBack', 'refuseReexamination', 'declareOutOfScope'] }, asked: 'object' },
    lodgeAppeal: { since: { day: 'sanctionToldOn' }, asked: 'lodgeAppeal' },
    lodgeSecondAppeal: { since: { acts: 'decideAppeal' }, asked: 'lodgeSecondAppeal' },
  },

  documents: {
    receipt: {
      issuedOn: ['report', 'enter', 'takeOver'],
      layout: 'letter',
      prints: ['source', 'receivedOn', 'category'],
      from: 'registry',
      givenTo: 'complainant',
    },
    registrationForm: {
      issuedOn: 'register',
      layout: 'form',
      prints: [
        'source',
        'receivedOn',
        'category',
        'title',
        'gist',
        'area',
        'protectedAs',
        'reportedPersons',
        'content',
      ],
    },
    outOfScopeNotice: {
      issuedOn: 'declareOutOfScope',
      layout: 'letter',
      series: 'notice',
      prints: ['otherChannel', 'reasons'],
      givenTo: 'complainant',
    },
    forwardingLetter: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'forwarding',
      to: 'handlingUnit',
      prints: [
        'handlingUnit',
        'rank',
        'title',
        'gist',
        'content',
        'protectedAs',
        'reportedPersons',
        'instructions',
      ],
    },
    crimeReferral: { issuedOn: 'handCrimeOver', layout: 'letter', series: 'referral', prints: ['referrals'] },
    handlingReport: {
      issuedOn: ['submitReport', 'decide'],
      layout: 'report',
      prints: [
        'gist',
        'protectedAs',
        'reportedPersons',
        'steps',
        'defences',
        'findings',
        'truth',
        'proposal',
        'decision',
      ],
    },
    clearingLetter: {
      issuedOn: 'clear',
      layout: 'letter',
      series: 'clearing',
      prints: ['clearingWay', 'clearingWords'],
    },
    answer: {
      issuedOn: ['feedBack', 'refuseReexamination'],
      layout: 'letter',
      series: 'answer',
      prints: ['feedbackWay', 'feedbackWords'],
      givenTo: 'complainant',
    },
    appealDecision: {
      issuedOn: 'decideAppeal',
      layout: 'letter',
      series: 'appeal',
      prints: ['appealLodgedOn', 'appealResult', 'appealOpinion'],
    },
    secondAppealDecision: {
      issuedOn: 'decideSecondAppeal',
      layout: 'letter',
      series: 'secondAppeal',
      prints: ['secondAppealLodgedOn', 'secondAppealResult', 'appealOpinion'],
    },
    supervisionLetter: {
      issuedOn: ['supervise', 'escalate'],
      layout: 'letter',
      series: 'supervision',
      when: 'aUnitIsSupervisedInWriting',
      to: 'handlingUnit',
      from: 'registry',
      prints: ['handlingUnit', 'title', 'supervisions'],
    },
  },

  views: {
    toRegister: {
      for: 'intake',
      shows: ['toRegister'],
      columns: ['receivedOn', 'source', 'title', 'register'],
    },
    toSort: {
      for: 'sorter',
      shows: ['toSort', 'toSupplement'],
      columns: ['title', 'category', 'area', 'sort'],
    },
    toApprove: {
      for: 'director',
      shows: ['toApprove', 'objected', 'reexamining'],
      columns: ['title', 'rank', 'proposedUnit', 'approve'],
    },
    toAccept: { for: 'desk', shows: ['passedOn'], columns: ['title', 'category', 'accept'] },
    handling: {
      for: 'handler',
      shows: ['handling'],
      columns: ['title', 'category', 'handle', 'tellAcceptance'],
    },
    toDecide: { for: 'decider', shows: ['toDecide'], columns: ['title', 'truth', 'decide'] },
    toConfirmFraming: {
      for: 'upperDecider',
      shows: ['toConfirmFraming'],
      columns: ['title', 'truth', 'confirmFraming'],
    },
    toAnswer: { for: ['desk', 'handler'], shows: ['decided'], columns: ['title', 'outcome', 'feedBack'] },
    toArchive: { for: 'archivist', shows: ['answered', 'told'], columns: ['title', 'outcome', 'archive'] },
    ledger: {
      for: ['director', 'auditor'],
      shows: everywhere,
      columns: ['receivedOn', 'category', 'handlingUnit', 'handle', 'outcome'],
    },
  },
})
