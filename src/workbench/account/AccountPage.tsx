/** My account: the posts I hold. Second factors, passkeys and sessions have their screens in this folder. */
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../doors/queries.ts'
import { useSpoken } from '../language.ts'
import { useWords } from '../words.ts'

export function AccountPage() {
  const words = useWords()
  const spoken = useSpoken()
  const session = useQuery(sessionQuery)
  const tenures = session.data?.tenures ?? []
  return (
    <>
      <h1>{words.me.title}</h1>
      <section className="panel">
        <h2>{words.me.posts}</h2>
        <ul>
          {tenures.map(({ id, unitName, postName, standsInFor }) => (
            <li key={id}>
              {spoken(unitName)} {spoken(postName)}
              {standsInFor !== undefined && ` (${words.standsInFor(standsInFor.name)})`}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
