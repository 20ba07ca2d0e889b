/**
 * One key to everything: type a number, a name or any words and go to a record; or to a page, or to what can be done.
 * A combobox after the WAI-ARIA pattern: the field keeps the focus, the arrows move the choice.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { deskQuery, findQuery, recordQuery, typesQuery } from '../doors/queries.ts'
import type { RecordShape, Session } from '../doors/shapes.ts'
import { useSpoken } from '../language.ts'
import { menuGroups } from '../shell/menuGroups.ts'
import { pages } from '../shell/pages.ts'
import { useWords } from '../words.ts'
import { entriesFor, matching, type Entry } from './entries.ts'
import { useGo } from './useGo.ts'

/** How long somebody types before the server is asked. */
const PAUSE = 200
const MOST_LOCAL = 12

interface PaletteProps {
  readonly session: Session
  readonly close: () => void
}

export function Palette({ session, close }: PaletteProps) {
  const words = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const entries = useEntries(session, typed)
  const go = useGo()
  const at = Math.min(chosen, entries.length - 1)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    document.getElementById(`${id}-${String(at)}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  const take = (entry: Entry | undefined) => {
    if (entry === undefined) return
    close()
    go(entry.target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While characters are being composed, Enter and arrows belong to the input method.
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((at + step + entries.length) % Math.max(1, entries.length))
    else if (event.key === 'Enter') take(entries[at])
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={words.palette.title}
      onClose={close}
      onClick={({ target }) => {
        if (target === dialog.current) close()
      }}
    >
      <input
        role="combobox"
        aria-label={words.palette.says}
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={entries.length > 0 ? `${id}-${String(at)}` : undefined}
        aria-autocomplete="list"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={words.palette.says}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul role="listbox" id={`${id}-list`} aria-label={words.palette.title}>
        {entries.map((entry, nth) => (
          <li
            key={entry.key}
            id={`${id}-${String(nth)}`}
            role="option"
            aria-selected={nth === at}
            onClick={() => take(entry)}
          >
            <span>{entry.label}</span> <span className="faint">{entry.more}</span>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p className="empty">{words.form.nothingFound}</p>}
      <p className="palette-keys faint" aria-hidden="true">
        {words.palette.keys}
      </p>
    </dialog>
  )
}

function useEntries(session: Session, typed: string): readonly Entry[] {
  const words = useWords()
  const spoken = useSpoken()
  const queries = useQueryClient()
  const desk = useQuery(deskQuery)
  const types = useQuery(typesQuery)
  const address = useRouterState({ select: ({ location }) => location.pathname })
  const sought = useSettled(useDeferredValue(typed.trim()))
  const found = useQuery(findQuery(sought))
  const [, type = '', id = ''] = /^\/records\/([^/]+)\/([^/]+)$/.exec(address) ?? []
  // Only what is read already: to look at a record is kept.
  const record = queries.getQueryData<RecordShape>(recordQuery({ type, id }).queryKey)
  const posts = session.tenures.map(({ post }) => post)
  const groups = menuGroups(desk.data?.types ?? [], types.data ?? [], pages, posts)
  const { list, open, act } = words.palette
  const local = matching(
    entriesFor({ groups, record, home: words.home, words: { list, open, act }, spoken }),
    typed,
  )
  const records = typed.trim() === '' ? [] : (found.data?.items ?? [])
  return [
    ...local.slice(0, MOST_LOCAL),
    ...records.map((one) => ({
      key: one.id,
      label: one.title,
      more: `${one.typeLabel} ${one.number} · ${one.stateLabel}`,
      target: { to: 'record', type: one.type, id: one.id } as const,
    })),
  ]
}

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
