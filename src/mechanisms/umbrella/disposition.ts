/**
 * Disposition (问题线索处置): what discipline inspection does with an umbrella clue that it received. A record of its own, so
 * that neither its fields nor its history, clocks, lists or counts exist for anybody outside: the other side hears one
 * outcome category and its day, which must follow from what stands here.
 *
 * One of four ways is proposed by the team and decided by the head; who is sanctioned was heard before, is told, and may
 * ask for review and second review, which do not suspend the sanction.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { present } from '#kernel/present.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import type { Deed } from '#kernel/record/declaration.ts'
import { fields, type DispositionSituation } from './disposition.fields.ts'
import { rules } from './disposition.rules.ts'

const toldToTheOtherSide = ({ record, input }: DispositionSituation): readonly Deed[] =>
  record.umbrella === undefined
    ? []
    : [
        {
          type: 'umbrella',
          id: record.umbrella,
          action: 'noteOutcome',
          input: { outcome: input.toldOutcome, outcomeOn: input.toldOn },
        },
      ]

const itsMeasures = ({ linked }: DispositionSituation) =>
  linked.filter(({ type, direction }) => type === 'commissionMeasure' && direction === 'to')
/** Whoever is named later loses its measures, too, and those that have ended. */
const namedThereToo = (situation: DispositionSituation): readonly Deed[] =>
  itsMeasures(situation).map(({ type, id }) => ({
    ...{ type, id, action: 'noteNames' },
    input: { named: situation.input.named },
  }))
const teamFollows = (situation: DispositionSituation): readonly Deed[] =>
  itsMeasures(situation)
    .filter(({ closed }) => !closed)
    .map(({ type, id }) => ({
      ...{ type, id, action: 'followTeam' },
      input: { team: situation.input.team },
    }))

const actorOf = ({ actor }: DispositionSituation) => (actor.kind === 'staff' ? actor.person : undefined)

const teamRules = [
  'teamHasTwoPersons',
  'teamServesInTheHandlingUnit',
  'nobodyOnTheTeamIsTiedToTheNamed',
] as const

export const disposition = defineRecord({
  name: 'disposition',
  version: 1,
  mechanism: 4,
  number: '吉处置〔{year}〕000000号',
  title: 'registeredAs',
  outcome: 'result',
  excludes: ['named'],
  tells: ['registeredAs', 'handlingUnit', 'team', 'named', 'way'],

  fields,

  roles: {
    umbrellaItself: { heldBy: { record: 'umbrella' }, reaches: 'nothing', sees: 'all' },
    intake: {
      heldBy: ['disciplineIntake'],
      reaches: { unit: 'handlingUnit' },
      seesAllBut: ['steps', 'defences', 'findings', 'proposal'],
    },
    investigator: {
      heldBy: ['disciplineInvestigator', 'complaintHandler'],
      reaches: { person: 'team' },
      sees: 'all',
    },
    head: { heldBy: ['organHead', 'complaintHead'], reaches: { unit: 'handlingUnit' }, sees: 'all' },
    upperHead: {
      heldBy: ['organHead', 'complaintHead'],
      reaches: { unitInLine: 'handlingUnit', during: ['concluded'] },
      sees: 'all',
    },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    toAssign: { holds: ['umbrella', 'registeredAs', 'handlingUnit'], waitsFor: 'head' },
    toPropose: { holds: ['team'], waitsFor: 'investigator' },
    toDecide: { holds: ['proposedWay', 'proposal', 'proposer'], waitsFor: 'head' },
    underway: { holds: ['way', 'wayReasons', 'decider'], waitsFor: 'head' },
    filed: { holds: ['way', 'filedOn'], waitsFor: 'head' },
    concluded: { holds: ['way', 'result'], closed: true },
  },

  actions: {
    open: {
      by: 'umbrellaItself',
      to: 'toAssign',
      asks: ['umbrella', 'caseNumber', 'registeredAs', 'handlingUnit', 'named'],
    },
    noteNames: {
      by: 'umbrellaItself',
      from: ['toAssign', 'toPropose', 'toDecide', 'underway', 'filed', 'concluded'],
      adds: ['named'],
      acts: namedThereToo,
    },
    assign: {
      by: 'head',
      from: ['toAssign', 'toPropose'],
      to: 'toPropose',
      asks: ['team'],
      provided: teamRules,
      acts: teamFollows,
    },
    changeTeam: {
      by: 'head',
      from: ['underway', 'filed'],
      asks: ['team', 'reasons'],
      provided: teamRules,
      acts: teamFollows,
    },
    propose: {
      by: 'investigator',
      from: 'toPropose',
      to: 'toDecide',
      asks: ['proposedWay', 'proposal'],
      sets: (situation) => present({ proposer: actorOf(situation) }),
    },
    decide: {
      by: 'head',
      from: 'toDecide',
      to: 'underway',
      asks: ['way', 'wayReasons'],
      provided: ['actorIsNotTheProposer', 'actorIsNotOfTheTeam'],
      sets: (situation) => present({ decider: actorOf(situation) }),
    },
    sendBack: { by: 'head', from: 'toDecide', to: 'toPropose', asks: ['reasons'] },
    // Held for later may be taken up again; what was found may call for another way.
    changeWay: {
      by: 'head',
      from: 'underway',
      asks: ['way', 'wayReasons'],
      provided: ['actorIsNotOfTheTeam'],
      sets: (situation) => present({ decider: actorOf(situation) }),
    },
    logStep: { by: 'investigator', from: ['underway', 'filed'], adds: ['steps'] },
    hearDefence: { by: 'investigator', from: ['underway', 'filed'], adds: ['defences'] },
    fileCase: {
      by: 'head',
      from: 'underway',
      to: 'filed',
      asks: ['filedOn', 'findings'],
      provided: ['wayAllowsFiling', 'aStepWasLogged', 'actorIsNotOfTheTeam', 'datesAreOfNow'],
      sets: () => ({ result: 'filed' }),
    },
    settle: {
      by: 'head',
      from: 'underway',
      to: 'concluded',
      asks: ['findings'],
      afterClosing: ['commissionMeasure'],
      provided: ['aStepWasLogged', 'actorIsNotOfTheTeam'],
      sets: () => ({ result: 'notFiled' }),
    },
    sanction: {
      by: 'head',
      from: 'filed',
      to: 'concluded',
      asks: ['sanction', 'sanctionedOn', 'findings'],
      provided: ['defenceWasHeard', 'actorIsNotOfTheTeam', 'datesAreOfNow'],
      sets: (situation) => ({ result: 'sanctioned', ...present({ decider: actorOf(situation) }) }),
    },
    handOver: {
      by: 'head',
      from: ['filed', 'concluded'],
      to: 'concluded',
      asks: ['procuratorate', 'handedOverOn'],
      provided: ['isFiled', 'goesToAProcuratorate', 'datesAreOfNow', 'actorIsNotOfTheTeam'],
      sets: () => ({ result: 'toProcuratorate' }),
    },
    closeFiled: {
      by: 'head',
      from: 'filed',
      to: 'concluded',
      asks: ['reasons', 'findings'],
      afterClosing: ['commissionMeasure'],
      provided: ['actorIsNotOfTheTeam'],
      sets: () => ({ result: 'notFiled' }),
    },
    takeUpAgain: { by: 'head', from: 'concluded', to: 'toPropose', asks: ['reasons'] },
    feedBack: {
      by: 'intake',
      from: ['underway', 'filed', 'concluded'],
      asks: ['toldOutcome', 'toldOn'],
      provided: ['categoryFollowsFromTheFile'],
      acts: toldToTheOtherSide,
    },
    // The sanction stands while the official's reviews run (Supervision Law art 56).
    tellSanction: {
      by: ['intake', 'investigator'],
      from: 'concluded',
      asks: ['sanctionToldOn'],
      provided: ['aSanctionWasImposed', 'datesAreOfNow'],
    },
    lodgeReview: {
      by: 'intake',
      from: 'concluded',
      asks: ['reviewLodgedOn', 'reviewGrounds'],
      provided: ['theSanctionWasTold', 'noReviewWasLodged', 'reviewIsInTime'],
    },
    decideReview: {
      by: 'head',
      from: 'concluded',
      asks: ['reviewResult', 'reviewOpinion'],
      provided: ['aReviewIsOpen', 'actorDidNotDecide', 'actorIsNotOfTheTeam'],
      sets: (situation) => present({ reviewer: actorOf(situation) }),
    },
    lodgeSecondReview: {
      by: 'intake',
      from: 'concluded',
      asks: ['secondReviewLodgedOn', 'reviewGrounds'],
      provided: ['theReviewWasDecided', 'noSecondReviewWasLodged', 'secondReviewIsInTime'],
    },
    decideSecondReview: {
      by: 'upperHead',
      from: 'concluded',
      asks: ['secondReviewResult', 'secondReviewOpinion'],
      provided: ['aSecondReviewIsOpen', 'actorIsOfTheUnitAbove', 'actorTookNoPartBefore'],
    },
    escalate: {
      by: 'clock',
      from: ['toAssign', 'toPropose', 'toDecide', 'underway', 'filed', 'concluded'],
      adds: ['supervisions'],
    },
  },

  rules,

  deadlines: {
    // From the day discipline inspection got it to the decision on the way.
    decide: { starts: 'open', stops: 'decide', owedBy: ['head', 'investigator'] },
    review: { starts: 'lodgeReview', stops: 'decideReview', owedBy: 'head' },
    secondReview: { starts: 'lodgeSecondReview', stops: 'decideSecondReview', owedBy: 'upperHead' },
  },

  requestPeriods: {
    lodgeReview: { since: { day: 'sanctionToldOn' }, asked: 'lodgeReview' },
    lodgeSecondReview: { since: { acts: 'decideReview' }, asked: 'lodgeSecondReview' },
  },

  documents: {
    plan: {
      issuedOn: 'decide',
      layout: 'form',
      prints: ['registeredAs', 'caseNumber', 'handlingUnit', 'team', 'way', 'wayReasons', 'proposal'],
    },
    reviewDecision: {
      issuedOn: 'decideReview',
      layout: 'letter',
      series: 'appeal',
      prints: ['registeredAs', 'reviewResult', 'reviewOpinion'],
    },
    secondReviewDecision: {
      issuedOn: 'decideSecondReview',
      layout: 'letter',
      series: 'secondAppeal',
      prints: ['registeredAs', 'secondReviewResult', 'secondReviewOpinion'],
    },
  },

  views: {
    toAssign: {
      for: 'head',
      shows: ['toAssign', 'toDecide'],
      columns: ['registeredAs', 'caseNumber', 'decide'],
    },
    mine: {
      for: 'investigator',
      shows: ['toPropose', 'underway', 'filed'],
      columns: ['registeredAs', 'way', 'decide'],
    },
    ledger: {
      for: ['intake', 'head'],
      shows: ['toAssign', 'toPropose', 'toDecide', 'underway', 'filed', 'concluded'],
      columns: ['registeredAs', 'caseNumber', 'way', 'result', 'toldOutcome'],
    },
    toReview: {
      for: 'upperHead',
      shows: ['concluded'],
      columns: ['registeredAs', 'result', 'secondReview'],
    },
  },
})
