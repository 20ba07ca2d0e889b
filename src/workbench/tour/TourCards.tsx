/** On the sign-in page of a demo: whom one can be. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { ask } from '../doors/ask.ts'
import { demoQuery, sessionQuery } from '../doors/queries.ts'
import type { Session } from '../doors/shapes.ts'
import { useWords } from '../words.ts'
import { tourNow } from './tourNow.ts'
import { tours, useTourWords, type TourRole } from './tours.ts'

export default function TourCards() {
  const words = useTourWords()
  const { unreachable } = useWords()
  const queries = useQueryClient()
  const { data = [] } = useQuery(demoQuery)
  const [says, setSays] = useState<string>()
  // The keys are those of the tours.
  const roles = Object.keys(tours) as TourRole[]
  const cards = roles.flatMap((role) => {
    const account = data.find(({ login }) => tours[role].post.test(login))
    return account === undefined ? [] : [{ role, account }]
  })
  if (cards.length === 0) return null
  return (
    <section className="tour-cards" aria-labelledby="tour-title">
      <h2 id="tour-title">{words.title}</h2>
      <p>{words.says}</p>
      <ul>
        {cards.map(({ role, account: { login, password } }) => (
          <li key={role}>
            <button
              type="button"
              onClick={() => {
                void ask<Session>('/api/session', { method: 'POST', json: { login, password } }).then(
                  (answered) => {
                    if ('problem' in answered) {
                      setSays(answered.problem.refused[0]?.says ?? unreachable)
                      return
                    }
                    tourNow.set({ role, step: 0 })
                    queries.setQueryData(sessionQuery.queryKey, answered.body)
                  },
                )
              }}
            >
              <strong>{words.roles[role].name}</strong>
              <span className="faint">{words.roles[role].about}</span>
            </button>
          </li>
        ))}
      </ul>
      {says !== undefined && <Alert type="error" showIcon role="alert" title={says} />}
    </section>
  )
}
