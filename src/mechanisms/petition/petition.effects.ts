/** What follows from an action beyond what was entered. Its result is frozen in the entry. */
import { recognised } from '#kernel/org/recognised.ts'
import { isTied, registryOf } from '#kernel/org/routing.ts'
import { present } from '#kernel/present.ts'
import type { Opening } from '#kernel/record/declaration.ts'
import type { PersonId, UnitId } from '#kernel/record/field.ts'
import { ruleOf } from '#kernel/record/proposal.ts'
import { aliasWhereItMustBe } from '#kernel/record/reporterAlias.ts'
import type { PetitionSituation, PetitionValues } from './petition.fields.ts'
import { routeProposal } from './petition.proposals.ts'

type Filled = Partial<PetitionValues>
const REGISTRIES = 'petition.registries'

const actorOf = ({ actor }: PetitionSituation): PersonId | undefined =>
  actor.kind === 'staff' ? actor.person : undefined

/** Officials held to be partial are kept out; the organ concerned is not, for it may be the one that can put it right. */
export function submitted(situation: PetitionSituation): Filled {
  const { input, org } = situation
  const { reportedPersons = [], area } = input
  const found = recognised({ persons: reportedPersons, ...present({ area }) }, org)
  const named = found.filter(({ key }) => !key.startsWith('u:'))
  const registry = registryOf(REGISTRIES, named, situation)
  return present({ named: named.length === 0 ? undefined : named, registry })
}

export const entered = (situation: PetitionSituation): Filled => ({
  ...submitted(situation),
  ...(situation.actor.kind === 'staff'
    ? { enteredBy: situation.actor.person, enteredAt: situation.actor.unit }
    : {}),
})

export const registryAfterNaming = (situation: PetitionSituation): Filled => ({
  registry: registryOf(
    REGISTRIES,
    [...(situation.record.named ?? []), ...(situation.input.named ?? [])],
    situation,
  ),
})

export const registered = (situation: PetitionSituation): Filled => ({
  ...registryAfterNaming(situation),
  ...aliasWhereItMustBe(situation),
  ...present({ registrar: actorOf(situation) }),
})

export function sorted(situation: PetitionSituation): Filled {
  const { record, input } = situation
  const proposal = routeProposal({ ...situation, record: { ...record, ...input } })
  return present({
    sorter: actorOf(situation),
    unitByRule: proposal?.value,
    unitRule: ruleOf(proposal, situation.rulebook),
  })
}

export const approved = (situation: PetitionSituation): Filled => present({ approver: actorOf(situation) })
export const accepted = (situation: PetitionSituation): Filled => present({ handler: actorOf(situation) })

type Stage = 'told' | 'answer' | 'review' | 'secondReview'

/** What a petitioner may do about an answer, by the rule of the day: it is told with every answer (art 35; domain 12 row 11). */
const remediesAt = (stage: Stage, { record, rulebook }: PetitionSituation): readonly string[] => {
  const codes = rulebook.decide('petition.remediesOf', { stage, procedure: record.procedure })?.then[
    'remedies'
  ]
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : []
}

export const toldWhereToGo = (situation: PetitionSituation): Filled => ({
  outcome: 'toldWhereToGo',
  remedies: remediesAt('told', situation),
})

export const handedToDiscipline = (situation: PetitionSituation): Filled => ({
  outcome: 'handedToDiscipline',
  remedies: remediesAt('told', situation),
})

export const declaredRepeated = (situation: PetitionSituation): Filled => {
  const { input, record, linked } = situation
  const earlier = input.earlier ?? record.earlier
  const isOpen = linked.some(({ id, closed }) => id === earlier && !closed)
  return { outcome: isOpen ? 'repeated' : 'endedBefore', remedies: remediesAt('told', situation) }
}

/** The outcomes that a result leads to have its name; `result` is chosen from the rulebook. */
const outcomes = ['supported', 'explained', 'notSupported', 'mediated', 'imported', 'corrected'] as const
const outcomeNamed = (result: string | undefined): PetitionValues['outcome'] =>
  outcomes.find((one) => one === result) ?? 'explained'

export const issued = (situation: PetitionSituation): Filled => ({
  outcome: outcomeNamed(situation.record.result),
  remedies: remediesAt('answer', situation),
})

export const reviewDecided = (situation: PetitionSituation): Filled => ({
  ...(situation.input.reviewResult === 'changed' ? { outcome: 'supported' } : {}),
  remedies: remediesAt('review', situation),
})

export const secondReviewDecided = (situation: PetitionSituation): Filled => ({
  ...(situation.input.secondReviewResult === 'changed' ? { outcome: 'supported' } : {}),
  remedies: remediesAt('secondReview', situation),
})

/** The next unit above in its profession that is not tied to anybody named; outside the province when there is none. */
function unitAbove(unit: UnitId | undefined, { record, org, rulebook, on }: PetitionSituation): UnitId {
  for (let at = org.findUnit(unit ?? '')?.lineParent; at !== undefined; at = org.findUnit(at)?.lineParent)
    if (!isTied(at, record.named, org, on)) return at
  const last = rulebook.list(REGISTRIES).at(-1)
  if (last === undefined) throw new Error('The rulebook names no registry for petitions')
  // The list holds ids of units; it was checked when it came into force.
  return last.code as UnitId
}

export const reviewRequested = (situation: PetitionSituation): Filled => ({
  reviewUnit: unitAbove(situation.record.handlingUnit, situation),
})

export const secondReviewRequested = (situation: PetitionSituation): Filled => ({
  secondReviewUnit: unitAbove(situation.record.reviewUnit, situation),
})

/** The accusation as a complaint of its own: what was said and who is accused, with the petitioner sealed as before. */
export const asComplaint = ({ record }: PetitionSituation): readonly Opening[] => [
  {
    type: 'complaint',
    action: 'takeOver',
    input: present({
      petition: record.id,
      source: 'petition',
      receivedOn: record.receivedOn,
      category: 'other',
      title: record.title,
      content: record.content,
      area: record.area,
      reportedPersons: record.reportedPersons,
      attachments: record.attachments,
      realName: record.realName,
      reporter: record.reporter,
      reporterMarks: record.reporterMarks,
      contactWish: record.contactWish,
      wishesSecrecy: record.wishesSecrecy,
      protectionRequested: record.protectionRequested,
    }),
  },
]
