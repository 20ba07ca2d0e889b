import type { Actor } from '#kernel/record/entry.ts'

/** The types of record whose named are kept out of what is done about them here, too. */
export const MATTERS: readonly string[] = ['case', 'asset', 'measure']

interface Asked {
  readonly input: { readonly case?: unknown; readonly clue?: unknown }
  readonly actor: Actor
}

export const aCaseOrAClueIsNamed = ({ input }: Pick<Asked, 'input'>): boolean =>
  (input.case === undefined) !== (input.clue === undefined)

/** Before a case is filed whoever verifies the clue acts, and on nothing else. */
export const isNoVerifierOrOnAClue = ({ input, actor }: Asked): boolean =>
  actor.kind !== 'staff' || actor.post !== 'verifier' || input.clue !== undefined
