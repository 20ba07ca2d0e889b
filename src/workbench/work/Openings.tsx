/** What somebody may open anew. */
import { Link } from '@tanstack/react-router'
import { useSpoken } from '../language.ts'
import type { Mine } from './Counters.tsx'

export function Openings({ mine }: { readonly mine: readonly Mine[] }) {
  const spoken = useSpoken()
  return (
    <div className="openings">
      {mine
        // What opens people, posts and rules stands at their lists.
        .filter(
          ({ type }) => type.deadlines.length > 0 && type.states.some(({ waitsFor }) => waitsFor.length > 0),
        )
        .flatMap(({ desk, type }) =>
          desk.openings.map((name) => {
            const action = type.actions.find((one) => one.name === name)
            return action === undefined ? null : (
              <Link
                key={`${type.name} ${name}`}
                to="/new/$type/$action"
                params={{ type: type.name, action: name }}
                className="button-link"
              >
                + {spoken(type.label)} · {spoken(action.label)}
              </Link>
            )
          }),
        )}
    </div>
  )
}
