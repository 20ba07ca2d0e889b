/** In a demo: who can be played. Grouped by unit; a click fills in login and password. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { demoQuery } from '../doors/queries.ts'
import { useWords } from '../words.ts'
import type { Credentials } from './SignInForm.tsx'

/** The people the first minute is played with (README), so that nobody has to search a province. */
const FIRST = /^(?:p22-|c220102-|m2201-)/
const MOST = 200

export default function DemoAccounts({ fill }: { readonly fill: (credentials: Credentials) => void }) {
  const words = useWords()
  const { data = [] } = useQuery(demoQuery)
  const [typed, setTyped] = useState('')
  const sought = useDeferredValue(typed.trim())
  if (data.length === 0) return null
  const found = data
    .filter(({ login, person, unit, posts }) =>
      sought === ''
        ? FIRST.test(login)
        : [login, person, unit, ...posts].some((text) => text.includes(sought)),
    )
    .slice(0, MOST)
  const byUnit = [...Map.groupBy(found, ({ unit }) => unit)]
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{words.demo}</h2>
      <p>{words.demoSays}</p>
      <Input
        type="search"
        aria-label={words.demoFind}
        placeholder={words.demoFind}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="demo-units">
        {byUnit.map(([unit, accounts]) => (
          <div key={unit}>
            <h3>{unit}</h3>
            <ul>
              {accounts.map(({ login, password, person, posts }) => (
                <li key={login}>
                  <Button type="link" onClick={() => fill({ login, password })} title={login}>
                    {posts.join('、')} {person}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
