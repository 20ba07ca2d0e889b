/**
 * Sending an act once. The same content keeps its key however often it is sent, so that a connection that breaks cannot
 * make two acts of one; other content takes a new key.
 */
import { useRef, useState } from 'react'
import { ask, type Answered } from '../doors/ask.ts'
import type { Done, Values } from '../doors/shapes.ts'

export interface Act {
  readonly path: string
  readonly input: Values
  /** The version that was seen; none for what opens a record. */
  readonly version?: number
}

export function useSending() {
  const [isSending, setIsSending] = useState(false)
  // A second click comes before the button is drawn anew.
  const isBusy = useRef(false)
  const last = useRef<{ readonly content: string; readonly key: string }>(undefined)

  async function send({ path, input, version }: Act): Promise<Answered<Done> | undefined> {
    if (isBusy.current) return undefined
    isBusy.current = true
    setIsSending(true)
    const content = JSON.stringify([path, input, version])
    if (last.current?.content !== content) last.current = { content, key: crypto.randomUUID() }
    try {
      return await ask<Done>(path, {
        method: 'POST',
        json: input,
        headers: {
          'idempotency-key': last.current.key,
          ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
        },
      })
    } finally {
      isBusy.current = false
      setIsSending(false)
    }
  }
  return { send, isSending }
}
