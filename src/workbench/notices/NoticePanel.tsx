/** The notices, newest first; opening one marks it as read. */
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
import { noticesQuery, type NoticeShape } from './notices.ts'
import { useNoticeWords } from './words.ts'

export function NoticePanel({ close }: { readonly close: () => void }) {
  const words = useNoticeWords()
  const notices = useQuery(noticesQuery())
  const queries = useQueryClient()
  const [isAll, setIsAll] = useState(false)

  async function mark(items: readonly NoticeShape[], read: boolean) {
    await ask('/api/notices/read', { method: 'POST', json: { ids: items.map(({ id }) => id), read } })
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
          <NoticeLine key={one.id} notice={one} close={close} mark={mark} />
        ))}
      </ul>
    </Drawer>
  )
}

interface LineProps {
  readonly notice: NoticeShape
  readonly close: () => void
  readonly mark: (items: readonly NoticeShape[], read: boolean) => Promise<void>
}

function NoticeLine({ notice, close, mark }: LineProps) {
  const words = useNoticeWords()
  const language = useLanguage()
  const { kind, type, record, title, number, typeLabel, stateLabel, due, at, read } = notice
  return (
    <li className={read ? 'read' : 'unread'}>
      <span className={`notice-kind ${kind}`}>
        {words.kinds[kind]}
        {!read && <strong>{words.unread}</strong>}
      </span>
      <Link
        to="/records/$type/$id"
        params={{ type, id: record }}
        onClick={() => {
          if (!read) void mark([notice], true)
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
        <Button type="link" size="small" onClick={() => void mark([notice], !read)}>
          {read ? words.markUnread : words.markRead}
        </Button>
      </span>
    </li>
  )
}
