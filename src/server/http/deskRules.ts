/** Why a record stands on a desk, read from its declaration. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { ESCALATE } from '#kernel/record/clocks.ts'
import { listOf } from '#kernel/record/replay.ts'

const isOneOf = (some: string | readonly string[] | undefined, roles: readonly string[]): boolean =>
  listOf(some).some((role) => roles.includes(role))

/** The states that wait for one of these roles. */
export const waitingStates = ({ states }: Declaration, roles: readonly string[]): readonly string[] =>
  Object.keys(states).filter((state) => isOneOf(states[state]?.waitsFor, roles))

/** Of these the states in which the next step (the first that moves the record on) is a signature given with others. */
export const signingStates = (declaration: Declaration, roles: readonly string[]): readonly string[] =>
  waitingStates(declaration, roles).filter((state) => {
    const next = Object.values(declaration.actions).find(
      ({ from, to, by }) => to !== undefined && listOf(from).includes(state) && isOneOf(by, roles),
    )
    return next?.signed !== undefined
  })

/** Whether one of these roles writes where the clock writes when it rings: those who urge supervise. */
export function supervises({ actions }: Declaration, roles: readonly string[]): boolean {
  const rings = listOf(actions[ESCALATE]?.adds)
  return Object.entries(actions).some(
    ([name, { by, adds }]) =>
      name !== ESCALATE && isOneOf(by, roles) && listOf(adds).some((field) => rings.includes(field)),
  )
}
