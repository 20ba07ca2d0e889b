/** What stands around every screen: who is signed in, where one can go, in which language. */
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { deskQuery, sessionQuery, typesQuery } from '../doors/queries.ts'
import { useSpoken } from '../language.ts'
import { SignInAgain } from '../signIn/SignInAgain.tsx'
import { SignInPage } from '../signIn/SignInPage.tsx'
import { StepUp } from '../signIn/StepUp.tsx'
import { useWords } from '../words.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Notice } from './Notice.tsx'
import { Problem, Reading } from './Reading.tsx'

// Only whoever owes something meets it here.
const AccountPage = lazy(async () => ({
  default: (await import('../account/AccountPage.tsx')).AccountPage,
}))

export function Shell() {
  const words = useWords()
  const session = useQuery(sessionQuery)
  if (session.isPending) return <Reading />
  if (session.isError) return <Problem error={session.error} again={() => void session.refetch()} />
  if (session.data === null) return <SignInPage />
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="head">
        <Link to="/" className="brand">
          <span className="brand-mark" aria-hidden="true" />
          {words.brand} <span className="brand-rest">{words.workbench}</span>
        </Link>
        {session.data.owes === undefined && <Menu />}
        <div className="head-end">
          <LanguageSwitch />
          <AccountMenu session={session.data} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Notice />
        <Suspense fallback={<Reading />}>
          {session.data.owes === undefined ? <Outlet /> : <AccountPage />}
        </Suspense>
      </main>
      <SignInAgain session={session.data} />
      <StepUp />
    </>
  )
}

function Menu() {
  const words = useWords()
  const spoken = useSpoken()
  const desk = useQuery(deskQuery)
  const types = useQuery(typesQuery)
  const mine = desk.data?.types ?? []
  return (
    <nav aria-label={words.menu} className="menu">
      <Link to="/" activeOptions={{ exact: true }}>
        {words.home}
      </Link>
      {mine.map(({ name, work }) => {
        const type = types.data?.find((one) => one.name === name)
        return type === undefined ? null : (
          <Link key={name} to="/records/$type" params={{ type: name }}>
            {spoken(type.label)}
            {work.total > 0 && <span className="count"> {work.total}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
