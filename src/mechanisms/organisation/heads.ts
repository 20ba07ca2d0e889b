/** The posts that lead a unit: who holds one decides for it, and has what nobody else there has. */
export const HEADS = ['organHead', 'officeHead', 'leader'] as const
