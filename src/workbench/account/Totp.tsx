/** One-time codes: the secret as a picture and as text, and the first code that starts their use. */
import { Alert, Button, Input } from 'antd'
import { useId, useState, type SubmitEvent } from 'react'
import { renderSVG } from 'uqr'
import { spokenInstant } from '../days.ts'
import { useLanguage } from '../language.ts'
import { useWords } from '../words.ts'
import { useChange, type Me } from './me.ts'
import { useAccountWords } from './words.ts'

interface TotpProps {
  readonly me: Me
  readonly showCodes: (codes: readonly string[]) => void
}

interface Begun {
  readonly secret: string
  readonly uri: string
}

export function Totp({ me, showCodes }: TotpProps) {
  const words = useWords()
  const own = useAccountWords()
  const language = useLanguage()
  const change = useChange()
  const [begun, setBegun] = useState<Begun>()
  const [says, setSays] = useState<string>()
  const { totp, passkeys } = me.factors

  async function begin() {
    const answered = await change<Begun>('/api/me/totp', { method: 'POST' })
    setSays('body' in answered ? undefined : (answered.says ?? words.broken))
    if ('body' in answered) setBegun(answered.body)
  }
  async function remove() {
    const answered = await change('/api/me/totp', { method: 'DELETE' })
    setSays('body' in answered ? undefined : (answered.says ?? words.broken))
  }
  async function newCodes() {
    const answered = await change<{ recoveryCodes: readonly string[] }>('/api/me/recovery-codes', {
      method: 'POST',
    })
    setSays('body' in answered ? undefined : (answered.says ?? words.broken))
    if ('body' in answered) showCodes(answered.body.recoveryCodes)
  }

  return (
    <div className="factor">
      <h3>{own.totp}</h3>
      <p>{totp === undefined ? own.totpOff : own.totpOn(spokenInstant(totp.since, language))}</p>
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
      {begun !== undefined && totp === undefined && (
        <Confirm
          begun={begun}
          done={(codes) => {
            setBegun(undefined)
            showCodes(codes)
          }}
        />
      )}
      <p className="buttons">
        {totp === undefined && begun === undefined && (
          <Button onClick={() => void begin()}>{own.totpSet}</Button>
        )}
        {totp !== undefined && <Button onClick={() => void remove()}>{own.totpRemove}</Button>}
        {(totp !== undefined || passkeys.length > 0) && (
          <Button onClick={() => void newCodes()}>{own.codesMake}</Button>
        )}
      </p>
    </div>
  )
}

interface ConfirmProps {
  readonly begun: Begun
  readonly done: (codes: readonly string[]) => void
}

function Confirm({ begun, done }: ConfirmProps) {
  const words = useWords()
  const own = useAccountWords()
  const id = useId()
  const change = useChange()
  const [otp, setOtp] = useState('')
  const [says, setSays] = useState<string>()

  async function confirm(event: SubmitEvent) {
    event.preventDefault()
    const answered = await change<{ recoveryCodes: readonly string[] }>('/api/me/totp/confirm', {
      method: 'POST',
      json: { otp },
    })
    if ('body' in answered) done(answered.body.recoveryCodes)
    else setSays(answered.says ?? words.broken)
  }

  return (
    <form className="confirm" onSubmit={(event) => void confirm(event)}>
      <p>{own.totpScan}</p>
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(begun.uri))}`}
        alt={own.totpQr}
        width={220}
        height={220}
      />
      <p>
        {own.totpSecret} <code className="secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <label htmlFor={`${id}otp`}>{own.totpCode}</label>
      <Input
        id={`${id}otp`}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={10}
        value={otp}
        onChange={({ target }) => setOtp(target.value)}
      />
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
      <Button type="primary" htmlType="submit">
        {own.totpConfirm}
      </Button>
    </form>
  )
}
