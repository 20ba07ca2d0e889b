import { Alert, Button, Input } from 'antd'
import { useId, useState, type SubmitEvent } from 'react'
import { notice } from '../shell/Notice.tsx'
import { useWords } from '../words.ts'
import { useChange, type Me } from './me.ts'
import { useAccountWords } from './words.ts'

export function PasswordForm({ me }: { readonly me: Me }) {
  const words = useWords()
  const own = useAccountWords()
  const id = useId()
  const change = useChange()
  const [old, setOld] = useState('')
  const [wanted, setWanted] = useState('')
  const [says, setSays] = useState<string>()

  async function send(event: SubmitEvent) {
    event.preventDefault()
    const answered = await change('/api/me/password', { method: 'POST', json: { old, new: wanted } })
    if ('says' in answered) {
      setSays(answered.says ?? words.broken)
      return
    }
    setOld('')
    setWanted('')
    setSays(undefined)
    notice.set(own.passwordChanged)
  }

  return (
    <section className="panel">
      <h2>{own.password}</h2>
      <p id={`${id}rule`}>{own.passwordRule(me.shortestPassword)}</p>
      <form className="inline-form" onSubmit={(event) => void send(event)}>
        <label htmlFor={`${id}old`}>{own.passwordOld}</label>
        <Input
          id={`${id}old`}
          type="password"
          autoComplete="current-password"
          required
          value={old}
          onChange={({ target }) => setOld(target.value)}
        />
        <label htmlFor={`${id}new`}>{own.passwordNew}</label>
        <Input
          id={`${id}new`}
          type="password"
          autoComplete="new-password"
          aria-describedby={`${id}rule`}
          required
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
        <Button htmlType="submit">{own.passwordChange}</Button>
      </form>
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
    </section>
  )
}
