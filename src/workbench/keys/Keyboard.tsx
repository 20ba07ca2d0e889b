/** Listens for the keys of the house, and shows what they open. */
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Session } from '../doors/shapes.ts'
import { commandOf, isTypingAt, type Command } from './keys.ts'
import { openedByKey } from './openedByKey.ts'

const Palette = lazy(async () => ({ default: (await import('../palette/Palette.tsx')).Palette }))
const KeysHelp = lazy(async () => ({ default: (await import('./KeysHelp.tsx')).KeysHelp }))

export function Keyboard({ session }: { readonly session: Session }) {
  const navigate = useNavigate()
  const open = openedByKey.use()
  // Whoever closes the dialog is where they were before.
  const [before, setBefore] = useState<Element | null>(null)
  useEffect(() => {
    const does: Readonly<Record<Command, () => void>> = {
      palette: () => openedByKey.set('palette'),
      keys: () => openedByKey.set('keys'),
      home: () => void navigate({ to: '/' }),
      next: () => moveBy(1),
      previous: () => moveBy(-1),
      firstAction: () => document.querySelector<HTMLElement>('.record aside .actions button')?.click(),
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commandOf(event, { isTyping: isTypingAt(event.target) })
      if (command === undefined) return
      event.preventDefault()
      setBefore(document.activeElement)
      does[command]()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [navigate])
  const close = (which: 'palette' | 'keys') => {
    // A dialog may say that it is closed when the next one has been opened already.
    if (openedByKey.get() !== which) return
    openedByKey.set(undefined)
    if (before instanceof HTMLElement && before.isConnected) before.focus()
  }
  return (
    <Suspense>
      {open === 'palette' && <Palette session={session} close={() => close('palette')} />}
      {open === 'keys' && <KeysHelp close={() => close('keys')} />}
    </Suspense>
  )
}

/** From row to row of the list that is shown. */
function moveBy(step: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('.records .title a')]
  const at = links.findIndex((link) => link === document.activeElement)
  const target = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step
  links[Math.max(0, Math.min(links.length - 1, target))]?.focus()
}
