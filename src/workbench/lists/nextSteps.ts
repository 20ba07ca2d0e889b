import type { ListedRecord, Spoken, TypeShape } from '../doors/shapes.ts'

const MOST = 3

/** What whoever has these roles may do to move the record on from where it stands: the reason why it waits for them. */
export function nextStepsOf(
  type: TypeShape,
  { state, roles }: Pick<ListedRecord, 'state' | 'roles'>,
): readonly Spoken[] {
  return type.actions
    .filter(
      ({ from, to, by }) =>
        from.includes(state) &&
        to.some((target) => target !== state) &&
        by.some((role) => roles.includes(role)),
    )
    .slice(0, MOST)
    .map(({ label }) => label)
}
