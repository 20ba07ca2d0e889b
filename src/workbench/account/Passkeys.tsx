/** Passkeys: those there are, a new one, and taking one away. */
import { Alert, Button, Input } from 'antd'
import { useId, useState, type SubmitEvent } from 'react'
import { spokenInstant } from '../days.ts'
import { useLanguage } from '../language.ts'
import { useWords } from '../words.ts'
import { useChange, type Me } from './me.ts'
import { useAccountWords } from './words.ts'

interface PasskeysProps {
  readonly me: Me
  readonly showCodes: (codes: readonly string[]) => void
}

export function Passkeys({ me, showCodes }: PasskeysProps) {
  const words = useWords()
  const own = useAccountWords()
  const language = useLanguage()
  const id = useId()
  const change = useChange()
  const [name, setName] = useState('')
  const [says, setSays] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const { passkeys } = me.factors

  async function add(event: SubmitEvent) {
    event.preventDefault()
    setIsBusy(true)
    const { makePasskey } = await import('../signIn/passkey.ts')
    const made = await makePasskey()
    if (made === 'given up') setSays(own.passkeyGivenUp)
    else if ('problem' in made) setSays(made.problem.refused[0]?.says ?? words.broken)
    else {
      const answered = await change<{ recoveryCodes?: readonly string[] }>('/api/me/passkeys', {
        method: 'POST',
        json: { name, response: made.response },
      })
      setSays('body' in answered ? undefined : (answered.says ?? words.broken))
      if ('body' in answered) {
        setName('')
        if (answered.body.recoveryCodes !== undefined) showCodes(answered.body.recoveryCodes)
      }
    }
    setIsBusy(false)
  }
  async function remove(key: string) {
    const answered = await change(`/api/me/passkeys/${encodeURIComponent(key)}`, { method: 'DELETE' })
    setSays('body' in answered ? undefined : (answered.says ?? words.broken))
  }

  return (
    <div className="factor">
      <h3>{own.passkeys}</h3>
      {passkeys.length === 0 ? (
        <p>{own.passkeyNone}</p>
      ) : (
        <ul>
          {passkeys.map((key) => (
            <li key={key.id}>
              <strong>{key.name}</strong> {own.passkeyAdded(spokenInstant(key.created, language))}
              {key.used !== undefined && ` · ${own.passkeyUsed(spokenInstant(key.used, language))}`}{' '}
              <Button type="link" onClick={() => void remove(key.id)}>
                {own.passkeyRemove(key.name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
      {me.passkeysWorkHere ? (
        <form className="inline-form" onSubmit={(event) => void add(event)}>
          <label htmlFor={`${id}name`}>{own.passkeyName}</label>
          <Input
            id={`${id}name`}
            required
            maxLength={60}
            placeholder={own.passkeyNameHint}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button htmlType="submit" disabled={isBusy}>
            {own.passkeyAdd}
          </Button>
        </form>
      ) : (
        <p>{own.passkeysNotHere}</p>
      )}
    </div>
  )
}
