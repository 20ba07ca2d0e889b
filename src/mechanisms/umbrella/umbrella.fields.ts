/** What an umbrella clue of a case holds (domain 4.2). In the order in which it is filled in. Both sides see all of it. */
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

const reasons = text({ max: 2000 })

/** Whose committee manages the official (干部管理权限) says which discipline organ is competent (Supervision Law art 16). */
const official = group({
  name: text({ max: 50 }),
  unitName: optional(text({ max: 100 })),
  post: optional(text({ max: 100 })),
  rank: optional(text({ max: 50 })),
  managedBy: choice('county', 'prefecture', 'province'),
})

export const fields = {
  // Found where, by whom
  direction: choice('toDiscipline', 'toPolice'),
  case: optional(ref('case')),
  caseNumber: optional(text({ max: 100 })),
  from: unit,
  finder: person,
  foundOn: date,
  stage: listed('umbrella.stages'),

  // Who is meant, and why
  officials: optional(personal(list(official, { max: 50 }))),
  named: optional(list(named, { min: 0, max: 200 })),
  kind: listed('umbrella.kinds'),
  facts: personal(text({ max: 20_000 })),

  // Evidence, the two statements and the three lists (两明示三清单)
  evidence: list(
    group({
      what: text({ max: 500 }),
      where: optional(text({ max: 200 })),
      files: optional(list(file, { max: 20 })),
    }),
    { max: 200 },
  ),
  growth: personal(text({ max: 10_000 })),
  network: personal(text({ max: 10_000 })),
  crimes: personal(list(group({ what: text({ max: 500 }), on: optional(date) }), { max: 200 })),
  members: personal(list(group({ name: text({ max: 50 }), relation: text({ max: 200 }) }), { max: 500 })),
  trades: list(group({ trade: text({ max: 100 }), matter: text({ max: 500 }) }), { max: 100 }),

  // The way to the other side and back
  to: unit,
  sender: person,
  sentOn: date,
  registeredAs: text({ max: 100 }),
  receiver: person,
  receivedOn: date,
  returnReasons: reasons,
  disputeReasons: reasons,
  additions: personal(
    list(group({ text: text({ max: 10_000 }), files: optional(list(file, { max: 20 })) }), { max: 100 }),
  ),
  outcome: listed('umbrella.outcomes'),
  outcomeOn: date,
  reasons,
  supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
}

export type UmbrellaSituation = Situation<ValuesOf<typeof fields>>
export type UmbrellaValues = ValuesOf<typeof fields>
