/**
 * In which order money goes when it does not suffice (provisions on the enforcement of the property part of criminal
 * judgments, art 13): medical costs, then victims, then other civil debts, then the fine, then confiscation.
 *
 * A later class gets nothing before an earlier one is full. Within a class each gets its share of what is left, in whole
 * fen; the fen that shares leave over go one each to those whose share was cut most, the earlier first, so that the sum
 * is exact and the same in every run.
 */
export const paymentClasses = ['medical', 'victims', 'civil', 'fine', 'confiscation'] as const
export type PaymentClass = (typeof paymentClasses)[number]

export interface Claim {
  readonly class: PaymentClass
  /** What is owed, in fen. */
  readonly due: number
  /** What was paid before, in fen. */
  readonly paid: number
}

/** What each claim gets of `available` fen, in the order of the claims. */
export function payInOrder(claims: readonly Claim[], available: number): readonly number[] {
  const paid = claims.map(() => 0)
  let left = available
  for (const one of paymentClasses) {
    const nths = claims.flatMap((claim, nth) => (claim.class === one ? [nth] : []))
    const open = nths.map((nth) => openOf(claims[nth]))
    for (const [index, share] of sharesOf(open, left).entries()) {
      const nth = nths[index]
      if (nth !== undefined) paid[nth] = share
      left -= share
    }
  }
  return paid
}

const openOf = (claim: Claim | undefined): number =>
  claim === undefined ? 0 : Math.max(0, claim.due - claim.paid)

/** All of it where it suffices, else each its share: amounts of fen beyond what a double holds exactly need BigInt. */
function sharesOf(open: readonly number[], available: number): readonly number[] {
  const total = open.reduce((sum, one) => sum + one, 0)
  if (total <= available) return open
  if (total === 0) return open.map(() => 0)
  const cut = open.map((one, nth) => {
    const product = BigInt(one) * BigInt(available)
    return { nth, share: Number(product / BigInt(total)), rest: product % BigInt(total) }
  })
  const over = available - cut.reduce((sum, { share }) => sum + share, 0)
  const extra = new Set(
    cut
      .toSorted((one, other) =>
        one.rest === other.rest ? one.nth - other.nth : one.rest > other.rest ? -1 : 1,
      )
      .slice(0, over)
      .map(({ nth }) => nth),
  )
  return cut.map(({ nth, share }) => share + (extra.has(nth) ? 1 : 0))
}
