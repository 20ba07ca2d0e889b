/**
 * What follows from an action beyond what was entered. Its result is frozen in the entry.
 */
import type { Deed, Opening } from '#kernel/record/declaration.ts'
import { allNamed, asNamed } from '#kernel/record/erasureBlock.ts'
import type { Named } from '#kernel/record/field.ts'
import { ruleOf } from '#kernel/record/proposal.ts'
import { aliasWhereItMustBe } from '#kernel/record/reporterAlias.ts'
import { recognised } from '#kernel/org/recognised.ts'
import { registryOf } from '#kernel/org/routing.ts'
import { present } from '#kernel/present.ts'
import type { ClueSituation, ClueValues } from './clue.fields.ts'
import { gradeProposal, routeProposal } from './clue.proposals.ts'
import {
  headIsClosed,
  mergedToAnswer,
  reporterIsToBeContacted,
  reviewIsCompulsory,
  rules,
} from './clue.rules.ts'

type Filled = Partial<ClueValues>

const REGISTRIES = 'clue.registries'

export function reported(situation: ClueSituation): Filled {
  const { input, org } = situation
  const { reportedPersons = [], umbrellaFacts, area } = input
  const about = present({ about: umbrellaFacts, area })
  const named = recognised({ persons: reportedPersons, ...about }, org)
  const registry = registryOf(REGISTRIES, named, situation)
  return present({ named: named.length === 0 ? undefined : named, registry })
}

export const entered = (situation: ClueSituation): Filled => ({
  ...reported(situation),
  ...(situation.actor.kind === 'staff'
    ? { enteredBy: situation.actor.person, enteredAt: situation.actor.unit }
    : {}),
})

const namedAfter = ({ record, input }: ClueSituation): readonly Named[] => [
  ...(record.named ?? []),
  ...(input.named ?? []),
]

export const registryAfterNaming = (situation: ClueSituation): Filled => ({
  registry: registryOf(REGISTRIES, namedAfter(situation), situation),
})

export const registered = (situation: ClueSituation): Filled => ({
  ...registryAfterNaming(situation),
  ...aliasWhereItMustBe(situation),
  ...(situation.actor.kind === 'staff' ? { registrar: situation.actor.person } : {}),
})

/** A new report about the same matter or the same person is told to the one that was there, whatever came of it. */
export const tellsWhatWasReportedAgain = ({ record, input }: ClueSituation): readonly Deed[] =>
  (input.earlierReports ?? []).flatMap(({ clue, verdict }) =>
    record.id !== undefined && (verdict === 'sameEvent' || verdict === 'samePerson')
      ? [
          {
            type: 'clue',
            id: clue,
            action: 'noteReportedAgain',
            input: { reportedAgain: [{ clue: record.id, verdict }] },
          },
        ]
      : [],
  )

/** Whoever is named later loses the filing that came of the clue and the statistics returns that list it, too. */
export const namedElsewhere = ({ linked, input }: ClueSituation): readonly Deed[] =>
  linked
    .filter(({ type, direction }) => (type === 'clueReturn' || type === 'filing') && direction === 'to')
    .map(({ type, id }) => ({ type, id, action: 'noteNamed', input: { named: input.named } }))

export const undertaking = ({ record, actor, on }: ClueSituation): Filled =>
  actor.kind === 'staff'
    ? { undertakings: [...(record.undertakings ?? []), { officer: actor.person, on }] }
    : {}

export function namesAfterClearing({ record, input }: ClueSituation): Filled {
  const cleared = new Set((input.cleared ?? []).map(({ key }) => key))
  const left = (record.named ?? []).filter(({ key }) => !cleared.has(key))
  return { named: left.map(asNamed) }
}

export function assessed(situation: ClueSituation): Filled {
  const { record, input, actor } = situation
  const sight = { ...situation, record: { ...record, ...input } }
  // The proposal is made from the facts, not from the grade that the assessor has just chosen.
  const grade = gradeProposal({ ...sight, record: { ...sight.record } })
  const route = routeProposal(sight)
  return present({
    gradeByRule: grade?.value,
    gradeRule: ruleOf(grade, situation.rulebook),
    unitByRule: route?.value,
    unitRule: ruleOf(route, situation.rulebook),
    assessor: actor.kind === 'staff' ? actor.person : undefined,
  })
}

/** The first of the two who sign has registered it. */
export const outOfScope = ({ record }: ClueSituation): Filled =>
  present({ outcome: 'outOfScope', registrar: record.signatures?.at(-1)?.by[0]?.actor.person })

export const merged = (situation: ClueSituation): Filled =>
  headIsClosed(situation) ? { outcome: 'merged' } : {}

export const contactOwed = ({ record }: ClueSituation): Filled =>
  reporterIsToBeContacted(record) ? { contactOwed: true } : {}

/** The draw stands in the entry, so that anybody can repeat the sample. */
export const visitDrawn = ({ record, rulebook, draw }: ClueSituation): Filled =>
  reporterIsToBeContacted(record) && draw < rulebook.number('clue.returnVisitRate')
    ? { visitDrawn: true }
    : {}

export const newFactsTold = ({ input }: ClueSituation): Filled =>
  (input.returnVisits ?? []).some(({ newFacts }) => newFacts !== undefined) ? { newFactsTold: true } : {}

export const answersToMerged = (situation: ClueSituation): readonly Deed[] => {
  const { mergedFeedbackWords: feedbackWords } = situation.input
  return feedbackWords === undefined
    ? []
    : mergedToAnswer(situation).map(({ type, id }) => ({
        ...{ type, id, action: 'answerWithHead' },
        input: { feedbackWay: 'code', feedbackWords },
      }))
}

/** The outcome that each proposal of the report leads to (domain 2.5: filed, penalty, transferred, other). */
const outcomes = {
  file: 'filed',
  administrativePenalty: 'administrativePenalty',
  transfer: 'transferred',
  civil: 'civil',
  nothing: 'noCrime',
} as const

export const outcomeOfReport = ({ record }: ClueSituation): Filled => ({
  outcome: outcomes[record.proposal ?? 'nothing'],
})

/** Whoever signs last, after those who signed before: from then on earlier handlers of the clue. */
const signersWith = (situation: ClueSituation, action: string): Filled => {
  const { record, actor } = situation
  const before = (record.signatures ?? [])
    .filter((one) => one.action === action && one.status === 'open')
    .flatMap(({ by }) => by.map(({ actor: { person } }) => person))
  const now = actor.kind === 'staff' ? [actor.person] : []
  return { signers: [...new Set([...(record.signers ?? []), ...before, ...now])] }
}

const outcomeUnlessOwed = (situation: ClueSituation): Filled =>
  rules.aPaperIsOwed(situation) ? {} : outcomeOfReport(situation)

export const signedOff = (situation: ClueSituation): Filled => ({
  ...signersWith(situation, 'sign'),
  ...(reviewIsCompulsory(situation) ? {} : outcomeUnlessOwed(situation)),
})

export const confirmed = (situation: ClueSituation): Filled => ({
  ...signersWith(situation, 'confirmResult'),
  ...outcomeUnlessOwed(situation),
})

/**
 * The draw was made outside and stands in the entry, so that anybody can repeat the sample. Only a clue
 * with a conclusion can be looked at a second time; a merged one, or one out of scope, is never drawn.
 */
export const sampleDrawn = ({ record, rulebook, draw }: ClueSituation): Filled => ({
  sampled: record.conclusion !== undefined && draw < rulebook.number('clue.sampleRate'),
})

/** Kept when the clue is taken up again: it says how good the first verification was. */
export const rechecked = ({ record, input }: ClueSituation): Filled => ({
  recheckAgrees: input.recheckConclusion === record.conclusion,
})

export const transfersOfParts = ({ record, input }: ClueSituation): readonly Opening[] =>
  (input.parts ?? []).map(({ kind, to, text }) => ({
    type: 'transfer',
    action: 'send',
    input: present({
      ...{ clue: record.id, clueNumber: record.number, kind, to, text },
      ...{ from: record.registry, named: allNamed(record.named) },
    }),
  }))
