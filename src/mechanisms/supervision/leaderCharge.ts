/**
 * Leader in charge (领导包案): for a big, well-connected or closely watched case one leader by name is answerable that it is
 * supported: people, money, co-operation between organs.
 *
 * The office assigns, the leader accepts and declares; whoever is tied to a party cannot take it. A leader hears, goes there,
 * co-ordinates and visits, in that many words; what the facts are, what the evidence is worth and how the case ends is for
 * those whom the law names, and there is no field here to say it. While a case is in a leader's charge their tenure cannot
 * end: it is handed over, and both sign. Legal basis: README.md.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import * as effects from './leaderCharge.effects.ts'
import { fields } from './leaderCharge.fields.ts'
import { rules } from './leaderCharge.rules.ts'

const open = ['offered', 'declined', 'active', 'toTakeOver'] as const
const leaderFits = ['leaderLeadsOverTheCase', 'leaderIsNotTiedToTheCase'] as const

export const leaderCharge = defineRecord({
  name: 'leaderCharge',
  version: 1,
  mechanism: 3,
  number: '吉包案〔{year}〕0000号',
  title: 'title',
  outcome: 'ended',
  excludes: ['named'],
  tells: ['leader'],

  fields,

  roles: {
    assigner: { heldBy: ['officeHead'], reaches: { unit: 'office' }, sees: 'all' },
    leader: { heldBy: 'staff', reaches: { person: 'leader' }, sees: 'all' },
    contact: {
      heldBy: 'staff',
      reaches: { person: 'contact', during: ['active', 'toTakeOver'] },
      sees: 'all',
    },
    successor: { heldBy: 'staff', reaches: { person: 'successor', during: ['toTakeOver'] }, sees: 'all' },
    clerk: {
      heldBy: ['supervisor', 'caseClerk'],
      reaches: [{ unit: 'office' }, { area: 'handlingUnit' }],
      seesAllBut: ['tie'],
    },
    // Whoever depends on a leader who is named is kept out with them: then an office above acts.
    upperOffice: { heldBy: ['officeHead'], reaches: { area: 'handlingUnit' }, seesAllBut: ['tie'] },
    handlingHead: {
      heldBy: ['organHead', 'deputyHead'],
      reaches: { unit: 'handlingUnit', during: ['active', 'toTakeOver', 'closed'] },
      seesAllBut: ['tie'],
    },
    auditor: {
      heldBy: ['auditor'],
      reaches: { to: 'everywhere' },
      seesOnly: [
        'title',
        'office',
        'handlingUnit',
        'leader',
        'leaderUnit',
        'acceptedOn',
        'handOvers',
        'ended',
      ],
    },
    theCase: { heldBy: { record: 'case' }, reaches: 'nothing', seesOnly: [] },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    offered: {
      holds: ['case', 'office', 'handlingUnit', 'leader', 'leaderUnit', 'duties'],
      waitsFor: 'leader',
    },
    declined: { holds: ['reasons'], waitsFor: 'assigner' },
    // The leader owes it: whoever is waited for in person cannot leave their post before.
    active: { holds: ['leader', 'declaresNoTie', 'acceptedOn'], waitsFor: 'leader' },
    toTakeOver: { holds: ['leader', 'successor', 'openMatters'], waitsFor: ['successor', 'leader'] },
    closed: { holds: ['ended'], final: true },
  },

  actions: {
    offer: {
      by: 'assigner',
      to: 'offered',
      asks: ['case', 'title', 'grounds', 'leader', 'contact', 'duties'],
      provided: [
        'theCaseIsOpen',
        'theCaseHasNoLeaderYet',
        'officeStandsOverTheCase',
        'everyDutyIsSet',
        ...leaderFits,
      ],
      sets: effects.offered,
    },
    offerAnew: {
      by: ['assigner', 'upperOffice'],
      from: 'declined',
      to: 'offered',
      asks: ['leader', 'contact'],
      provided: ['theCaseIsOpen', ...leaderFits],
      sets: effects.offered,
    },
    accept: {
      by: 'leader',
      from: 'offered',
      to: 'active',
      asks: ['declaresNoTie'],
      provided: ['noTieIsDeclared', 'leaderIsNotTiedToTheCase'],
      sets: effects.accepted,
      acts: effects.leaderIsNoted,
    },
    decline: { by: 'leader', from: 'offered', to: 'declined', asks: ['tie', 'reasons'] },
    coordinate: {
      by: ['leader', 'contact'],
      from: ['active', 'toTakeOver'],
      adds: ['coordination'],
      provided: ['coordinatedByNow'],
    },

    // Both sign the hand-over: who gives it with the open matters, who takes it with the declaration.
    handOver: {
      by: 'leader',
      from: 'active',
      to: 'toTakeOver',
      asks: ['successor', 'handOverReason', 'openMatters'],
      provided: ['successorIsSomebodyElse', 'successorLeadsOverTheCase', 'successorIsNotTiedToTheCase'],
    },
    takeOver: {
      by: 'successor',
      from: 'toTakeOver',
      to: 'active',
      asks: ['declaresNoTie'],
      clears: ['successor', 'handOverReason', 'openMatters'],
      provided: ['noTieIsDeclared', 'successorIsNotTiedToTheCase'],
      sets: effects.takenOver,
      acts: effects.successorIsNoted,
    },
    refuseHandOver: {
      by: 'successor',
      from: 'toTakeOver',
      to: 'active',
      asks: ['tie', 'reasons'],
      clears: ['successor', 'handOverReason', 'openMatters'],
    },
    takeBackHandOver: {
      by: 'leader',
      from: 'toTakeOver',
      to: 'active',
      clears: ['successor', 'handOverReason', 'openMatters'],
    },
    // A leader who died, is detained or turned out to be tied hands nothing over.
    reassign: {
      by: ['assigner', 'upperOffice'],
      from: ['offered', 'active', 'toTakeOver'],
      to: 'offered',
      asks: ['leader', 'contact', 'reassignment', 'reasons'],
      clears: ['successor', 'handOverReason', 'openMatters', 'declaresNoTie', 'acceptedOn'],
      provided: ['leaderIsSomebodyElse', ...leaderFits],
      sets: effects.offered,
    },

    drop: {
      by: 'assigner',
      from: ['offered', 'declined'],
      to: 'closed',
      asks: ['reasons'],
      sets: () => ({ ended: 'dropped' }),
    },
    close: {
      by: ['assigner', 'upperOffice'],
      from: open,
      to: 'closed',
      provided: ['theCaseIsClosed'],
      sets: () => ({ ended: 'withCase' }),
    },
    endWithCase: { by: 'theCase', from: open, to: 'closed', sets: () => ({ ended: 'withCase' }) },
    // The case tells at once who handles it now and whom it names since.
    noteNamed: { by: 'theCase', from: [...open, 'closed'], adds: ['named'] },
    noteHandlingUnit: { by: 'theCase', from: open, asks: ['handlingUnit'] },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  deadlines: {
    accept: {
      starts: ['offer', 'offerAnew', 'reassign'],
      stops: ['accept', 'decline', 'reassign', 'drop', 'close', 'endWithCase'],
      repeats: true,
      owedBy: 'leader',
    },
    offerAnew: {
      starts: 'decline',
      stops: ['offerAnew', 'drop', 'close', 'endWithCase'],
      owedBy: 'assigner',
    },
    coordinate: {
      starts: ['accept', 'coordinate'],
      stops: ['coordinate', 'reassign', 'close', 'endWithCase'],
      repeats: true,
      owedBy: ['leader', 'contact'],
    },
    takeOver: {
      starts: 'handOver',
      stops: ['takeOver', 'refuseHandOver', 'takeBackHandOver', 'reassign', 'close', 'endWithCase'],
      owedBy: 'successor',
    },
  },

  documents: {
    registrationForm: {
      issuedOn: 'accept',
      layout: 'form',
      series: 'leaderCharge',
      prints: [
        'title',
        'grounds',
        'handlingUnit',
        'leader',
        'leaderUnit',
        'contact',
        'duties',
        'declaresNoTie',
        'acceptedOn',
      ],
    },
    workRecord: {
      issuedOn: 'coordinate',
      layout: 'report',
      prints: ['title', 'leader', 'leaderUnit', 'coordination'],
    },
    handOverForm: {
      issuedOn: 'takeOver',
      layout: 'form',
      series: 'handOver',
      prints: ['title', 'handlingUnit', 'duties', 'handOvers', 'declaresNoTie'],
    },
  },

  views: {
    offered: { for: 'leader', shows: ['offered'], columns: ['title', 'handlingUnit', 'accept'] },
    mine: { for: ['leader', 'contact'], shows: ['active'], columns: ['title', 'handlingUnit', 'coordinate'] },
    toTakeOver: { for: 'successor', shows: ['toTakeOver'], columns: ['title', 'leader', 'takeOver'] },
    declined: { for: 'assigner', shows: ['declined'], columns: ['title', 'leader', 'offerAnew'] },
    ledger: {
      for: ['assigner', 'clerk', 'upperOffice', 'handlingHead', 'auditor'],
      shows: [...open, 'closed'],
      columns: ['title', 'leader', 'handlingUnit', 'acceptedOn', 'coordinate'],
    },
  },
})
