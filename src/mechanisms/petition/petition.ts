/**
 * Litigation petition (涉法涉诉信访): somebody asks that something about a case or a procedure of the political-legal organs
 * be put right.
 *
 * The centre registers it and sorts litigation from petition: what is a matter of litigation rights goes into the legal
 * procedure of the organ that is competent; what no procedure covers is answered by that organ with a written opinion; the
 * rest is told where to go. An opinion may be reviewed, and reviewed again, each time one level higher; then the matter is
 * ended, and only a legal ground opens it again. Nothing here can be done to a petitioner for petitioning.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { proposalsInTwo } from '#kernel/record/proposal.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { erased } from '#kernel/record/erasureBlock.ts'
import { aliasGiven } from '#kernel/record/reporterAlias.ts'
import * as effects from './petition.effects.ts'
import { fields } from './petition.fields.ts'
import { rules } from './petition.rules.ts'

/** What a petition says, whoever writes it down. */
const whatIsAsked = [
  'source',
  'receivedOn',
  'category',
  'title',
  'claim',
  'content',
  'concernedOrgan',
  'caseNumber',
  'procedureOpen',
  'occurredOn',
  'area',
  'reportedPersons',
  'joint',
  'representatives',
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
  'toIssue',
  'toReview',
  'toReviewAgain',
] as const
const settled = ['told', 'answered', 'reviewed', 'ended', 'archived'] as const
const withTheUnit = ['handling', 'toIssue', 'answered', 'toReview', 'reviewed', 'toReviewAgain'] as const

/** What an earlier handling left and a new one must not inherit. Its entries stay. */
const whatIsDoneAnew = [
  'outcome',
  'feedbackWords',
  'reviewOpinion',
  'secondReviewOpinion',
  'result',
  'handlingUnit',
  'handler',
  'reviewUnit',
  'reviewResult',
  'secondReviewUnit',
  'secondReviewResult',
] as const

export const petition = defineRecord({
  name: 'petition',
  version: 2,
  upcasts: { 1: proposalsInTwo({ routeProposal: { value: 'unitByRule', rule: 'unitRule' } }) },
  mechanism: 2,
  number: '吉涉诉访〔{year}〕000000号',
  title: 'title',
  brief: [
    'gist',
    'claim',
    'area',
    'concernedOrgan',
    'reportedPersons',
    'procedure',
    'handlingUnit',
    'result',
    'outcome',
  ],
  outcome: 'outcome',
  excludes: ['named', 'stillNamed'],
  unseals: { reporter: 'openReporter' },

  fields,

  roles: {
    petitioner: {
      heldBy: 'public',
      reaches: 'nothing',
      seesOnly: [
        'source',
        'receivedOn',
        'supplementWanted',
        'otherChannel',
        'acceptanceWords',
        'feedbackWords',
        'reviewOpinion',
        'secondReviewOpinion',
        'remedies',
      ],
    },
    intake: {
      heldBy: ['intakeClerk'],
      reaches: [{ unit: 'registry' }, { person: 'registrar' }, { person: 'enteredBy' }],
      seesAllBut: ['reporterMarks'],
    },
    // What a petition office hands on it may follow, and answer for at its own window; nothing more.
    petitionOffice: {
      heldBy: ['petitionIntake'],
      reaches: [{ unit: 'enteredAt' }],
      seesOnly: ['source', 'receivedOn', 'category', 'title', 'handlingUnit', 'outcome', 'feedbackWords'],
    },
    sorter: { heldBy: ['assessor'], reaches: { unit: 'registry' }, seesAllBut: ['reporterMarks'] },
    director: { heldBy: ['officeHead'], reaches: { unit: 'registry' }, seesAllBut: ['reporterMarks'] },
    receiver: {
      heldBy: ['petitionHandler'],
      reaches: { unit: 'handlingUnit', during: ['passedOn', 'objected'] },
      seesAllBut: ['reporterMarks'],
    },
    handler: { heldBy: ['petitionHandler'], reaches: { person: 'handler' }, seesAllBut: ['reporterMarks'] },
    unitHead: {
      heldBy: ['petitionHead', 'organHead'],
      reaches: { unit: 'handlingUnit' },
      seesAllBut: ['reporterMarks'],
    },
    reviewer: {
      heldBy: ['petitionHead', 'organHead', 'officeHead'],
      reaches: { unit: 'reviewUnit', during: ['toReview', 'reviewed', 'toReviewAgain', 'ended'] },
      seesAllBut: ['reporterMarks'],
    },
    secondReviewer: {
      heldBy: ['petitionHead', 'organHead', 'officeHead'],
      reaches: { unit: 'secondReviewUnit', during: ['toReviewAgain', 'ended'] },
      seesAllBut: ['reporterMarks'],
    },
    archivist: {
      heldBy: ['archivist'],
      reaches: { unit: 'registry', during: [...settled] },
      seesAllBut: ['reporterMarks', 'realName'],
    },
    leader: {
      heldBy: ['leader'],
      reaches: { area: 'handlingUnit' },
      seesOnly: ['receivedOn', 'category', 'area', 'handlingUnit', 'outcome', 'supervisions'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'source',
        'receivedOn',
        'category',
        'registry',
        'procedure',
        'handlingUnit',
        'outcome',
        'erasureGround',
        'erasedOn',
      ],
    },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toRegister: {
      holds: ['source', 'receivedOn', 'registry', 'claim', 'content', 'title', 'category', 'realName'],
      waitsFor: 'intake',
      publicly: 'received',
    },
    toSort: { holds: ['gist', 'registrar'], waitsFor: 'sorter', publicly: 'beingSorted' },
    toSupplement: { holds: ['supplementWanted'], waitsFor: 'sorter', publicly: 'moreWanted' },
    toApprove: { holds: ['procedure', 'sorter'], waitsFor: 'director', publicly: 'beingSorted' },
    passedOn: { holds: ['handlingUnit', 'approver'], waitsFor: 'receiver', publicly: 'handedOn' },
    objected: { holds: ['handlingUnit', 'notOursReasons'], waitsFor: 'director', publicly: 'handedOn' },
    handling: { holds: ['handlingUnit', 'handler'], waitsFor: 'handler', publicly: 'beingHandled' },
    toIssue: { holds: ['result', 'findings'], waitsFor: 'unitHead', publicly: 'beingHandled' },
    answered: {
      holds: ['outcome', 'feedbackWords'],
      closed: true,
      waitsFor: 'archivist',
      publicly: 'opinionGiven',
    },
    toReview: { holds: ['outcome', 'reviewUnit'], waitsFor: 'reviewer', publicly: 'underReview' },
    reviewed: {
      holds: ['outcome', 'reviewResult', 'reviewOpinion'],
      closed: true,
      waitsFor: 'archivist',
      publicly: 'reviewed',
    },
    toReviewAgain: {
      holds: ['outcome', 'secondReviewUnit'],
      waitsFor: 'secondReviewer',
      publicly: 'underSecondReview',
    },
    ended: {
      holds: ['outcome', 'secondReviewResult'],
      closed: true,
      waitsFor: 'archivist',
      publicly: 'ended',
    },
    told: {
      holds: ['outcome', 'reasons', 'feedbackWords'],
      closed: true,
      waitsFor: 'archivist',
      publicly: 'toldElsewhere',
    },
    archived: { holds: ['outcome', 'archiveBox'], closed: true, publicly: 'settled' },
    erased: {
      holds: ['outcome', 'erasureGround', 'erasedOn'],
      closed: true,
      final: true,
      publicly: 'settled',
    },
  },

  actions: {
    submit: { by: 'petitioner', to: 'toRegister', asks: whatIsAsked, sets: effects.submitted },
    enter: {
      by: ['intake', 'petitionOffice', 'clock'],
      to: 'toRegister',
      asks: ['sourceDocument', 'importKey', ...whatIsAsked],
      provided: ['receivedByNow', 'representativesAreFewEnough'],
      sets: effects.entered,
    },
    register: {
      by: 'intake',
      from: 'toRegister',
      to: 'toSort',
      asks: ['gist', 'category', 'area', 'earlierReports'],
      adds: ['named'],
      provided: ['everyProposedEarlierPetitionIsJudged'],
      sets: effects.registered,
    },
    name: {
      by: ['intake', 'sorter', 'director', 'receiver', 'handler', 'reviewer'],
      from: [...underWay, 'toSupplement', 'answered', 'reviewed', 'ended', 'told'],
      asks: ['reasons'],
      adds: ['named'],
      sets: effects.registryAfterNaming,
    },
    sort: {
      by: 'sorter',
      from: 'toSort',
      to: 'toApprove',
      asks: ['procedure', 'sortingReasons', 'proposedUnit', 'area'],
      provided: ['proposedUnitIsNotTiedToTheNamed'],
      sets: effects.sorted,
    },
    tellWhereToGo: {
      by: ['sorter', 'director'],
      from: 'toSort',
      to: 'told',
      asks: ['reasons', 'otherChannel', 'feedbackWords'],
      signed: { inOrder: ['sorter', 'director'] },
      sets: effects.toldWhereToGo,
    },
    // The same matter is under way already (art 19), or was ended for good (art 36).
    declareRepeated: {
      by: ['sorter', 'director'],
      from: 'toSort',
      to: 'told',
      asks: ['reasons', 'earlier', 'feedbackWords'],
      signed: { inOrder: ['sorter', 'director'] },
      provided: ['earlierIsAnotherPetition', 'earlierIsUnderWayOrEnded'],
      sets: effects.declaredRepeated,
    },
    // An accusation against staff is no petition: discipline inspection gets it (arts 22, 30).
    handToDiscipline: {
      by: 'director',
      from: ['toSort', 'toApprove'],
      to: 'told',
      asks: ['reasons', 'feedbackWords'],
      provided: ['actorIsNotTheSorter'],
      opens: effects.asComplaint,
      sets: effects.handedToDiscipline,
    },
    askForDetail: { by: 'sorter', from: 'toSort', to: 'toSupplement', asks: ['supplementWanted'] },
    supplement: { by: 'petitioner', from: 'toSupplement', to: 'toSort', adds: ['supplements'] },
    addToReport: { by: 'petitioner', from: underWay, adds: ['supplements'] },
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
    objectNotOurs: { by: 'receiver', from: 'passedOn', to: 'objected', asks: ['notOursReasons'] },
    upholdObjection: {
      by: 'director',
      from: 'objected',
      to: 'toApprove',
      asks: ['reasons'],
      clears: ['handlingUnit'],
    },
    rejectObjection: { by: 'director', from: 'objected', to: 'passedOn', asks: ['reasons'] },
    // Somebody of the unit turned out to be named, or it cannot do it: the petition goes elsewhere.
    takeBack: {
      by: 'director',
      from: ['passedOn', 'objected', 'handling', 'toIssue'],
      to: 'toApprove',
      asks: ['reasons'],
      clears: ['handlingUnit', 'handler', 'result'],
    },
    accept: {
      by: 'receiver',
      from: 'passedOn',
      to: 'handling',
      asks: ['acceptanceWay', 'acceptanceWords'],
      sets: effects.accepted,
    },
    logStep: { by: 'handler', from: 'handling', adds: ['steps'] },
    extend: {
      by: 'unitHead',
      from: 'handling',
      asks: ['extensionTerm', 'extensionReasons'],
      provided: ['actorIsNotTheHandler', 'extensionsAreNotUsedUp'],
    },
    draftOpinion: {
      by: 'handler',
      from: 'handling',
      to: 'toIssue',
      asks: ['result', 'findings', 'legalGrounds'],
      provided: ['aStepWasLogged', 'resultFitsTheProcedure'],
    },
    returnDraft: { by: 'unitHead', from: 'toIssue', to: 'handling', asks: ['reasons'] },
    issue: {
      by: 'unitHead',
      from: 'toIssue',
      to: 'answered',
      asks: ['feedbackWay', 'feedbackWords'],
      provided: ['actorIsNotTheHandler', 'namedPetitionerIsAnsweredInPerson'],
      sets: effects.issued,
    },
    requestReview: {
      by: ['petitioner', 'intake'],
      from: 'answered',
      to: 'toReview',
      adds: ['objections'],
      provided: ['anOpinionWasIssued', 'requestIsInTime'],
      sets: effects.reviewRequested,
    },
    decideReview: {
      by: 'reviewer',
      from: 'toReview',
      to: 'reviewed',
      asks: ['reviewResult', 'reviewOpinion'],
      provided: ['actorTookNoPartBefore'],
      sets: effects.reviewDecided,
    },
    orderAnew: {
      by: 'reviewer',
      from: 'toReview',
      to: 'passedOn',
      asks: ['reviewOpinion'],
      provided: ['actorTookNoPartBefore'],
      clears: ['outcome', 'result', 'handler', 'feedbackWords'],
    },
    requestSecondReview: {
      by: ['petitioner', 'intake'],
      from: 'reviewed',
      to: 'toReviewAgain',
      adds: ['objections'],
      provided: ['requestIsInTime'],
      sets: effects.secondReviewRequested,
    },
    callHearing: {
      by: 'secondReviewer',
      from: 'toReviewAgain',
      asks: ['reasons'],
      provided: ['noHearingIsUnderWay'],
    },
    closeHearing: {
      by: 'secondReviewer',
      from: 'toReviewAgain',
      adds: ['hearings'],
      provided: ['aHearingIsUnderWay'],
    },
    decideSecondReview: {
      by: 'secondReviewer',
      from: 'toReviewAgain',
      to: 'ended',
      asks: ['secondReviewResult', 'secondReviewOpinion'],
      provided: ['actorTookNoPartBefore', 'noHearingIsUnderWay'],
      sets: effects.secondReviewDecided,
    },
    reopen: {
      by: 'director',
      from: settled,
      to: 'toSort',
      asks: ['reopeningGround', 'reasons'],
      provided: ['groundIsStrongEnough'],
      clears: whatIsDoneAnew,
    },
    archive: {
      by: 'archivist',
      from: ['told', 'answered', 'reviewed', 'ended'],
      to: 'archived',
      asks: ['archiveBox'],
      provided: ['timeForReviewHasPassed'],
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
    // Two persons, for a reason: one cannot look alone (domain 2.8 rule 4).
    openReporter: {
      by: ['intake', 'sorter', 'director', 'handler'],
      from: [...underWay, 'toSupplement', 'answered', 'reviewed', 'ended', 'told'],
      asks: ['openingReasons'],
      signed: { persons: 2 },
      provided: ['aPetitionerIsSealed'],
    },
    withdrawSignature: {
      by: ['intake', 'sorter', 'director', 'handler', 'archivist'],
      from: [...underWay, 'toSupplement', 'answered', 'reviewed', 'ended', 'told', 'archived'],
      asks: ['withdrawalReasons'],
      withdraws: ['tellWhereToGo', 'declareRepeated', 'erase', 'openReporter'],
    },
    supervise: { by: 'director', from: underWay, adds: ['supervisions'] },
    escalate: {
      by: 'clock',
      from: [...underWay, 'toSupplement', 'answered', 'reviewed', 'ended', 'told'],
      adds: ['supervisions'],
    },
    replyToSupervision: {
      by: ['receiver', 'handler', 'unitHead'],
      from: ['passedOn', ...withTheUnit],
      adds: ['supervisionReplies'],
    },
  },

  rules,

  // Lengths and rungs: rulebook/petition/*.json, by day, each with its source.
  deadlines: {
    sort: {
      starts: ['submit', 'enter', 'reopen'],
      stops: ['approve', 'tellWhereToGo', 'declareRepeated', 'handToDiscipline'],
      owedBy: ['intake', 'sorter', 'director'],
    },
    supplement: { starts: 'askForDetail', stops: ['supplement', 'proceedWithout'], owedBy: 'sorter' },
    redirect: {
      starts: ['upholdObjection', 'takeBack'],
      stops: ['approve', 'returnToSorter', 'handToDiscipline'],
      owedBy: 'director',
    },
    accept: {
      starts: ['approve', 'rejectObjection', 'orderAnew'],
      stops: ['accept', 'objectNotOurs', 'takeBack'],
      owedBy: 'receiver',
    },
    objectNotOurs: { starts: 'approve', stops: ['accept', 'objectNotOurs', 'takeBack'], owedBy: 'receiver' },
    arbitrate: {
      starts: 'objectNotOurs',
      stops: ['upholdObjection', 'rejectObjection', 'takeBack'],
      owedBy: 'director',
    },
    handle: {
      starts: 'accept',
      stops: ['issue', 'takeBack'],
      extended: { by: 'extend', term: 'extensionTerm' },
      owedBy: ['handler', 'unitHead'],
    },
    review: { starts: 'requestReview', stops: ['decideReview', 'orderAnew'], owedBy: 'reviewer' },
    secondReview: {
      starts: 'requestSecondReview',
      suspends: 'callHearing',
      resumes: 'closeHearing',
      stops: 'decideSecondReview',
      owedBy: 'secondReviewer',
    },
    archive: {
      starts: [
        'issue',
        'decideReview',
        'decideSecondReview',
        'tellWhereToGo',
        'declareRepeated',
        'handToDiscipline',
      ],
      stops: ['archive', 'reopen', 'requestReview', 'requestSecondReview'],
      owedBy: 'archivist',
    },
  },

  requestPeriods: {
    requestReview: { since: { acts: 'issue' }, asked: 'requestReview' },
    requestSecondReview: { since: { acts: 'decideReview' }, asked: 'requestSecondReview' },
  },

  documents: {
    // Bears the register number, which has no gaps either.
    receipt: {
      issuedOn: ['submit', 'enter'],
      layout: 'letter',
      prints: ['source', 'receivedOn', 'category'],
      from: 'registry',
      givenTo: 'petitioner',
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
        'claim',
        'concernedOrgan',
        'area',
        'protectedAs',
      ],
    },
    whereToGoNotice: {
      issuedOn: ['tellWhereToGo', 'declareRepeated', 'handToDiscipline'],
      layout: 'letter',
      series: 'notice',
      prints: ['title', 'outcome', 'feedbackWords', 'otherChannel', 'remedies'],
      givenTo: 'petitioner',
    },
    forwardingLetter: {
      issuedOn: 'approve',
      layout: 'letter',
      series: 'forwarding',
      to: 'handlingUnit',
      prints: [
        'handlingUnit',
        'title',
        'gist',
        'claim',
        'content',
        'concernedOrgan',
        'protectedAs',
        'instructions',
      ],
    },
    acceptanceNotice: {
      issuedOn: 'accept',
      layout: 'letter',
      series: 'acceptance',
      prints: ['title', 'handlingUnit', 'acceptanceWords'],
      givenTo: 'petitioner',
    },
    extensionNotice: {
      issuedOn: 'extend',
      layout: 'letter',
      series: 'extension',
      prints: ['title', 'extensionTerm', 'extensionReasons'],
      givenTo: 'petitioner',
    },
    opinion: {
      issuedOn: 'issue',
      layout: 'letter',
      series: 'opinion',
      prints: ['title', 'claim', 'result', 'legalGrounds', 'feedbackWords', 'remedies'],
      givenTo: 'petitioner',
    },
    reviewOpinion: {
      issuedOn: ['decideReview', 'orderAnew'],
      layout: 'letter',
      series: 'firstReview',
      prints: ['title', 'reviewResult', 'reviewOpinion', 'remedies'],
      givenTo: 'petitioner',
    },
    secondReviewOpinion: {
      issuedOn: 'decideSecondReview',
      layout: 'letter',
      series: 'secondReview',
      prints: ['title', 'secondReviewResult', 'secondReviewOpinion', 'remedies'],
      givenTo: 'petitioner',
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
      columns: ['receivedOn', 'source', 'title', 'sort'],
    },
    toSort: {
      for: 'sorter',
      shows: ['toSort', 'toSupplement'],
      columns: ['title', 'category', 'area', 'sort'],
    },
    toApprove: {
      for: 'director',
      shows: ['toApprove', 'objected'],
      columns: ['title', 'procedure', 'proposedUnit', 'sort'],
    },
    toAccept: { for: 'receiver', shows: ['passedOn'], columns: ['title', 'category', 'accept'] },
    handling: { for: 'handler', shows: ['handling'], columns: ['title', 'category', 'handle'] },
    toIssue: { for: 'unitHead', shows: ['toIssue'], columns: ['title', 'result', 'handle'] },
    toReview: { for: 'reviewer', shows: ['toReview'], columns: ['title', 'outcome', 'review'] },
    toReviewAgain: {
      for: 'secondReviewer',
      shows: ['toReviewAgain'],
      columns: ['title', 'outcome', 'secondReview'],
    },
    toArchive: {
      for: 'archivist',
      shows: ['told', 'answered', 'reviewed', 'ended'],
      columns: ['title', 'outcome', 'archive'],
    },
    handedIn: {
      for: 'petitionOffice',
      shows: [...underWay, 'toSupplement', ...settled],
      columns: ['receivedOn', 'title', 'handlingUnit', 'outcome'],
    },
    ledger: {
      for: ['director', 'leader', 'auditor'],
      shows: [...underWay, 'toSupplement', ...settled],
      columns: ['receivedOn', 'category', 'handlingUnit', 'handle', 'outcome'],
    },
  },
})
