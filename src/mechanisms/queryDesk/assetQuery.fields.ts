/** What a request to an institution holds (domain 4.3, query desk). In the order in which it is filled in. */
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
  tableRow,
  text,
  unit,
  whole,
  yesNo,
} from '#kernel/record/field.ts'

/** One person or one company, by a number that is theirs alone. */
const subject = group({
  kind: choice('person', 'foreigner', 'company'),
  name: text({ max: 100 }),
  number: text({ max: 40 }),
  relation: choice('suspect', 'family', 'company', 'thirdParty'),
})

/** An asset that a reply speaks of, as it is opened as a record of its own. */
const assetFound = group({
  title: text({ max: 200 }),
  kind: listed('asset.kinds'),
  registeredOwner: text({ max: 100 }),
  ownerRelation: choice('suspect', 'family', 'company', 'thirdParty', 'unknown'),
  marks: optional(list(group({ mark: listed('asset.marks'), value: text({ max: 200 }) }), { max: 20 })),
})

export const fields = {
  // For which case or clue, by whom
  case: optional(ref('case')),
  clue: optional(ref('clue')),
  matterNumber: text({ max: 100 }),
  legalStage: choice('clue', 'filed'),
  requestingUnit: unit,
  requester: person,
  team: list(person, { max: 20 }),

  // What for, of whom, what exactly
  purpose: listed('assetQuery.purposes'),
  necessity: personal(text({ max: 2000 })),
  institutionKind: listed('assetQuery.institutions'),
  institution: unit,
  subject: personal(subject),
  named: optional(list(named, { min: 0, max: 500 })),
  wanted: list(listed('assetQuery.items'), { max: 20 }),
  periodFrom: date,
  periodTo: date,
  noTipOff: yesNo,

  // Who allowed it, and by what
  approver: person,
  approvalBasis: text({ max: 500 }),
  approvalRow: tableRow('assetQuery.approval'),
  refusalReasons: text({ max: 2000 }),

  // What went out and what came back
  sentAs: text({ max: 64 }),
  result: choice('found', 'nothing'),
  replyCount: whole({ min: 0, max: 50 }),
  replyFiles: optional(list(file, { max: 50 })),
  replySummary: optional(personal(text({ max: 5000 }))),
  replyDigest: optional(text({ max: 64 })),
  declineReasons: text({ max: 2000 }),

  // What was done with it
  uses: personal(list(group({ purpose: text({ max: 200 }), what: text({ max: 2000 }) }), { max: 200 })),
  assetsFound: personal(list(assetFound, { max: 50 })),
  outcome: choice('used', 'nothing', 'refused', 'declined', 'withdrawn'),
  reasons: text({ max: 2000 }),
  supervisions: list(group({ rung: text({ max: 60 }), text: text({ max: 2000 }) }), { max: 500 }),
}

export type AssetQuerySituation = Situation<ValuesOf<typeof fields>>
export type AssetQueryValues = ValuesOf<typeof fields>
