/**
 * Case (案件): what grew out of clues, or what a police organ took up, and which is investigated, prosecuted and tried as
 * organised crime or as what it turns out to be.
 *
 * It has one handling unit and a team; a designation takes it from one unit and gives it to another in one instant. It passes
 * gates, filing, end of investigation, prosecution, trial, each reviewed element by element from outside the team; when organs
 * disagree, a consultation opens by itself and each organ decides afterwards. Its label (涉黑, 恶势力犯罪集团, 恶势力组织)
 * changes only after a look from outside the police, and never without leaving the old one. Whoever it is about is a person
 * under investigation until a judgment takes effect, and minors stand apart. Measures, assets, umbrellas, listings,
 * consultations are records of their own that link here; a case is archived when they are closed and its file is whole.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as disagreement from './case.disagreement.ts'
import * as effects from './case.effects.ts'
import { fields } from './case.fields.ts'
import { rules } from './case.rules.ts'
import * as tells from './case.tells.ts'

const beforeTrial = ['proposed', 'investigating', 'prosecuting', 'supplementing'] as const
const atCourt = ['onTrial', 'judged', 'onAppeal'] as const
const underWay = [...beforeTrial, ...atCourt, 'enforcing'] as const
const settled = ['closed', 'reviewed', 'archived'] as const
/** Where organs state what they hold, and may disagree. */
const gated = ['proposed', 'investigating', 'prosecuting', 'supplementing', 'onTrial'] as const
const withPolice = ['proposed', 'investigating', 'supplementing'] as const

/** What identifies people, what the law keeps from being shown, and what would tell how the case is proved. */
const notForTheOffice = [
  'minors',
  'facts',
  'evidence',
  'exclusions',
  'checks',
  'defenceOpinions',
  'questions',
  'guidance',
] as const

export const caseRecord = defineRecord({
  name: 'case',
  version: 1,
  mechanism: 5,
  number: '吉专案〔{year}〕000000号',
  title: 'title',
  outcome: 'outcome',
  excludes: ['named'],
  // Minors are never drawn.
  graph: {
    since: ['activityFrom'],
    until: ['activityTo'],
    fields: {
      clues: 'record',
      persons: { each: 'person', name: 'name', numbers: ['idNumber'], tellsApart: 'no' },
      named: 'named',
      area: 'place',
      facts: 'numbersInText',
    },
  },
  tells: [
    'title',
    'label',
    'stage',
    'handlingUnit',
    'team',
    'procuratorate',
    'court',
    'area',
    'trade',
    'activityFrom',
    'activityTo',
    'major',
    'listed',
    'special',
    'named',
    'leaderInCharge',
    'evidenceNumbers',
    'excludedEvidence',
    'designatedBy',
    'outcome',
  ],

  fields,

  roles: {
    investigator: { heldBy: ['investigator'], reaches: { person: 'team' }, sees: 'all' },
    unitHead: { heldBy: ['organHead', 'deputyHead'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    legalReviewer: { heldBy: ['legalReviewer'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    formerUnit: {
      heldBy: ['organHead', 'deputyHead'],
      reaches: { unit: 'formerUnits' },
      seesOnly: ['title', 'label', 'stage', 'handlingUnit', 'formerUnits', 'outcome'],
    },
    custodian: {
      heldBy: ['propertyCustodian'],
      reaches: { unit: 'handlingUnit' },
      seesOnly: ['title', 'label', 'stage', 'handlingUnit', 'outcome'],
    },
    procurator: { heldBy: ['procurator'], reaches: { unit: 'procuratorate' }, sees: 'all' },
    procuratorateHead: { heldBy: ['organHead'], reaches: { unit: 'procuratorate' }, sees: 'all' },
    judge: {
      heldBy: ['judge', 'enforcementJudge'],
      reaches: { unit: 'court', during: [...atCourt, 'enforcing', ...settled] },
      sees: 'all',
    },
    courtHead: {
      heldBy: ['organHead'],
      reaches: { unit: 'court', during: [...atCourt, 'enforcing', ...settled] },
      sees: 'all',
    },
    upperCourtHead: {
      heldBy: ['organHead'],
      reaches: { unitInLine: 'court', during: ['onTrial', 'onAppeal'] },
      seesAllBut: ['minors'],
    },
    appealJudge: { heldBy: ['judge'], reaches: { unit: 'appealCourt' }, sees: 'all' },
    office: {
      heldBy: ['officeHead', 'caseClerk', 'supervisor'],
      reaches: { area: 'handlingUnit' },
      seesAllBut: notForTheOffice,
    },
    closureReviewer: {
      heldBy: ['consultationExpert'],
      reaches: { area: 'handlingUnit', during: ['closed', 'reviewed'] },
      seesAllBut: ['minors'],
    },
    leader: {
      heldBy: 'staff',
      reaches: { person: 'leaderInCharge' },
      seesOnly: [
        'title',
        'label',
        'area',
        'trade',
        'stage',
        'handlingUnit',
        'listed',
        'leaderInCharge',
        'outcome',
      ],
    },
    archivist: {
      heldBy: ['archivist'],
      reaches: { area: 'handlingUnit', during: settled },
      seesOnly: ['title', 'label', 'stage', 'handlingUnit', 'outcome', 'grade', 'archiveItems', 'archiveBox'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'label',
        'labels',
        'stage',
        'area',
        'trade',
        'handlingUnit',
        'formerUnits',
        'procuratorate',
        'court',
        'gateReviews',
        'outcome',
      ],
    },
    designationItself: { heldBy: { record: 'designation' }, reaches: 'nothing', sees: 'all' },
    listingItself: { heldBy: { record: 'listing' }, reaches: 'nothing', sees: 'all' },
    leaderChargeItself: { heldBy: { record: 'leaderCharge' }, reaches: 'nothing', sees: 'all' },
    consultationItself: { heldBy: { record: 'consultation' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    proposed: {
      holds: ['title', 'label', 'facts', 'area', 'handlingUnit'],
      waitsFor: 'unitHead',
    },
    investigating: { holds: ['stage', 'handlingUnit'], waitsFor: 'unitHead' },
    prosecuting: { holds: ['stage', 'defenceHeard'], waitsFor: ['procurator', 'procuratorateHead'] },
    supplementing: { holds: ['stage', 'outlines'], waitsFor: 'unitHead' },
    onTrial: { holds: ['stage'], waitsFor: 'judge' },
    judged: { holds: ['outcome', 'judgedOn', 'verdicts'], waitsFor: 'judge' },
    onAppeal: { holds: ['outcome', 'judgedOn', 'appealBy'], waitsFor: 'appealJudge' },
    enforcing: { holds: ['stage', 'outcome', 'judgedOn', 'effectiveOn'], waitsFor: 'judge' },
    closed: { holds: ['outcome'], closed: true, waitsFor: ['closureReviewer', 'archivist'] },
    reviewed: { holds: ['outcome', 'grade'], closed: true, waitsFor: 'archivist' },
    archived: { holds: ['outcome', 'archiveBox', 'archiveItems'], final: true },
  },

  actions: {
    open: {
      by: ['investigator', 'unitHead'],
      to: 'proposed',
      asks: ['title', 'nationalCode', 'clues', 'label', 'facts', 'area', 'trade', 'team', 'major', 'special'],
      adds: ['activity', 'named'],
      provided: ['teamIsOfTheHandlingUnit', 'periodsEndAfterTheyBegin'],
      sets: effects.opened,
    },
    assignTeam: {
      by: 'unitHead',
      from: withPolice,
      asks: ['team'],
      provided: ['teamIsOfTheHandlingUnit'],
      acts: effects.newTeamIsTold,
    },
    addPersons: {
      by: 'investigator',
      from: withPolice,
      adds: ['persons'],
      provided: ['everyPersonHasANumberOfTheirOwn', 'minorsStandApart'],
      sets: effects.personsAdded,
    },
    addMinors: {
      by: 'investigator',
      from: withPolice,
      adds: ['minors'],
      provided: ['everyPersonHasANumberOfTheirOwn'],
      sets: effects.personsAdded,
    },
    changeRole: {
      by: ['investigator', 'procurator', 'judge'],
      from: [...withPolice, 'prosecuting', 'onTrial'],
      adds: ['roleChanges'],
      provided: ['theyArePersonsOfTheCase'],
    },
    noteActivity: {
      by: 'investigator',
      from: withPolice,
      adds: ['activity'],
      provided: ['periodsEndAfterTheyBegin'],
      sets: effects.activityNoted,
    },
    name: {
      by: ['investigator', 'unitHead', 'legalReviewer', 'procurator', 'judge'],
      from: underWay,
      asks: ['namedBecause'],
      adds: ['named'],
      acts: tells.namedAreTold,
    },
    addEvidence: {
      by: ['investigator', 'procurator', 'judge'],
      from: gated,
      adds: ['evidence'],
      provided: ['everyPieceHasANumberOfItsOwn'],
      sets: effects.evidenceAdded,
    },
    // Found in whatever stage, it is no ground for anything from then on (L2 art 56).
    excludeEvidence: {
      by: ['legalReviewer', 'procurator', 'judge', 'appealJudge'],
      from: [...gated, 'onAppeal'],
      adds: ['exclusions'],
      provided: ['evidenceIsInTheCase'],
      sets: effects.evidenceExcluded,
    },
    attachDefence: {
      by: ['investigator', 'procurator', 'judge'],
      from: [...withPolice, 'prosecuting', 'onTrial'],
      adds: ['defenceOpinions'],
      provided: ['whatIsNotTakenIsExplained'],
    },

    // Gates
    reviewGate: {
      by: ['legalReviewer', 'procurator', 'judge'],
      from: ['proposed', 'investigating', 'prosecuting', 'onTrial'],
      asks: ['checks', 'opinion', 'minorityView'],
      suggests: effects.rowsOfTheGate,
      provided: [
        'gateIsTheReviewersOwn',
        'reviewerIsNotOnTheTeam',
        'everyRowIsAnswered',
        'whatIsMetIsProvedByEvidenceThatStands',
      ],
      sets: effects.gateReviewed,
    },
    file: {
      by: 'unitHead',
      from: 'proposed',
      to: 'investigating',
      asks: ['reasons'],
      provided: ['gateIsPassed', 'actorIsNotTheGateReviewer', 'noConsultationIsOpen'],
      sets: effects.filed,
    },
    declineToFile: {
      by: 'unitHead',
      from: 'proposed',
      to: 'closed',
      asks: ['reasons'],
      sets: effects.ended('notFiled'),
      acts: tells.chargesEnd,
    },
    discuss: { by: 'unitHead', from: ['investigating', 'supplementing'], adds: ['discussions'] },
    sendForProsecution: {
      by: 'unitHead',
      from: 'investigating',
      to: 'prosecuting',
      asks: ['reasons', 'defenceHeard'],
      provided: [
        'gateIsPassed',
        'actorIsNotTheGateReviewer',
        'majorCaseWasDiscussed',
        'defenceIsAttached',
        'noConsultationIsOpen',
      ],
      sets: effects.sentForProsecution,
      acts: effects.custodyToProcuratorate,
    },
    withdrawCase: {
      by: 'unitHead',
      from: ['investigating', 'supplementing'],
      to: 'closed',
      asks: ['reasons'],
      sets: effects.ended('withdrawn'),
      acts: tells.chargesEnd,
    },

    // The procuratorate early, at request or on its own view (L18 art 256)
    inviteProcuratorate: { by: ['investigator', 'unitHead'], from: 'investigating', adds: ['questions'] },
    enterEarly: { by: 'procurator', from: 'investigating', asks: ['reasons'] },
    guide: { by: 'procurator', from: ['investigating', 'supplementing'], adds: ['guidance'] },

    returnForSupplement: {
      by: 'procurator',
      from: 'prosecuting',
      to: 'supplementing',
      adds: ['outlines'],
      provided: ['supplementsAreNotUsedUp', 'evidenceIsNotShortForGood'],
      sets: effects.returned,
      acts: effects.custodyToSupplement,
    },
    resubmit: {
      by: 'unitHead',
      from: 'supplementing',
      to: 'prosecuting',
      asks: ['supplementResult', 'defenceHeard'],
      provided: ['defenceIsAttached'],
      sets: effects.sentForProsecution,
      acts: effects.custodyToProcuratorate,
    },
    extendReview: {
      by: 'procuratorateHead',
      from: 'prosecuting',
      asks: ['extensionTerm', 'reasons'],
      provided: ['extensionIsThatOfTheStage', 'extensionIsByTheOrganOfTheLaw'],
      acts: effects.custodyLengthened('lengthenReview', ['withProcuratorate']),
    },
    prosecute: {
      by: 'procuratorateHead',
      from: 'prosecuting',
      to: 'onTrial',
      asks: ['reasons'],
      provided: [
        'gateIsPassed',
        'actorIsNotTheGateReviewer',
        'evidenceIsNotShortForGood',
        'noConsultationIsOpen',
      ],
      sets: effects.prosecuted,
      acts: effects.custodyToCourt,
    },
    decideNotToProsecute: {
      by: 'procuratorateHead',
      from: 'prosecuting',
      to: 'closed',
      asks: ['nonProsecutionGround', 'reasons'],
      provided: ['gateWasReviewed', 'actorIsNotTheGateReviewer'],
      sets: effects.ended('notProsecuted'),
      acts: tells.chargesEnd,
    },

    // Label: looked at from outside the police before it is raised or lowered
    reviewLabel: {
      by: ['procurator', 'judge'],
      from: ['investigating', 'prosecuting', 'onTrial'],
      asks: ['newLabel', 'agrees', 'checks', 'opinion', 'minorityView'],
      provided: [
        'newLabelIsAnother',
        'everyRowIsAnswered',
        'whatIsMetIsProvedByEvidenceThatStands',
        'labelReviewerAgreesWhenEveryElementIsMet',
      ],
      sets: effects.labelReviewed,
      opens: disagreement.openedByLabelReview,
    },
    changeLabel: {
      by: ['unitHead', 'procuratorateHead', 'courtHead'],
      from: ['investigating', 'prosecuting', 'onTrial'],
      asks: ['newLabel', 'viewElements', 'reasons'],
      provided: [
        'newLabelIsAnother',
        'labelIsTheStageOrgansToChange',
        'labelWasReviewedOutsideThePolice',
        'signerIsNotTheLabelReviewer',
        'noConsultationIsOpenBeforeTrial',
      ],
      sets: effects.labelChanged,
    },

    // What organs hold, and disagreements between them
    stateView: {
      by: ['legalReviewer', 'unitHead', 'procurator', 'procuratorateHead', 'judge', 'courtHead'],
      from: gated,
      asks: ['viewElements', 'holdsThatTheyAreMet', 'viewLabel', 'viewReasons'],
      sets: effects.viewStated,
      opens: disagreement.openedByView,
    },
    declareDisagreement: {
      by: ['legalReviewer', 'unitHead', 'procurator', 'procuratorateHead', 'judge', 'courtHead'],
      from: gated,
      asks: ['viewElements', 'holdsThatTheyAreMet', 'viewLabel', 'viewReasons', 'deadlineEffect'],
      provided: ['noConsultationIsOpen'],
      sets: effects.viewStated,
      opens: disagreement.openedByDeclaration,
    },
    noteConsultation: {
      by: 'consultationItself',
      from: [...underWay, 'closed', 'reviewed'],
      adds: ['consultationNotes'],
    },

    // What other records note here
    redesignate: {
      by: 'designationItself',
      from: [...beforeTrial, 'onTrial'],
      asks: ['handlingUnit', 'designatedBy', 'procuratorate', 'court'],
      clears: ['team'],
      provided: ['handlingUnitIsAnother', 'handlingUnitIsNotTiedToTheNamed'],
      sets: effects.redesignated,
      acts: effects.redesignationIsTold,
    },
    // Prosecution and trial elsewhere are designations of their own (人民检察院刑事诉讼规则 art 22, 刑事诉讼法 art 27).
    redesignateCourts: {
      by: 'designationItself',
      from: ['investigating', 'prosecuting', 'supplementing', 'onTrial'],
      asks: ['procuratorate', 'court'],
      acts: effects.custodyFollowsCourts,
    },
    noteListing: { by: 'listingItself', from: [...underWay, 'closed', 'reviewed'], asks: ['listed'] },
    noteLeader: {
      by: 'leaderChargeItself',
      from: [...underWay, 'closed', 'reviewed'],
      asks: ['leaderInCharge'],
    },

    // Trial
    extendTrial: {
      by: ['courtHead', 'upperCourtHead'],
      from: 'onTrial',
      asks: ['extensionTerm', 'reasons'],
      provided: ['extensionIsThatOfTheStage', 'extensionIsByTheOrganOfTheLaw'],
      acts: effects.custodyLengthened('lengthenTrial', ['withCourt']),
    },
    pronounce: {
      by: 'judge',
      from: 'onTrial',
      to: 'judged',
      asks: ['verdicts', 'judgmentNumber', 'judgedOn'],
      provided: ['gateWasReviewed', 'convictionRestsOnAPassedGate', 'everybodyHasOneVerdict', 'judgedByNow'],
      sets: effects.pronounced,
    },
    appeal: {
      by: ['judge', 'procurator'],
      from: 'judged',
      to: 'onAppeal',
      asks: ['appealBy', 'reasons'],
      sets: effects.appealed,
      acts: effects.custodyToAppeal,
    },
    extendAppeal: {
      by: 'upperCourtHead',
      from: 'onAppeal',
      asks: ['extensionTerm', 'reasons'],
      provided: ['extensionIsThatOfTheStage', 'extensionIsByTheOrganOfTheLaw'],
      acts: effects.custodyLengthened('lengthenAppeal', ['withAppealCourt']),
    },
    takeEffect: {
      by: 'judge',
      from: 'judged',
      to: [{ when: 'nobodyIsConvicted', state: 'closed' }, { state: 'enforcing' }],
      asks: ['effectiveOn'],
      provided: ['appealTimeHasPassed'],
      sets: effects.tookEffect,
    },
    upholdOnAppeal: {
      by: 'appealJudge',
      from: 'onAppeal',
      to: [{ when: 'nobodyIsConvicted', state: 'closed' }, { state: 'enforcing' }],
      asks: ['reasons', 'effectiveOn'],
      provided: ['actorTookNoPartInTheTrial'],
      sets: effects.tookEffect,
    },
    changeOnAppeal: {
      by: 'appealJudge',
      from: 'onAppeal',
      to: [{ when: 'nobodyIsConvicted', state: 'closed' }, { state: 'enforcing' }],
      asks: ['verdicts', 'reasons', 'effectiveOn'],
      provided: ['actorTookNoPartInTheTrial', 'everybodyHasOneVerdict'],
      sets: effects.changedOnAppeal,
    },
    remand: {
      by: 'appealJudge',
      from: 'onAppeal',
      to: 'onTrial',
      asks: ['reasons'],
      provided: ['actorTookNoPartInTheTrial'],
      clears: ['outcome', 'verdicts', 'judgedOn'],
      acts: effects.custodyBackToCourt,
    },
    noteEnforcement: {
      by: 'judge',
      from: 'enforcing',
      adds: ['enforcementNotes'],
      provided: ['theyArePersonsOfTheCase'],
    },
    close: {
      by: 'judge',
      from: 'enforcing',
      to: 'closed',
      asks: ['reasons'],
      sets: effects.closed,
      acts: tells.chargesEnd,
    },

    // After it: does it stand the test of law and history?
    reviewClosed: {
      by: 'closureReviewer',
      from: 'closed',
      to: 'reviewed',
      asks: ['grade', 'opinion', 'minorityView'],
      adds: ['defects', 'correctiveActions'],
      signed: { persons: 2 },
      provided: ['reviewerTookNoPart'],
    },
    withdrawSignature: {
      by: 'closureReviewer',
      from: 'closed',
      asks: ['withdrawalReasons'],
      withdraws: 'reviewClosed',
    },
    noteCorrection: {
      by: ['unitHead', 'procuratorateHead', 'courtHead'],
      from: 'reviewed',
      adds: ['corrections'],
    },
    archive: {
      by: 'archivist',
      from: ['closed', 'reviewed'],
      to: 'archived',
      asks: ['archiveItems', 'archiveBox'],
      provided: ['fileIsComplete', 'everyCorrectionIsDone'],
      afterClosing: [
        'asset',
        'measure',
        'umbrella',
        'consultation',
        'listing',
        'custody',
        'assetQuery',
        'propertyObjection',
      ],
      acts: tells.chargesEnd,
    },

    escalate: { by: 'clock', from: [...underWay, 'closed', 'reviewed'], adds: ['supervisions'] },
  },

  rules,

  // Lengths and rungs: rulebook/case/*.json, by day, each with its source.
  deadlines: {
    filing: { starts: 'open', stops: ['file', 'declineToFile'], owedBy: 'unitHead' },
    reviewForProsecution: {
      starts: ['sendForProsecution', 'resubmit'],
      stops: ['prosecute', 'decideNotToProsecute', 'returnForSupplement'],
      extended: { by: 'extendReview', term: 'extensionTerm' },
      owedBy: ['procurator', 'procuratorateHead'],
    },
    supplement: {
      starts: 'returnForSupplement',
      stops: ['resubmit', 'withdrawCase'],
      owedBy: ['investigator', 'unitHead'],
    },
    trial: {
      starts: ['prosecute', 'remand'],
      stops: 'pronounce',
      extended: { by: 'extendTrial', term: 'extensionTerm' },
      owedBy: 'judge',
    },
    secondInstance: {
      starts: 'appeal',
      stops: ['upholdOnAppeal', 'changeOnAppeal', 'remand'],
      extended: { by: 'extendAppeal', term: 'extensionTerm' },
      owedBy: 'appealJudge',
    },
    closureReview: {
      starts: ['close', 'decideNotToProsecute', 'takeEffect', 'upholdOnAppeal', 'changeOnAppeal'],
      into: 'closed',
      stops: ['reviewClosed', 'archive'],
      owedBy: 'closureReviewer',
    },
  },

  requestPeriods: {
    appeal: { since: { acts: 'pronounce' }, asked: 'appeal' },
  },

  documents: {
    filingDecision: {
      issuedOn: 'file',
      layout: 'letter',
      series: 'filing',
      prints: ['title', 'label', 'reasons'],
    },
    nonFilingNotice: {
      issuedOn: 'declineToFile',
      layout: 'letter',
      series: 'nonFiling',
      prints: ['title', 'reasons'],
    },
    qualityChecklist: {
      issuedOn: 'reviewGate',
      layout: 'form',
      prints: ['title', 'label', 'stage', 'checks', 'opinion', 'minorityView'],
    },
    interventionInvitation: {
      issuedOn: 'inviteProcuratorate',
      layout: 'letter',
      series: 'intervention',
      to: 'procuratorate',
      prints: ['title', 'label', 'questions'],
    },
    interventionOpinion: {
      issuedOn: 'guide',
      layout: 'letter',
      series: 'guidance',
      to: 'handlingUnit',
      prints: ['title', 'guidance'],
    },
    prosecutionProposal: {
      issuedOn: 'sendForProsecution',
      layout: 'letter',
      series: 'prosecutionProposal',
      to: 'procuratorate',
      prints: ['title', 'label', 'facts', 'reasons', 'defenceHeard', 'defenceOpinions'],
    },
    supplementOutline: {
      issuedOn: 'returnForSupplement',
      layout: 'letter',
      series: 'supplement',
      to: 'handlingUnit',
      prints: ['title', 'outlines'],
    },
    nonProsecutionDecision: {
      issuedOn: 'decideNotToProsecute',
      layout: 'letter',
      series: 'nonProsecution',
      to: 'handlingUnit',
      prints: ['title', 'nonProsecutionGround', 'reasons'],
    },
    labelApproval: {
      issuedOn: 'changeLabel',
      layout: 'form',
      series: 'label',
      prints: ['title', 'labels', 'viewElements', 'reasons'],
    },
    closureReport: {
      issuedOn: 'reviewClosed',
      layout: 'report',
      series: 'closureReview',
      prints: [
        'title',
        'label',
        'outcome',
        'grade',
        'opinion',
        'minorityView',
        'defects',
        'correctiveActions',
      ],
    },
    archiveList: {
      issuedOn: 'archive',
      layout: 'form',
      prints: ['title', 'label', 'outcome', 'archiveItems', 'archiveBox'],
    },
  },

  views: {
    toFile: {
      for: ['unitHead', 'legalReviewer', 'investigator'],
      shows: ['proposed'],
      columns: ['title', 'label', 'area', 'filing'],
    },
    investigating: {
      for: ['investigator', 'unitHead', 'legalReviewer', 'procurator'],
      shows: ['investigating', 'supplementing'],
      columns: ['title', 'label', 'area', 'headcount', 'supplement'],
    },
    prosecuting: {
      for: ['procurator', 'procuratorateHead', 'unitHead'],
      shows: ['prosecuting'],
      columns: ['title', 'label', 'handlingUnit', 'supplements', 'reviewForProsecution'],
    },
    onTrial: {
      for: ['judge', 'courtHead', 'appealJudge', 'procurator'],
      shows: [...atCourt, 'enforcing'],
      columns: ['title', 'label', 'headcount', 'trial', 'secondInstance'],
    },
    toReview: {
      for: 'closureReviewer',
      shows: ['closed'],
      columns: ['title', 'label', 'outcome', 'closureReview'],
    },
    toArchive: {
      for: 'archivist',
      shows: ['closed', 'reviewed'],
      columns: ['title', 'label', 'outcome', 'grade'],
    },
    ledger: {
      for: [
        'unitHead',
        'office',
        'leader',
        'procuratorateHead',
        'courtHead',
        'formerUnit',
        'custodian',
        'auditor',
      ],
      shows: [...underWay, ...settled],
      columns: ['label', 'area', 'handlingUnit', 'stage', 'listed', 'outcome'],
    },
  },
})
