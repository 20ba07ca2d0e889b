/** What a case holds (domain 5, "Case master record"). In the order in which it is filled in. */
import {
  choice,
  date,
  group,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  personName,
  place,
  ref,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'

const reasons = text({ max: 2000 })

/** Somebody a case is about. `no` is how every other paper of the case speaks of them. */
const personOfCase = group({
  no: text({ max: 12 }),
  name: personName({ max: 50 }),
  role: listed('case.personRoles'),
  birthDate: optional(date),
  idNumber: optional(text({ max: 32 })),
  alias: optional(personName({ max: 50 })),
  publicOfficial: yesNo,
  suspectedOf: optional(text({ max: 200 })),
})

export const fields = {
  // What it is
  title: text({ max: 200 }),
  nationalCode: optional(text({ max: 23 })),
  clues: optional(list(ref('clue'), { max: 100 })),
  label: choice('triad', 'evilGroup', 'evilForce', 'other'),
  facts: personal(text({ max: 20_000 })),
  area: place,
  trade: optional(listed('clue.trades')),
  activity: optional(list(group({ from: date, to: optional(date), what: text({ max: 500 }) }), { max: 50 })),
  activityFrom: optional(date),
  activityTo: optional(date),

  // Who handles it
  stage: choice('investigation', 'prosecution', 'trial', 'enforcement', 'closed'),
  handlingUnit: unit,
  designatedBy: optional(unit),
  formerUnits: optional(list(unit, { min: 0, max: 20 })),
  team: optional(list(person, { max: 30 })),
  procuratorate: optional(unit),
  court: optional(unit),

  // Whom it is about, and who is kept out
  persons: personal(list(personOfCase, { max: 300 })),
  minors: personal(list(personOfCase, { max: 100 })),
  headcount: optional(whole({ min: 0, max: 400 })),
  personsAre: optional(listed('case.personWords')),
  named: optional(list(named, { min: 0, max: 200 })),

  // What other records note here
  major: optional(yesNo),
  special: optional(yesNo),
  listed: optional(yesNo),
  leaderInCharge: optional(person),

  // How it ended
  outcome: choice('convicted', 'partlyConvicted', 'acquitted', 'notProsecuted', 'withdrawn', 'notFiled'),
  judgedOn: date,
  effectiveOn: date,
  reasons,
  archiveBox: text({ max: 100 }),
}

/** What a rule about cases is given. */
export type CaseSituation = Situation<ValuesOf<typeof fields>>
export type CaseValues = ValuesOf<typeof fields>
