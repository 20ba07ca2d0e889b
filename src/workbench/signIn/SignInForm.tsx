/** Login and password, then a second factor when the server asks for one. */
import { Alert, Button, Input } from 'antd'
import { useId, useRef, useState, type SubmitEvent } from 'react'
import { useAccountWords } from '../account/words.ts'
import { ask } from '../doors/ask.ts'
import type { Session } from '../doors/shapes.ts'
import { useWords } from '../words.ts'
import { PasskeyButton } from './PasskeyButton.tsx'

export interface Credentials {
  readonly login: string
  readonly password: string
}

interface SignInFormProps {
  readonly given: Credentials
  readonly change: (credentials: Credentials) => void
  readonly done: (session: Session) => void
}

export function SignInForm({ given, change, done }: SignInFormProps) {
  const words = useWords()
  const own = useAccountWords()
  const id = useId()
  const [otp, setOtp] = useState('')
  const [asksOtp, setAsksOtp] = useState(false)
  const [says, setSays] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  const isBusy = useRef(false)

  async function send(event: SubmitEvent) {
    event.preventDefault()
    if (isBusy.current) return
    isBusy.current = true
    setIsSending(true)
    const answered = await ask<Session>('/api/session', {
      method: 'POST',
      json: { ...given, ...(asksOtp ? { otp: otp.replaceAll(/\s/g, '') } : {}) },
    })
    isBusy.current = false
    setIsSending(false)
    if ('body' in answered) {
      done(answered.body)
      return
    }
    const { problem } = answered
    if (problem.refused[0]?.because === 'otp needed' && !asksOtp) {
      setAsksOtp(true)
      setSays(undefined)
      return
    }
    setSays(problem.status === 0 ? words.unreachable : (problem.refused[0]?.says ?? words.broken))
  }

  return (
    <form className="sign-in-form" onSubmit={(event) => void send(event)}>
      <label htmlFor={`${id}login`}>{words.login}</label>
      <Input
        id={`${id}login`}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={100}
        value={given.login}
        onChange={({ target }) => change({ ...given, login: target.value })}
      />
      <label htmlFor={`${id}password`}>{words.password}</label>
      <Input
        id={`${id}password`}
        type="password"
        autoComplete="current-password"
        required
        value={given.password}
        onChange={({ target }) => change({ ...given, password: target.value })}
      />
      {asksOtp && (
        <>
          <label htmlFor={`${id}otp`}>{words.otp}</label>
          <Input
            id={`${id}otp`}
            autoFocus
            autoComplete="one-time-code"
            required
            maxLength={40}
            aria-describedby={`${id}asked`}
            value={otp}
            onChange={({ target }) => setOtp(target.value)}
          />
          <p id={`${id}asked`}>{words.otpAsked}</p>
        </>
      )}
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
      <Button type="primary" htmlType="submit" size="large" disabled={isSending}>
        {isSending ? words.signingIn : words.signIn}
      </Button>
      <PasskeyButton<Session>
        label={own.passkeySignIn}
        path="/api/session/passkey"
        done={done}
        refused={setSays}
      />
    </form>
  )
}
