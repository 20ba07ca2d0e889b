import type { ActionShape, ListedRecord, TypeShape } from '../../doors/shapes.ts'

/** What moves every one of these records on and may be taken on each by whoever reaches it in these roles. */
export const batchActions = (
  type: TypeShape,
  items: readonly Pick<ListedRecord, 'state' | 'roles'>[],
): readonly ActionShape[] =>
  items.length === 0
    ? []
    : type.actions.filter(({ from, to, by }) =>
        items.every(
          ({ state, roles }) =>
            from.includes(state) &&
            to.some((target) => target !== state) &&
            by.some((role) => roles.includes(role)),
        ),
      )
