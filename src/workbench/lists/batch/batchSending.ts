/**
 * The same act on several records, one after the other: each is decided by itself, under the version that was listed, and
 * answers by itself. What did not get through for a broken connection can be sent again under the same key.
 */
import { useRef, useState } from 'react'
import { ask } from '../../doors/ask.ts'
import type { Done, ListedRecord, Values } from '../../doors/shapes.ts'

export interface BatchResult {
  readonly item: ListedRecord
  /** What stood against it; nothing when it was done. */
  readonly says: readonly string[]
}

export interface Batch {
  readonly results: readonly BatchResult[]
  readonly isSending: boolean
  readonly send: (items: readonly ListedRecord[], action: string, input: Values) => Promise<void>
}

export function useBatch(unreachable: string): Batch {
  const [results, setResults] = useState<readonly BatchResult[]>([])
  const [isSending, setIsSending] = useState(false)
  const keys = useRef(new Map<string, string>())

  async function sendOne(item: ListedRecord, action: string, input: Values): Promise<BatchResult> {
    const path = `/api/records/${item.type}/${item.id}/actions/${action}`
    const content = JSON.stringify([path, item.version, input])
    const key = keys.current.get(content) ?? crypto.randomUUID()
    keys.current.set(content, key)
    const answered = await ask<Done>(path, {
      method: 'POST',
      json: input,
      headers: { 'if-match': `"${String(item.version)}"`, 'idempotency-key': key },
    })
    if ('body' in answered) return { item, says: [] }
    const { refused, status } = answered.problem
    return { item, says: status === 0 ? [unreachable] : refused.map(({ says }) => says) }
  }

  async function send(items: readonly ListedRecord[], action: string, input: Values): Promise<void> {
    setIsSending(true)
    setResults([])
    for (const item of items) {
      const result = await sendOne(item, action, input)
      setResults((before) => [...before, result])
    }
    setIsSending(false)
  }
  return { results, isSending, send }
}
