/** What a case holds (domain 5, "Case master record"). In the order in which it is filled in. */
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
  personName,
  place,
  ref,
  text,
  unit,
  whole,
  yesNo,
  instantField,
} from '#kernel/record/field.ts'
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import { checklist, evidenceNo } from './checklist.ts'

const reasons = text({ max: 2000 })
const label = choice('triad', 'evilGroup', 'evilForce', 'other')
const files = optional(list(file, { max: 50 }))
const elements = list(listed('case.elements'), { max: 60 })

/** Somebody a case is about. `no` is how every other paper of the case speaks of them. */
const personNo = text({ max: 12 })
const personOfCase = group({
  no: personNo,
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
  label,
  labels: list(
    group({
      from: label,
      to: label,
      direction: choice('raised', 'lowered'),
      elements,
      reasons,
      signer: person,
      unit,
      on: date,
    }),
    { max: 50 },
  ),
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
  appealCourt: optional(unit),

  // Whom it is about, and who is kept out
  persons: personal(list(personOfCase, { max: 300 })),
  minors: personal(list(personOfCase, { max: 100 })),
  roleChanges: personal(
    list(group({ no: personNo, role: listed('case.personRoles'), why: reasons }), { max: 300 }),
  ),
  headcount: optional(whole({ min: 0, max: 400 })),
  personsAre: optional(listed('case.personWords')),
  named: optional(list(named, { min: 0, max: 200 })),
  namedBecause: reasons,

  // What other records note here
  major: optional(yesNo),
  special: optional(yesNo),
  listed: optional(yesNo),
  leaderInCharge: optional(person),

  // Evidence, and what may no longer be used
  evidence: personal(
    list(
      group({
        no: evidenceNo,
        kind: listed('case.evidenceKinds'),
        what: text({ max: 500 }),
        obtainedOn: date,
        attachments: files,
      }),
      { max: 2000 },
    ),
  ),
  evidenceNumbers: optional(list(evidenceNo, { min: 0, max: 2000 })),
  exclusions: list(group({ evidence: evidenceNo, ground: listed('case.exclusionGrounds'), why: reasons }), {
    max: 500,
  }),
  excludedEvidence: optional(list(evidenceNo, { min: 0, max: 2000 })),

  // Gates: one reviewer outside the team, row by row
  checks: checklist,
  opinion: text({ max: 5000 }),
  minorityView: optional(text({ max: 5000 })),
  gateReviews: list(
    group({
      gate: listed('case.gates'),
      passed: yesNo,
      label,
      unmet: optional(elements),
      reviewer: person,
      unit,
      on: date,
    }),
    { max: 200 },
  ),
  discussions: list(group({ on: date, attended: text({ max: 500 }), what: text({ max: 5000 }) }), {
    max: 50,
  }),

  // Label reviews and disagreements between organs
  newLabel: label,
  agrees: yesNo,
  labelReviews: list(group({ from: label, to: label, agrees: yesNo, reviewer: person, unit, on: date }), {
    max: 100,
  }),
  viewLabel: optional(label),
  viewElements: elements,
  holdsThatTheyAreMet: yesNo,
  viewReasons: reasons,
  views: list(
    group({
      unit,
      gate: listed('case.gates'),
      elements,
      met: yesNo,
      label: optional(label),
      why: reasons,
      on: date,
    }),
    { max: 300 },
  ),
  deadlineEffect: optional(text({ max: 1000 })),
  consultationNotes: list(group({ what: text({ max: 5000 }), differs: yesNo }), { max: 50 }),

  // The procuratorate early, the defence, and more investigation
  questions: list(group({ what: text({ max: 2000 }), attachments: files }), { max: 100 }),
  guidance: list(group({ what: text({ max: 5000 }), attachments: files }), { max: 100 }),
  defenceOpinions: personal(
    list(
      group({
        on: date,
        counsel: text({ max: 100 }),
        forPerson: personNo,
        what: text({ max: 5000 }),
        taken: choice('taken', 'partlyTaken', 'notTaken'),
        why: optional(reasons),
        attachments: files,
      }),
      { max: 300 },
    ),
  ),
  defenceHeard: choice('attached', 'noneGiven'),
  outlines: list(group({ what: text({ max: 5000 }), elements: optional(elements) }), { max: 20 }),
  supplementResult: text({ max: 5000 }),
  supplements: optional(whole({ min: 0, max: 2 })),
  extensionTerm: listed('case.extensions'),

  // How it ended
  outcome: choice('convicted', 'partlyConvicted', 'acquitted', 'notProsecuted', 'withdrawn', 'notFiled'),
  nonProsecutionGround: listed('case.nonProsecutionGrounds'),
  verdicts: personal(
    list(
      group({
        no: personNo,
        verdict: choice('guilty', 'notGuilty', 'notProsecuted', 'triedApart'),
        crimes: optional(text({ max: 500 })),
        sentence: optional(text({ max: 500 })),
      }),
      { max: 400 },
    ),
  ),
  judgedOn: date,
  judgmentNumber: text({ max: 100 }),
  appealBy: choice('accused', 'procuratorate', 'both'),
  effectiveOn: date,
  enforcementNotes: personal(
    list(
      group({
        no: personNo,
        kind: listed('case.enforcementNotes'),
        what: text({ max: 2000 }),
        until: optional(date),
      }),
      {
        max: 400,
      },
    ),
  ),

  // After it
  grade: listed('case.reviewGrades'),
  defects: list(group({ kind: listed('case.defects'), what: reasons, unit }), { min: 0, max: 100 }),
  correctiveActions: list(group({ what: reasons, unit, by: date }), { min: 0, max: 100 }),
  corrections: list(group({ what: reasons, done: date }), { max: 200 }),
  archiveItems: list(group({ item: listed('case.archiveItems'), volume: text({ max: 50 }) }), { max: 100 }),
  archiveBox: text({ max: 100 }),

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
  reasons,
  /** Why a signature was taken back before the last had signed. */
  withdrawalReasons: reasons,
}

/** What a rule about cases is given. */
export type CaseSituation = Situation<ValuesOf<typeof fields>>
export type CaseValues = ValuesOf<typeof fields>
