/** What stands around every screen: who is signed in, where one can go, in which language. */
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { sessionQuery } from '../doors/queries.ts'
import { Bell } from '../notices/Bell.tsx'
import { SignInAgain } from '../signIn/SignInAgain.tsx'
import { SignInPage } from '../signIn/SignInPage.tsx'
import { StepUp } from '../signIn/StepUp.tsx'
import { useWords } from '../words.ts'
import { tourNow } from '../tour/tourNow.ts'
import { Keyboard } from '../keys/Keyboard.tsx'
import { openedByKey } from '../keys/openedByKey.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Menu } from './Menu.tsx'
import { Notice } from './Notice.tsx'
import { Problem, Reading } from './Reading.tsx'

// Only whoever owes something meets it here.
const AccountPage = lazy(async () => ({
  default: (await import('../account/AccountPage.tsx')).AccountPage,
}))

const Tour = lazy(async () => ({ default: (await import('../tour/Tour.tsx')).Tour }))

export function Shell() {
  const words = useWords()
  const session = useQuery(sessionQuery)
  const isOnTour = tourNow.use() !== undefined
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  if (session.isPending) return <Reading />
  if (session.isError) return <Problem error={session.error} again={() => void session.refetch()} />
  if (session.data === null) return <SignInPage />
  const seesAll = session.data.owes === undefined
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
        {seesAll && (
          <Button
            className="menu-button"
            aria-expanded={isMenuOpen}
            aria-controls="menu"
            onClick={() => setIsMenuOpen(!isMenuOpen)}
          >
            {words.menuShort}
          </Button>
        )}
        {seesAll && (
          <button type="button" className="find" onClick={() => openedByKey.set('palette')}>
            {words.palette.says} <kbd>Ctrl K</kbd>
          </button>
        )}
        <div className="head-end">
          {seesAll && <Bell />}
          <LanguageSwitch />
          <AccountMenu session={session.data} />
        </div>
      </header>
      <div className="frame">
        {seesAll && (
          <Menu id="menu" session={session.data} isOpen={isMenuOpen} close={() => setIsMenuOpen(false)} />
        )}
        <main id="content" tabIndex={-1}>
          <Notice />
          <Suspense fallback={<Reading />}>{seesAll ? <Outlet /> : <AccountPage />}</Suspense>
        </main>
      </div>
      {seesAll && isOnTour && (
        <Suspense>
          <Tour />
        </Suspense>
      )}
      {seesAll && <Keyboard session={session.data} />}
      <SignInAgain session={session.data} />
      <StepUp />
    </>
  )
}
