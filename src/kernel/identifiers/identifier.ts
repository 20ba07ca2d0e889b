/**
 * Numbers that point at exactly one person, company, account or vehicle.
 *
 * `value` is the one spelling under which equal things are equal (no separators, upper case, country prefix
 * and old forms removed), so that it can be indexed, or hashed first where it belongs to a reporter.
 */
export const identifierKinds = ['residentId', 'uscc', 'mobile', 'landline', 'bankCard', 'plate'] as const

export type IdentifierKind = (typeof identifierKinds)[number]

export interface Identifier {
  readonly kind: IdentifierKind
  readonly value: string
}

/** How many characters of a value may be shown at its two ends; the rest is starred. Assumed – display only. */
const shownEnds: Readonly<Record<IdentifierKind, readonly [head: number, tail: number]>> = {
  residentId: [3, 4],
  uscc: [4, 4],
  mobile: [3, 4],
  landline: [4, 2],
  bankCard: [4, 4],
  plate: [2, 2],
}

/** The value with its middle starred, for reasons and lists: enough to recognise, too little to misuse. */
export function maskedIdentifier({ kind, value }: Identifier): string {
  const [head, tail] = shownEnds[kind]
  const hidden = Math.max(0, value.length - head - tail)
  return (
    value.slice(0, head) +
    '*'.repeat(hidden) +
    value.slice(value.length - Math.min(tail, value.length - head))
  )
}

/** The identifier as one string, for sets and index keys: `mobile:13800001111`. */
export const identifierKey = ({ kind, value }: Identifier): string => `${kind}:${value}`
