/** Where one is signed in, and ending it. */
import { Button } from 'antd'
import { spokenInstant } from '../days.ts'
import { useLanguage } from '../language.ts'
import { useChange, type SessionRow } from './me.ts'
import { useAccountWords } from './words.ts'

export function Sessions({ sessions }: { readonly sessions: readonly SessionRow[] }) {
  const own = useAccountWords()
  const language = useLanguage()
  const change = useChange()
  const end = (which: string) => void change(`/api/me/sessions/${which}`, { method: 'DELETE' })
  return (
    <section className="panel">
      <h2>{own.sessions}</h2>
      <p>{own.sessionsSay}</p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={own.sessions}>
        <table className="plain-table by-row">
          <thead>
            <tr>
              <th scope="col">{own.sessionBrowser}</th>
              <th scope="col">{own.sessionBegan}</th>
              <th scope="col">{own.sessionUsed}</th>
              <th scope="col">{own.sessionBy}</th>
              <th scope="col">{own.sessionEnd}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ id, browser, began, used, by, current }) => {
              const what = browser === '' ? own.unknownBrowser : browser
              return (
                <tr key={id}>
                  <td data-label={own.sessionBrowser}>{what}</td>
                  <td data-label={own.sessionBegan}>{spokenInstant(began, language)}</td>
                  <td data-label={own.sessionUsed}>{spokenInstant(used, language)}</td>
                  <td data-label={own.sessionBy}>{own.by[by]}</td>
                  <td data-label={own.sessionEnd}>
                    {current ? (
                      own.sessionThis
                    ) : (
                      <Button
                        type="link"
                        aria-label={own.sessionEndOf(`${what} ${spokenInstant(began, language)}`)}
                        onClick={() => end(id)}
                      >
                        {own.sessionEnd}
                      </Button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {sessions.length > 1 && <Button onClick={() => end('others')}>{own.sessionsEndOthers}</Button>}
    </section>
  )
}
