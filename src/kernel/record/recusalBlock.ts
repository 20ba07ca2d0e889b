/**
 * Recusal as every matter keeps it (CPL arts 29–32; Procedures arts 32–38): whoever handles the matter may ask for it, each request
 * is decided as a record of its own (mechanisms/organisation/recusal.ts). Whoever is recused loses the matter at once and leaves its team;
 * their colleagues and their unit keep it, and what they did and signed stays.
 */
import { present } from '../present.ts'
import type { Opening, Situation } from './declaration.ts'
import { allNamed } from './erasureBlock.ts'
import { choice, group, list, listed, optional, person, personal, text } from './field.ts'
import type { Named, PersonId, ValueOf } from './field.ts'

export const recusalBlock = {
  recusals: list(
    group({
      whose: person,
      whoAsks: choice('self', 'party', 'superior'),
      grounds: listed('recusal.grounds'),
      facts: personal(text({ max: 5000 })),
    }),
    { max: 100 },
  ),
  recused: optional(list(person, { min: 0, max: 100 })),
}

interface Matter {
  readonly recusals: ValueOf<typeof recusalBlock.recusals>
  readonly recused: readonly PersonId[]
  readonly team: readonly PersonId[]
  readonly named: readonly Named[]
}
type Asked = Pick<Situation<Matter>, 'record' | 'input' | 'actor'>

/** One record for each request; whom the matter names is kept out of it, too. */
export const opensRecusals =
  (matter: 'clue' | 'complaint') =>
  ({ record, input, actor }: Asked): readonly Opening[] =>
    actor.kind !== 'staff'
      ? []
      : (input.recusals ?? []).map((asked) => ({
          type: 'recusal',
          action: 'ask',
          input: present({
            ...{ [matter]: record.id, matterNumber: record.number },
            ...asked,
            ...{ asker: actor.person, askingUnit: actor.unit },
            named: allNamed(record.named),
          }),
        }))

/** Who is recused from now on, and who is left of the team. A team of nobody is written nowhere: its last members just lose the matter. */
export function recused({ record, input }: Pick<Asked, 'record' | 'input'>) {
  const all = [...new Set([...(record.recused ?? []), ...(input.recused ?? [])])]
  const left = (record.team ?? []).filter((one) => !all.includes(one))
  return { recused: all, ...(left.length === 0 ? {} : { team: left }) }
}

export const nobodyOnTheTeamIsRecused = ({ record, input }: Pick<Asked, 'record' | 'input'>): boolean =>
  !(input.team ?? []).some((member) => (record.recused ?? []).includes(member))

/** Who asks for themselves asks about themselves. */
export const whoRecusesThemselvesIsTheActor = ({ input, actor }: Pick<Asked, 'input' | 'actor'>): boolean =>
  (input.recusals ?? []).every(
    ({ whose, whoAsks }) => whoAsks !== 'self' || (actor.kind === 'staff' && actor.person === whose),
  )

/** Asked about once: somebody whose recusal is being decided, or was, is not asked about again meanwhile. */
export const recusalIsNotAskedYet = ({
  record,
  input,
  linked,
}: Pick<Situation<Matter>, 'record' | 'input' | 'linked'>): boolean =>
  (input.recusals ?? []).every(
    ({ whose }) =>
      !(record.recused ?? []).includes(whose) &&
      !linked.some(
        ({ type, direction, closed, told }) =>
          type === 'recusal' && direction === 'to' && !closed && told['whose'] === whose,
      ),
  )
