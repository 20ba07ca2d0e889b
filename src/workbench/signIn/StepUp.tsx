/** Raised by any request that wants a fresh proof: the person proves again who they are, and the request goes on. */
import { Alert, Button, Input, Modal } from 'antd'
import { useId, useState, type SubmitEvent } from 'react'
import { useAccountWords } from '../account/words.ts'
import { ask } from '../doors/ask.ts'
import { useWords } from '../words.ts'
import { PasskeyButton } from './PasskeyButton.tsx'
import { steppingUp } from './steppingUp.ts'
import { modalPlace } from '../shell/modalPlace.ts'

export function StepUp() {
  const waiting = steppingUp.use()
  return waiting === undefined ? null : <StepUpDialog answer={waiting.answer} />
}

function StepUpDialog({ answer }: { readonly answer: (proved: boolean) => void }) {
  const words = useWords()
  const own = useAccountWords()
  const id = useId()
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState('')
  const [asksOtp, setAsksOtp] = useState(false)
  const [says, setSays] = useState<string>()
  const [isSending, setIsSending] = useState(false)

  async function send(event: SubmitEvent) {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    const answered = await ask('/api/session/step-up', {
      method: 'POST',
      json: { password, ...(asksOtp ? { otp } : {}) },
    })
    setIsSending(false)
    if ('body' in answered) {
      answer(true)
      return
    }
    const [refused] = answered.problem.refused
    if (refused?.because === 'otp needed' && !asksOtp) {
      setAsksOtp(true)
      setSays(undefined)
    } else setSays(refused?.says ?? words.broken)
  }

  return (
    <Modal
      getContainer={modalPlace}
      open
      footer={null}
      title={own.stepUp}
      onCancel={() => answer(false)}
      destroyOnHidden
    >
      <p>{own.stepUpWhy}</p>
      <form className="sign-in-form" onSubmit={(event) => void send(event)}>
        <label htmlFor={`${id}password`}>{words.password}</label>
        <Input
          id={`${id}password`}
          type="password"
          autoComplete="current-password"
          autoFocus
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
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
              value={otp}
              onChange={({ target }) => setOtp(target.value)}
            />
          </>
        )}
        <div role="alert">
          {says !== undefined && <Alert type="error" showIcon title={says} role="none" />}
        </div>
        <Button type="primary" htmlType="submit" size="large" disabled={isSending}>
          {own.prove}
        </Button>
        <PasskeyButton
          label={own.proveWithPasskey}
          path="/api/session/step-up"
          done={() => answer(true)}
          refused={setSays}
        />
      </form>
    </Modal>
  )
}
