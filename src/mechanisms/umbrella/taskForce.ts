/**
 * Paired task forces (双专班) of a case: one of the police, one of discipline inspection, with a joint plan and three paired
 * milestones: filed together, handled together, announced together (同立案、同侦办、同公告).
 *
 * Each side enters its own days. The first day of a pair starts a clock for the other side, whose end is the longest gap
 * that the rulebook allows; a reason may be given for a gap, and only the day stops its clock. A side sees the plan, the days, what it was sent,
 * and outcome categories; who works for the other side, and on what, it does not see.
 *
 * Legal basis of each rule and deadline: README.md beside this file.
 */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { present } from '#kernel/present.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { fields, type TaskForceSituation, type TaskForceValues } from './taskForce.fields.ts'
import { rules } from './taskForce.rules.ts'

const proposed = ({ actor, input, linked }: TaskForceSituation): Partial<TaskForceValues> => {
  const number = linked.find(({ id }) => id === input.case)?.told['number']
  return {
    ...(actor.kind === 'staff' ? { policeUnit: actor.unit } : {}),
    ...(typeof number === 'string' ? { caseNumber: number } : {}),
    ...present({ named: namedTogether(linked, ['case'], input.named) }),
  }
}

/** What both sides see. */
const shared = [
  'case',
  'caseNumber',
  'policeUnit',
  'disciplineUnit',
  'named',
  'plan',
  'policeLiaison',
  'disciplineLiaison',
  'policeFiledOn',
  'disciplineFiledOn',
  'policeHandlingOn',
  'disciplineHandlingOn',
  'policeAnnouncedOn',
  'disciplineAnnouncedOn',
  'gapReasons',
  'toDiscipline',
  'toPolice',
  'policeOutcome',
  'disciplineOutcome',
  'reasons',
  'withdrawalReasons',
  'result',
  'supervisions',
] as const
const asAList = [
  'caseNumber',
  'policeUnit',
  'disciplineUnit',
  'policeFiledOn',
  'disciplineFiledOn',
  'policeHandlingOn',
  'disciplineHandlingOn',
  'policeAnnouncedOn',
  'disciplineAnnouncedOn',
  'policeOutcome',
  'disciplineOutcome',
  'result',
] as const

/** Who enters something for each side. */
const sides = {
  police: ['policeHead', 'policeMember'],
  discipline: ['disciplineHead', 'disciplineMember'],
} as const
type Side = keyof typeof sides

/** A side enters the day on which it did its part of a pair. */
const milestoneOf = <const Of extends Side, const Day extends string, const From extends readonly string[]>(
  side: Of,
  day: Day,
  from: From,
) =>
  ({
    ...{ by: sides[side], from, asks: [day] },
    provided: ['milestoneIsOfNow', `${side}MilestonesAreInOrder`],
  }) as const

/** The first day of a pair starts the clock of the side that has none yet. */
const gapOf = <
  const Of extends Side,
  const Day extends string,
  const Starts extends string,
  const Stops extends readonly string[],
>(
  side: Of,
  unless: Day,
  starts: Starts,
  stops: Stops,
) => ({ starts, unless, stops: [...stops, 'close', 'dissolve'], owedBy: sides[side] }) as const

export const taskForce = defineRecord({
  name: 'taskForce',
  version: 1,
  mechanism: 4,
  number: '吉双专班〔{year}〕0000号',
  title: 'caseNumber',
  outcome: 'result',
  excludes: ['named'],

  fields,

  roles: {
    policeHead: {
      heldBy: ['organHead', 'deputyHead'],
      reaches: { unit: 'policeUnit' },
      seesOnly: [...shared, 'policeTeam'],
    },
    policeMember: {
      heldBy: ['investigator'],
      reaches: [{ person: 'policeTeam' }, { person: 'policeLiaison' }],
      seesOnly: [...shared, 'policeTeam'],
    },
    disciplineHead: {
      heldBy: ['organHead', 'complaintHead'],
      reaches: { unit: 'disciplineUnit' },
      seesOnly: [...shared, 'disciplineTeam'],
    },
    disciplineMember: {
      heldBy: ['disciplineInvestigator', 'disciplineIntake'],
      reaches: [{ person: 'disciplineTeam' }, { person: 'disciplineLiaison' }],
      seesOnly: [...shared, 'disciplineTeam'],
    },
    office: {
      heldBy: ['officeHead', 'supervisor', 'caseClerk'],
      reaches: { area: 'policeUnit' },
      seesOnly: asAList,
    },
    auditor: { heldBy: ['auditor'], reaches: { to: 'everywhere' }, seesOnly: asAList },
    caseItself: { heldBy: { record: 'case' }, reaches: 'nothing', sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    proposed: {
      holds: ['case', 'policeUnit', 'disciplineUnit', 'plan', 'policeTeam'],
      waitsFor: 'disciplineHead',
    },
    paired: { holds: ['disciplineTeam', 'disciplineLiaison'], waitsFor: ['policeHead', 'disciplineHead'] },
    declined: { holds: ['result', 'reasons'], closed: true },
    closed: { holds: ['result'], closed: true },
  },

  actions: {
    propose: {
      by: 'policeHead',
      to: 'proposed',
      asks: ['case', 'disciplineUnit', 'plan', 'policeTeam', 'policeLiaison', 'named'],
      provided: [
        'policeHandleTheCase',
        'otherSideIsDiscipline',
        'otherSideIsNotTiedToTheNamed',
        'policeTeamServesThere',
      ],
      sets: proposed,
    },
    join: {
      by: 'disciplineHead',
      from: 'proposed',
      to: 'paired',
      asks: ['disciplineTeam', 'disciplineLiaison'],
      provided: ['disciplineTeamServesThere'],
    },
    decline: {
      by: 'disciplineHead',
      from: 'proposed',
      to: 'declined',
      asks: ['reasons'],
      sets: () => ({ result: 'declined' }),
    },
    // A joint plan is joint: it changes when both heads sign the same words.
    changePlan: {
      by: ['policeHead', 'disciplineHead'],
      from: 'paired',
      asks: ['plan'],
      signed: { inOrder: ['policeHead', 'disciplineHead'] },
    },
    changePoliceTeam: {
      by: 'policeHead',
      from: ['proposed', 'paired'],
      asks: ['policeTeam', 'policeLiaison'],
      provided: ['policeTeamServesThere'],
    },
    changeDisciplineTeam: {
      by: 'disciplineHead',
      from: 'paired',
      asks: ['disciplineTeam', 'disciplineLiaison'],
      provided: ['disciplineTeamServesThere'],
    },
    name: {
      by: ['policeHead', 'policeMember', 'disciplineHead', 'disciplineMember'],
      from: ['proposed', 'paired'],
      asks: ['reasons'],
      adds: ['named'],
    },

    policeFile: milestoneOf('police', 'policeFiledOn', ['proposed', 'paired']),
    disciplineFiles: milestoneOf('discipline', 'disciplineFiledOn', ['paired']),
    policeHandle: milestoneOf('police', 'policeHandlingOn', ['proposed', 'paired']),
    disciplineHandles: milestoneOf('discipline', 'disciplineHandlingOn', ['paired']),
    policeAnnounce: milestoneOf('police', 'policeAnnouncedOn', ['paired']),
    disciplineAnnounces: milestoneOf('discipline', 'disciplineAnnouncedOn', ['paired']),
    policeExplain: {
      by: sides.police,
      from: 'paired',
      adds: ['gapReasons'],
      provided: ['policeGiveTheirOwnReason'],
    },
    disciplineExplains: {
      by: sides.discipline,
      from: 'paired',
      adds: ['gapReasons'],
      provided: ['disciplineGivesItsOwnReason'],
    },

    sendToDiscipline: { by: sides.police, from: 'paired', adds: ['toDiscipline'] },
    sendToPolice: { by: sides.discipline, from: 'paired', adds: ['toPolice'] },
    tellPoliceOutcome: { by: sides.police, from: 'paired', asks: ['policeOutcome'] },
    tellDisciplineOutcome: {
      by: sides.discipline,
      from: 'paired',
      asks: ['disciplineOutcome'],
      provided: ['outcomeIsOfDiscipline'],
    },

    close: {
      by: ['policeHead', 'disciplineHead'],
      from: 'paired',
      to: 'closed',
      signed: { inOrder: ['policeHead', 'disciplineHead'] },
      provided: ['everyMilestoneIsPairedOrExplained', 'bothOutcomesAreTold'],
      sets: () => ({ result: 'completed' }),
    },
    dissolve: {
      by: ['policeHead', 'disciplineHead'],
      from: 'paired',
      to: 'closed',
      asks: ['reasons'],
      signed: { inOrder: ['policeHead', 'disciplineHead'] },
      sets: () => ({ result: 'dissolved' }),
    },
    withdrawSignature: {
      by: ['policeHead', 'disciplineHead'],
      from: 'paired',
      asks: ['withdrawalReasons'],
      withdraws: ['changePlan', 'close', 'dissolve'],
    },
    noteNamed: { by: 'caseItself', from: ['proposed', 'paired', 'declined', 'closed'], adds: ['named'] },
    escalate: { by: 'clock', from: ['proposed', 'paired'], adds: ['supervisions'] },
  },

  rules,

  // The first day of a pair starts the clock of the other side: `unless` that one is there already.
  deadlines: {
    join: { starts: 'propose', stops: ['join', 'decline'], owedBy: 'disciplineHead' },
    disciplineFilingGap: gapOf('discipline', 'disciplineFiledOn', 'policeFile', [
      'disciplineFiles',
      'decline',
    ]),
    policeFilingGap: gapOf('police', 'policeFiledOn', 'disciplineFiles', ['policeFile']),
    disciplineHandlingGap: gapOf('discipline', 'disciplineHandlingOn', 'policeHandle', [
      'disciplineHandles',
      'decline',
    ]),
    policeHandlingGap: gapOf('police', 'policeHandlingOn', 'disciplineHandles', ['policeHandle']),
    disciplineAnnouncingGap: gapOf('discipline', 'disciplineAnnouncedOn', 'policeAnnounce', [
      'disciplineAnnounces',
    ]),
    policeAnnouncingGap: gapOf('police', 'policeAnnouncedOn', 'disciplineAnnounces', ['policeAnnounce']),
  },

  documents: {
    jointPlan: {
      issuedOn: ['propose', 'changePlan'],
      layout: 'form',
      prints: ['caseNumber', 'policeUnit', 'disciplineUnit', 'plan', 'policeLiaison', 'disciplineLiaison'],
    },
    comparison: {
      issuedOn: ['close', 'dissolve'],
      layout: 'form',
      prints: [
        'caseNumber',
        'policeFiledOn',
        'disciplineFiledOn',
        'policeHandlingOn',
        'disciplineHandlingOn',
        'policeAnnouncedOn',
        'disciplineAnnouncedOn',
        'gapReasons',
        'policeOutcome',
        'disciplineOutcome',
      ],
    },
  },

  views: {
    toJoin: { for: 'disciplineHead', shows: ['proposed'], columns: ['caseNumber', 'policeUnit', 'join'] },
    paired: {
      for: ['policeHead', 'policeMember', 'disciplineHead', 'disciplineMember'],
      shows: ['proposed', 'paired'],
      columns: [
        'caseNumber',
        'policeFiledOn',
        'disciplineFiledOn',
        'policeHandlingOn',
        'disciplineHandlingOn',
        'policeAnnouncedOn',
        'disciplineAnnouncedOn',
      ],
    },
    milestones: {
      for: ['office', 'auditor'],
      shows: ['proposed', 'paired', 'closed', 'declined'],
      columns: [
        'caseNumber',
        'policeFiledOn',
        'disciplineFiledOn',
        'policeHandlingOn',
        'disciplineHandlingOn',
        'policeAnnouncedOn',
        'disciplineAnnouncedOn',
        'result',
      ],
    },
  },
})
