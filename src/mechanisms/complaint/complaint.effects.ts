/** What follows from an action beyond what was entered. Its result is frozen in the entry. */
import { recognised } from '#kernel/org/recognised.ts'
import { registryOf } from '#kernel/org/routing.ts'
import { present } from '#kernel/present.ts'
import { asNamed } from '#kernel/record/erasureBlock.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { ruleOf } from '#kernel/record/proposal.ts'
import { aliasWhereItMustBe } from '#kernel/record/reporterAlias.ts'
import type { ComplaintSituation, ComplaintValues } from './complaint.fields.ts'
import { routeProposal } from './complaint.proposals.ts'
import { framingIsAlleged } from './complaint.rules.ts'

type Filled = Partial<ComplaintValues>
const REGISTRIES = 'complaint.registries'

const actorOf = ({ actor }: ComplaintSituation): PersonId | undefined =>
  actor.kind === 'staff' ? actor.person : undefined

export function reported(situation: ComplaintSituation): Filled {
  const { input, org } = situation
  const { reportedPersons = [], area } = input
  const named = recognised({ persons: reportedPersons, ...present({ area }) }, org)
  const registry = registryOf(REGISTRIES, named, situation)
  return present({ named: named.length === 0 ? undefined : named, registry })
}

export const entered = (situation: ComplaintSituation): Filled => ({
  ...reported(situation),
  ...(situation.actor.kind === 'staff'
    ? { enteredBy: situation.actor.person, enteredAt: situation.actor.unit }
    : {}),
})

export const registryAfterNaming = (situation: ComplaintSituation): Filled => ({
  registry: registryOf(
    REGISTRIES,
    [...(situation.record.named ?? []), ...(situation.input.named ?? [])],
    situation,
  ),
})

export const registered = (situation: ComplaintSituation): Filled => ({
  ...registryAfterNaming(situation),
  ...aliasWhereItMustBe(situation),
  ...present({ registrar: actorOf(situation) }),
})

/** The first of the two who sign has registered it. */
export const outOfScope = ({ record }: ComplaintSituation): Filled =>
  present({ outcome: 'outOfScope', registrar: record.signatures?.at(-1)?.by[0]?.actor.person })

export function namesAfterClearing({ record, input }: ComplaintSituation): Filled {
  const cleared = new Set((input.cleared ?? []).map(({ key }) => key))
  return { named: (record.named ?? []).filter(({ key }) => !cleared.has(key)).map(asNamed) }
}

export function sorted(situation: ComplaintSituation): Filled {
  const { record, input } = situation
  const proposal = routeProposal({ ...situation, record: { ...record, ...input } })
  return present({
    sorter: actorOf(situation),
    unitByRule: proposal?.value,
    unitRule: ruleOf(proposal, situation.rulebook),
  })
}

export const approved = (situation: ComplaintSituation): Filled => present({ approver: actorOf(situation) })

export const reportSubmitted = (situation: ComplaintSituation): Filled =>
  present({ reportedBy: actorOf(situation) })

const outcomes = {
  reminder: 'reminded',
  sanction: 'sanctioned',
  file: 'filed',
  noViolation: 'noViolation',
} as const

/** Where framing is alleged nothing is settled before it is approved above. */
export const decided = (situation: ComplaintSituation): Filled => {
  const { decision = 'noViolation' } = situation.input
  return {
    ...present({ decider: actorOf(situation) }),
    ...(framingIsAlleged(situation) ? {} : { outcome: outcomes[decision] }),
  }
}

export const framingConfirmed = ({ record }: ComplaintSituation): Filled => ({
  outcome: outcomes[record.decision ?? 'noViolation'],
})

export const framingRejected = ({ record }: ComplaintSituation): Filled => ({
  truth: 'mistaken',
  outcome: outcomes[record.decision ?? 'noViolation'],
})
