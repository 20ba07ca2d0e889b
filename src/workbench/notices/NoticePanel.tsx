/** What is told, record by record, newest first; opening one marks all of it as read. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Segmented } from 'antd'
import { useState } from 'react'
import { spokenInstant } from '../days.ts'
import { ask } from '../doors/ask.ts'
import { useLanguage } from '../language.ts'
import { modalPlace } from '../shell/modalPlace.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import './notices.css'
import { noticesQuery, type MatterShape } from './notices.ts'
import { useNoticeWords } from './words.ts'

export function NoticePanel({ close }: { readonly close: () => void }) {
  const words = useNoticeWords()
  const notices = useQuery(noticesQuery())
  const queries = useQueryClient()
  const [isAll, setIsAll] = useState(false)

  async function mark(matters: readonly MatterShape[], read: boolean) {
    const ids = matters.flatMap(({ notices: told }) => told.map(({ id }) => id))
    await ask('/api/notices/read', { method: 'POST', json: { ids, read } })
    await queries.invalidateQueries({ queryKey: ['notices'] })
  }

  const all = notices.data?.items ?? []
  const unread = all.filter(({ read }) => !read)
  const shown = isAll ? all : unread
  return (
    <Drawer
      getContainer={modalPlace}
      open
      title={words.title}
      onClose={close}
      closable={{ 'aria-label': words.close }}
      className="notices"
    >
      <div className="notices-head">
        <Segmented
          aria-label={words.title}
          value={isAll ? 'all' : 'unread'}
          options={[
            { value: 'unread', label: `${words.onlyUnread} ${String(unread.length)}` },
            { value: 'all', label: `${words.all} ${String(all.length)}` },
          ]}
          onChange={(part) => setIsAll(part === 'all')}
        />
        <Button size="small" disabled={unread.length === 0} onClick={() => void mark(unread, true)}>
          {words.markAll}
        </Button>
      </div>
      {notices.isPending && <Reading />}
      {notices.isError && <Problem error={notices.error} again={() => void notices.refetch()} />}
      {notices.isSuccess && shown.length === 0 && <p className="faint">{words.none}</p>}
      <ul className="notice-list">
        {shown.map((one) => (
          <MatterLine key={one.record} matter={one} close={close} mark={mark} />
        ))}
      </ul>
    </Drawer>
  )
}

interface LineProps {
  readonly matter: MatterShape
  readonly close: () => void
  readonly mark: (matters: readonly MatterShape[], read: boolean) => Promise<void>
}

function MatterLine({ matter, close, mark }: LineProps) {
  const words = useNoticeWords()
  const language = useLanguage()
  const { notices, type, record, title, number, typeLabel, stateLabel, due, at, read } = matter
  return (
    <li className={read ? 'read' : 'unread'}>
      <span className="notice-kinds">
        <span>
          {notices.map(({ id, kind }, nth) => (
            <span key={id} className={`notice-kind ${kind}`}>
              {nth > 0 && ' · '}
              {words.kinds[kind]}
            </span>
          ))}
        </span>
        {!read && <strong>{words.unread}</strong>}
      </span>
      <Link
        to="/records/$type/$id"
        params={{ type, id: record }}
        onClick={() => {
          if (!read) void mark([matter], true)
          close()
        }}
      >
        {title}
      </Link>
      <span className="faint">
        {[
          typeLabel,
          number,
          stateLabel,
          ...(due === undefined ? [] : [words.due(spokenInstant(due, language))]),
        ]
          .filter((one) => one !== title)
          .join(' · ')}
      </span>
      <span className="faint">
        {spokenInstant(at, language)}{' '}
        <Button type="link" size="small" onClick={() => void mark([matter], !read)}>
          {read ? words.markUnread : words.markRead}
        </Button>
      </span>
    </li>
  )
}
