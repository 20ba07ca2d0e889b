/** What the paired task forces of a case share (domain 4.2). What each side works out stays in its own records. */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  file,
  group,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  ref,
  text,
  unit,
} from '#kernel/record/field.ts'

const material = group({
  what: text({ max: 5000 }),
  files: optional(list(file, { max: 20 })),
})

export const fields = {
  case: ref('case'),
  caseNumber: text({ max: 100 }),
  policeUnit: unit,
  disciplineUnit: unit,
  named: optional(list(named, { min: 0, max: 200 })),
  plan: personal(text({ max: 20_000 })),

  // Each side's own
  policeTeam: list(person, { max: 50 }),
  disciplineTeam: list(person, { max: 50 }),

  // Who speaks to whom
  policeLiaison: person,
  disciplineLiaison: person,

  // Three paired milestones: 同立案, 同侦办, 同公告
  policeFiledOn: date,
  disciplineFiledOn: date,
  policeHandlingOn: date,
  disciplineHandlingOn: date,
  policeAnnouncedOn: date,
  disciplineAnnouncedOn: date,
  gapReasons: list(
    group({
      milestone: choice('filing', 'handling', 'announcing'),
      side: choice('police', 'discipline'),
      why: text({ max: 2000 }),
    }),
    { max: 50 },
  ),

  // What was sent across
  toDiscipline: personal(list(material, { max: 200 })),
  toPolice: personal(list(material, { max: 200 })),
  policeOutcome: listed('taskForce.policeOutcomes'),
  disciplineOutcome: listed('umbrella.outcomes'),

  reasons: text({ max: 2000 }),
  /** Why a signature was taken back before the last had signed. */
  withdrawalReasons: text({ max: 2000 }),
  result: choice('completed', 'declined', 'dissolved'),
  supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
}

export type TaskForceSituation = Situation<ValuesOf<typeof fields>>
export type TaskForceValues = ValuesOf<typeof fields>
