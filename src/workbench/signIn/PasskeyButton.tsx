/** Sign in, or prove who one is, with a passkey: nothing is typed. */
import { Button } from 'antd'
import { useState } from 'react'
import { useAccountWords } from '../account/words.ts'
import { ask } from '../doors/ask.ts'
import { useWords } from '../words.ts'

interface PasskeyButtonProps<T> {
  readonly label: string
  /** The door that takes `{ response }`. */
  readonly path: '/api/session/passkey' | '/api/session/step-up'
  readonly done: (answer: T) => void
  readonly refused: (says: string | undefined) => void
}

export function PasskeyButton<T>({ label, path, done, refused }: PasskeyButtonProps<T>) {
  const words = useWords()
  const own = useAccountWords()
  const [isBusy, setIsBusy] = useState(false)

  async function go() {
    setIsBusy(true)
    refused(undefined)
    const { choosePasskey } = await import('./passkey.ts')
    const chosen = await choosePasskey()
    const answered =
      chosen === 'given up' || 'problem' in chosen
        ? chosen
        : await ask<T>(path, { method: 'POST', json: { response: chosen.response } })
    setIsBusy(false)
    if (answered === 'given up') refused(own.passkeyGivenUp)
    else if ('problem' in answered) refused(answered.problem.refused[0]?.says ?? words.broken)
    else done(answered.body)
  }

  if (!('PublicKeyCredential' in window)) return null
  return (
    <Button size="large" disabled={isBusy} onClick={() => void go()}>
      {label}
    </Button>
  )
}
