/**
 * What other records of the case have to know in the same instant: every open one that can be told (it declares the action,
 * by a role held by a case) is told, whatever its type. Whom the case names is kept out of all of them at once.
 */
import type { Deed } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import type { CaseSituation } from './case.fields.ts'

const tell = (
  { linked, types }: CaseSituation,
  action: string,
  input: Readonly<Record<string, unknown>>,
): readonly Deed[] =>
  linked
    .filter(
      ({ type, link, direction, state }) =>
        direction === 'to' &&
        link === 'case' &&
        listOf(types.get(type)?.actions[action]?.from).includes(state),
    )
    .map(({ type, id }) => ({ type, id, action, input }))

export const namedAreTold = (situation: CaseSituation): readonly Deed[] =>
  tell(situation, 'noteNamed', { named: situation.input.named })

export const handlingUnitIsTold = (situation: CaseSituation): readonly Deed[] =>
  tell(situation, 'noteHandlingUnit', { handlingUnit: situation.input.handlingUnit })

export const teamIsTold = (situation: CaseSituation, team: readonly PersonId[]): readonly Deed[] =>
  tell(situation, 'noteTeam', { team })

export const chargesEnd = (situation: CaseSituation): readonly Deed[] => tell(situation, 'endWithCase', {})
