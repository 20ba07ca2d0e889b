/** The rules about enforcement, each a sentence. Legal basis: README.md. */
import type { EnforcementSituation } from './enforcement.fields.ts'

const owed = ({ record }: EnforcementSituation): number =>
  (record.claims ?? []).reduce((sum, { due, paid }) => sum + due - paid, 0)

const hasPost = (situation: EnforcementSituation, unit: string | undefined, post: string): boolean =>
  situation.org.findUnit(unit ?? '')?.posts.some((one) => one.post === post) === true

export const rules = {
  effectiveByNow: ({ input, on }) => input.effectiveOn !== undefined && input.effectiveOn <= on,
  custodianUnitHasACustodian: (situation) =>
    hasPost(situation, situation.input.custodianUnit, 'propertyCustodian'),
  bankIsAnInstitution: (situation) => hasPost(situation, situation.input.bank, 'institutionClerk'),
  somethingIsOwed: (situation) => owed(situation) > 0,
  fullMeansThatNothingIsOwed: (situation) =>
    (situation.input.finishing === 'paidInFull') === (owed(situation) === 0),
} satisfies Record<string, (situation: EnforcementSituation) => boolean>
