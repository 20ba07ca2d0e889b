/** How many notices are not read; opens them. The list comes when it is opened first. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { noticesQuery } from './notices.ts'
import './bell.css'
import { useNoticeWords } from './words.ts'

const NoticePanel = lazy(async () => ({ default: (await import('./NoticePanel.tsx')).NoticePanel }))

export function Bell() {
  const words = useNoticeWords()
  const notices = useQuery(noticesQuery())
  const [isOpen, setIsOpen] = useState(false)
  const unread = notices.data?.unread ?? 0
  return (
    <>
      <button
        type="button"
        className="bell"
        aria-label={words.bell(unread)}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path
            d="M12 3a6 6 0 0 0-6 6v4l-2 3h16l-2-3V9a6 6 0 0 0-6-6Zm-2 16a2 2 0 0 0 4 0"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinejoin="round"
          />
        </svg>
        {unread > 0 && (
          <span className="bell-count" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
      {isOpen && (
        <Suspense>
          <NoticePanel close={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
