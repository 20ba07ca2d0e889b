/** My account: the posts I hold, second factors, password, sessions. */
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { useSpoken } from '../language.ts'
import { NoticeSettings } from '../notices/NoticeSettings.tsx'
import { usePageTitle } from '../shell/pageTitle.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { meQuery } from './me.ts'
import { Passkeys } from './Passkeys.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { Sessions } from './Sessions.tsx'
import { Totp } from './Totp.tsx'
import { useAccountWords } from './words.ts'

export function AccountPage() {
  const words = useWords()
  const own = useAccountWords()
  const spoken = useSpoken()
  usePageTitle(words.me.title)
  const me = useQuery(meQuery)
  const [codes, setCodes] = useState<readonly string[]>()
  if (me.isPending) return <Reading />
  if (me.isError) return <Problem error={me.error} again={() => void me.refetch()} />
  const { tenures, owes, secondFactor, factors } = me.data
  return (
    <>
      <h1>{words.me.title}</h1>
      {owes !== undefined && <Alert type="warning" showIcon role="alert" title={own.owes[owes]} />}
      <section className="panel">
        <h2>{words.me.posts}</h2>
        <ul>
          {tenures.map(({ id, unitName, postName, standsInFor }) => (
            <li key={id}>
              {spoken(unitName)} {spoken(postName)}
              {standsInFor !== undefined && ` (${words.standsInFor(standsInFor.name)})`}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{own.factors}</h2>
        <p>
          <strong>{secondFactor.required ? own.required : own.free}</strong> · {spoken(secondFactor.says)}
        </p>
        <Totp me={me.data} showCodes={setCodes} />
        <Passkeys me={me.data} showCodes={setCodes} />
        {(factors.totp !== undefined || factors.passkeys.length > 0) && (
          <p>{own.codesLeft(factors.recoveryCodesLeft)}</p>
        )}
      </section>
      <PasswordForm me={me.data} />
      <NoticeSettings />
      <Sessions sessions={me.data.sessions} />
      <RecoveryCodes codes={codes} close={() => setCodes(undefined)} />
    </>
  )
}
