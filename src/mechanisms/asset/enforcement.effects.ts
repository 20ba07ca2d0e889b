/** What follows from an action of enforcement beyond what was entered. Its result is frozen in the entry. */
import { namedTogether } from '#kernel/access/exclusion.ts'
import { present } from '#kernel/present.ts'
import type { EnforcementSituation, EnforcementValues } from './enforcement.fields.ts'
import { payInOrder } from './payment.ts'
import { MATTERS } from './matters.ts'

type Filled = Partial<EnforcementValues>

export const opened = ({ actor, linked }: EnforcementSituation): Filled => ({
  ...(actor.kind === 'staff' ? { court: actor.unit, judge: actor.person } : {}),
  ...present({ named: namedTogether(linked, MATTERS) }),
})

export const received = ({ actor }: EnforcementSituation): Filled =>
  actor.kind === 'staff' ? { receivedBy: actor.person } : {}

export const filed = ({ actor, input }: EnforcementSituation): Filled => ({
  ...(actor.kind === 'staff' ? { enforcer: actor.person } : {}),
  claims: (input.awards ?? []).map((award) => ({ ...award, paid: 0 })),
  collected: 0,
})

/** The money that came in goes out in the order of the law; the payments are frozen as they were made. */
export function distributed({ record, input }: EnforcementSituation): Filled {
  const claims = record.claims ?? []
  const available = input.received ?? 0
  const amounts = payInOrder(claims, available)
  const paid = amounts.reduce((sum, one) => sum + one, 0)
  return present({
    claims: claims.map((claim, nth) => ({ ...claim, paid: claim.paid + (amounts[nth] ?? 0) })),
    payments: claims.flatMap(({ class: of, to }, nth) => {
      const amount = amounts[nth] ?? 0
      return amount === 0 ? [] : [{ class: of, to, amount }]
    }),
    collected: (record.collected ?? 0) + available,
    left: available - paid,
  })
}

export const finished = ({ input }: EnforcementSituation): Filled => present({ outcome: input.finishing })
