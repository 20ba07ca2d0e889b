/**
 * What stands behind the portal's three forms (src/portal/publicTypes.ts): by type, the action that opens it, what a
 * citizen may do later at which state, which clocks and lists they are told of, and where the answer stands.
 */
import { personKey, unitKey, type NamedKey } from '#kernel/org/conflict.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import * as clueWords from '#mechanisms/clue/clue.words.ts'
import { complaint } from '#mechanisms/complaint/complaint.ts'
import * as complaintWords from '#mechanisms/complaint/complaint.words.ts'
import { petition } from '#mechanisms/petition/petition.ts'
import * as petitionWords from '#mechanisms/petition/petition.words.ts'
import type { Progress } from '#portal/portalOffice.ts'
import type { PublicTypeName } from '#portal/publicTypes.ts'

type Spoken = Readonly<Record<string, string>>

export interface PublicType {
  readonly declaration: Declaration
  readonly deadlines: { readonly zh: Spoken; readonly en: Spoken }
  /** The action by which a citizen opens it. */
  readonly opens: string
  /** The clock that runs first. */
  readonly first: string
  /** The clocks a citizen is told of. */
  readonly clocks: readonly string[]
  /** What the lengths of those clocks are asked with for a record that is not there yet. */
  readonly usual: Readonly<Record<string, unknown>>
  /** The action by which they object, which is also the name of the period for it, and what it is called there. */
  objection(record: AnyRecord): { readonly action: string; readonly as?: NonNullable<Progress['objectAs']> }
  /** Who must not learn of a threat besides whom the record names: the unit that handles it, and its people. */
  handledBy(record: AnyRecord): readonly NamedKey[]
  /** The words of the answer that stands. */
  answer(record: AnyRecord): unknown
}

const isText = (value: unknown): value is string => typeof value === 'string'

const keysOf = (unit: unknown, people: unknown): readonly NamedKey[] => [
  ...[unit].filter(isText).map(unitKey),
  ...(Array.isArray(people) ? people : []).filter(isText).map(personKey),
]

const answeredStates = ['answered', 'archived', 'rechecking', 'told']

export const publicTypes: Readonly<Record<PublicTypeName, PublicType>> = {
  clue: {
    declaration: clue,
    deadlines: { zh: clueWords.chinese.deadlines, en: clueWords.english.deadlines },
    opens: 'report',
    first: 'register',
    clocks: ['register', 'supplement', 'contactReporter', 'verify', 'feedBack', 'reexamine'],
    usual: { grade: 'B' },
    objection: () => ({ action: 'object' }),
    handledBy: ({ verifyingUnit, team }) => keysOf(verifyingUnit, team),
    answer: (record) => (answeredStates.includes(record.state) ? record['feedbackWords'] : undefined),
  },
  petition: {
    declaration: petition,
    deadlines: { zh: petitionWords.chinese.deadlines, en: petitionWords.english.deadlines },
    opens: 'submit',
    first: 'sort',
    clocks: ['sort', 'supplement', 'accept', 'handle', 'review', 'secondReview'],
    usual: {},
    objection: ({ state }) =>
      state === 'reviewed'
        ? { action: 'requestSecondReview', as: 'secondReview' }
        : { action: 'requestReview', as: 'review' },
    handledBy: ({ handlingUnit, handler }) => keysOf(handlingUnit, [handler]),
    // The latest opinion: the second review's, the review's, the first. Before one is given there is what was told on acceptance.
    answer: (record) =>
      record['secondReviewOpinion'] ??
      record['reviewOpinion'] ??
      record['feedbackWords'] ??
      record['acceptanceWords'],
  },
  complaint: {
    declaration: complaint,
    deadlines: { zh: complaintWords.chinese.deadlines, en: complaintWords.english.deadlines },
    opens: 'report',
    first: 'register',
    clocks: ['register', 'supplement', 'accept', 'tellAcceptance', 'handle', 'feedBack', 'reexamine'],
    usual: {},
    objection: () => ({ action: 'object' }),
    handledBy: ({ handlingUnit, team }) => keysOf(handlingUnit, team),
    answer: (record) => (answeredStates.includes(record.state) ? record['feedbackWords'] : undefined),
  },
}
