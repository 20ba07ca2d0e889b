/** Lists kept under a name, mine and those of my post; and the question that is asked now, to be kept. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { ask } from '../doors/ask.ts'
import { savedViewsQuery } from '../doors/queries.ts'
import { notice } from '../shell/Notice.tsx'
import { useWords } from '../words.ts'
import type { ListSearch } from './listSearch.ts'

interface SavedViewsProps {
  readonly type: string
  readonly search: ListSearch
}

const same = (one: object, other: object): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted())

export function SavedViews({ type, search }: SavedViewsProps) {
  const words = useWords()
  const queries = useQueryClient()
  const saved = useQuery(savedViewsQuery)
  const mine = (saved.data?.items ?? []).filter((view) => view.type === type)
  const remove = async (id: string) => {
    await ask(`/api/me/views/${id}`, { method: 'DELETE' })
    await queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
  }
  return mine.map((view) => {
    const isShown = same(view.search, search)
    return (
      <span key={view.id} className="saved-view">
        <Link
          to="/records/$type"
          params={{ type }}
          search={view.search}
          aria-current={isShown ? 'page' : undefined}
          className={isShown ? 'active' : ''}
          activeProps={{}}
        >
          {view.name}
          {view.of === 'post' && <span className="faint"> {words.list.ofPost}</span>}
        </Link>
        {isShown && (
          <button
            type="button"
            className="plain"
            aria-label={words.list.removeView(view.name)}
            onClick={() => void remove(view.id)}
          >
            ×
          </button>
        )}
      </span>
    )
  })
}

/** Keeps the present question under a name. */
export function SaveView({ type, search }: SavedViewsProps) {
  const words = useWords()
  const queries = useQueryClient()
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const [isForPost, setIsForPost] = useState(false)
  const [says, setSays] = useState<string>()
  if (!isOpen) return <Button onClick={() => setIsOpen(true)}>{words.list.saveView}</Button>
  const save = async () => {
    const json = { type, name, search, of: isForPost ? 'post' : 'person' }
    const answered = await ask('/api/me/views', { method: 'POST', json })
    if ('problem' in answered) {
      setSays(answered.problem.refused[0]?.says ?? words.unreachable)
      return
    }
    await queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
    setIsOpen(false)
    setName('')
    notice.set(words.list.viewSaved(name))
  }
  return (
    <form
      className="save-view"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label htmlFor={`${id}name`}>{words.list.viewName}</label>
      <Input
        id={`${id}name`}
        autoFocus
        required
        maxLength={60}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Checkbox checked={isForPost} onChange={({ target }) => setIsForPost(target.checked)}>
        {words.list.forPost}
      </Checkbox>
      <Button htmlType="submit">{words.list.save}</Button>
      <Button onClick={() => setIsOpen(false)}>{words.form.cancel}</Button>
      {says !== undefined && (
        <p className="field-error" role="alert">
          {says}
        </p>
      )}
    </form>
  )
}
