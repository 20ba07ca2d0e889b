/**
 * What an asset of a case holds (涉案财产; AOCL arts 41–47; domain 4.3). In the order in which it is filled in. Money is
 * whole fen throughout.
 */
import type { Situation, ValuesOf } from '#kernel/record/declaration.ts'
import {
  choice,
  date,
  fen,
  file,
  group,
  instantField,
  list,
  listed,
  named,
  optional,
  person,
  personal,
  place,
  ref,
  text,
  unit,
  yesNo,
} from '#kernel/record/field.ts'

const reasons = text({ max: 2000 })
const files = list(file, { max: 50 })

/** What an asset is in the eyes of the law (AOCL art 41, 44–46). */
const natures = [
  'illegalGain',
  'fruits',
  'tool',
  'contraband',
  'lawful',
  'victims',
  'familys',
  'unrelated',
  'pending',
] as const
const nature = choice(...natures)

/** An organ's view of an asset, with what it rests on; where it differs from the one before, why. */
const opinion = group({
  nature,
  evidence: text({ max: 5000 }),
  opinion: text({ max: 5000 }),
  disagreement: optional(text({ max: 2000 })),
})

export const fields = {
  // What it is and whose
  case: optional(ref('case')),
  clue: optional(ref('clue')),
  title: text({ max: 200 }),
  kind: listed('asset.kinds'),
  marks: optional(
    personal(list(group({ mark: listed('asset.marks'), value: text({ max: 200 }) }), { max: 20 })),
  ),
  registeredOwner: personal(text({ max: 100 })),
  claimedOwner: optional(personal(text({ max: 100 }))),
  ownerRelation: choice('suspect', 'family', 'company', 'thirdParty', 'unknown'),
  acquiredOn: optional(date),
  sourceOfFunds: optional(text({ max: 2000 })),
  encumbrances: optional(text({ max: 2000 })),
  area: optional(place),
  location: optional(text({ max: 200 })),
  photos: optional(files),
  handlingUnit: unit,
  finder: person,
  proceedsOf: optional(ref('asset')),
  // Whom the matter names: kept out
  named: optional(list(named, { min: 0, max: 500 })),
  importKey: optional(text({ max: 200 })),

  // What it is worth
  value: optional(fen),
  valuations: list(
    group({
      amount: fen,
      on: date,
      method: listed('asset.valuationMethods'),
      appraiser: text({ max: 100 }),
      report: optional(files),
    }),
    { max: 50 },
  ),

  // What holds it, and who keeps it
  measure: ref('measure'),
  measureEnd: choice('lifted', 'lapsed'),
  measureInForce: ref('measure'),
  measuresWaiting: list(ref('measure'), { min: 0, max: 50 }),
  custodian: optional(person),
  custodyPlace: optional(text({ max: 500 })),
  custodyChanges: list(group({ place: text({ max: 500 }), why: text({ max: 500 }) }), { max: 200 }),

  // Screening by three organs, each in its turn
  nature,
  policeOpinion: opinion,
  procuratorate: unit,
  procuratorateOpinion: opinion,
  court: unit,
  courtFinding: opinion,
  unrelatedReasons: reasons,

  // Return and early sale
  cameFrom: choice('found', 'controlled', 'lapsed', 'atProcuratorate', 'atCourt'),
  ownershipProof: text({ max: 5000 }),
  isUndisputed: yesNo,
  returnPhotos: files,
  decider: person,
  saleGround: listed('asset.saleGrounds'),
  saleReasons: reasons,
  ownerAsksForSale: optional(yesNo),
  proceeds: fen,
  proceedsAccount: text({ max: 200 }),
  saleToldTo: text({ max: 200 }),
  saleToldOn: date,

  // Judgment
  judgmentNumber: text({ max: 100 }),
  judgmentItem: text({ max: 2000 }),
  heardInCourt: yesNo,
  proof: choice('proved', 'highlyProbable', 'notProved'),
  judgment: choice('confiscate', 'returnToVictim', 'returnToOwner'),
  equivalentGround: optional(listed('asset.equivalentGrounds')),
  withoutTrialGround: choice('fugitive', 'dead'),
  wantedSince: optional(date),
  noticeOn: date,

  // Handing over and ending
  handOverTo: choice('victim', 'owner'),
  receiver: personal(
    group({
      name: text({ max: 50 }),
      identity: text({ max: 100 }),
      capacity: choice('self', 'legalRepresentative', 'authorisedAgent'),
    }),
  ),
  receipt: files,
  soughtFor: choice('owner', 'victim'),
  soughtBy: text({ max: 2000 }),
  treasuryReceipt: text({ max: 200 }),
  treasuryAmount: fen,
  outcome: choice(
    'confiscated',
    'returnedToVictim',
    'returnedToOwner',
    'released',
    'lapsed',
    'soldEarly',
    'toTreasury',
    'refunded',
  ),
  reasons,

  supervisions: list(
    group({ rung: text({ max: 60 }), text: text({ max: 2000 }), answerBy: optional(instantField) }),
    { max: 500 },
  ),
}

/** What a rule about assets is given. */
export type AssetValues = ValuesOf<typeof fields>
export type AssetSituation = Situation<AssetValues>
