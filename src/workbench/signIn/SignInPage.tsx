import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { sessionQuery } from '../doors/queries.ts'
import { pageSays } from '../pageSays.ts'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { usePageTitle } from '../shell/pageTitle.ts'
import { useWords } from '../words.ts'
import { ProviderButton } from './ProviderButton.tsx'
import { SignInForm, type Credentials } from './SignInForm.tsx'

const TourCards = lazy(() => import('../tour/TourCards.tsx'))
const DemoAccounts = lazy(() => import('./DemoAccounts.tsx'))

export function SignInPage() {
  const words = useWords()
  usePageTitle()
  const queries = useQueryClient()
  const [given, setGiven] = useState<Credentials>({ login: '', password: '' })
  return (
    <main className="sign-in">
      <div className="sign-in-head">
        <h1>
          <span className="brand-mark" aria-hidden="true" />
          {words.title}
        </h1>
        <LanguageSwitch />
      </div>
      <SignInForm
        given={given}
        change={setGiven}
        done={(session) => {
          queries.setQueryData(sessionQuery.queryKey, session)
        }}
      />
      <ProviderButton />
      {pageSays('world') === 'demo' && (
        <Suspense>
          <TourCards />
          <DemoAccounts fill={setGiven} />
        </Suspense>
      )}
    </main>
  )
}
