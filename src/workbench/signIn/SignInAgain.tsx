/** The session ended while somebody works: they sign in again over what they were doing, and it goes on. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { ask } from '../doors/ask.ts'
import { sessionQuery } from '../doors/queries.ts'
import type { Session } from '../doors/shapes.ts'
import { forgetDrafts } from '../forms/drafts.ts'
import { useWords } from '../words.ts'
import { SignInForm, type Credentials } from './SignInForm.tsx'
import { sessionLost } from './sessionLost.ts'
import { modalPlace } from '../shell/modalPlace.ts'

export function SignInAgain({ session }: { readonly session: Session }) {
  const words = useWords()
  const queries = useQueryClient()
  const waiting = sessionLost.use()
  const [given, setGiven] = useState<Credentials>({ login: '', password: '' })
  const [isOther, setIsOther] = useState(false)
  if (waiting === undefined) return null
  return (
    <Modal
      getContainer={modalPlace}
      open
      closable={false}
      keyboard={false}
      footer={null}
      title={words.signInAgain}
    >
      <p>{words.signInAgainWhy}</p>
      <SignInForm
        given={given}
        change={setGiven}
        done={(now) => {
          // What one person typed is not sent in the name of another, nor shown to them.
          if (now.person.id !== session.person.id) {
            setIsOther(true)
            void ask('/api/session', { method: 'DELETE' })
            return
          }
          setGiven({ login: '', password: '' })
          setIsOther(false)
          queries.setQueryData(sessionQuery.queryKey, now)
          waiting.goOn()
        }}
      />
      {isOther && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={words.someoneElse}
          action={<Button onClick={leave}>{words.leave}</Button>}
        />
      )}
    </Modal>
  )
}

function leave(): void {
  forgetDrafts()
  location.assign('/workbench/')
}
