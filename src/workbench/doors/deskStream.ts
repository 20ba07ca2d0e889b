/**
 * The desk as the server tells it. Of all windows of a browser one holds the stream (browsers allow few connections to one
 * host) and hands on what it hears; when it is closed another takes over. Without a stream the desk is asked for again
 * now and then (doors/queries.ts).
 */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { deskQuery, isStreaming } from './queries.ts'
import type { DeskType } from './shapes.ts'

const NAME = 'zs-desk'
/** A stream that was refused, or ended with the session, is tried again after this. */
const AGAIN = 60_000

/** The desk, or that other notices are unread than before. */
type Heard = { readonly desk: { readonly types: readonly DeskType[] } } | { readonly unread: number }
type Told = Heard & { readonly person: string }

export function useDeskStream(person: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const leaving = new AbortController()
    const channel = new BroadcastChannel(NAME)
    channel.onmessage = ({ data }: MessageEvent<Told>) => {
      // Another window may still show somebody who signed out.
      if (data.person === person) take(queries, data)
    }
    const hear = (heard: Heard) => {
      take(queries, heard)
      channel.postMessage({ person, ...heard } satisfies Told)
    }
    navigator.locks
      .request(NAME, { signal: leaving.signal }, () => holdStream(hear, leaving.signal))
      // Left while it waited for its turn.
      .catch(() => undefined)
    return () => {
      leaving.abort()
      channel.close()
      isStreaming.set(false)
    }
  }, [person, queries])
}

function take(queries: QueryClient, heard: Heard): void {
  isStreaming.set(true)
  if ('unread' in heard) {
    void queries.invalidateQueries({ queryKey: ['notices'] })
    return
  }
  queries.setQueryData(deskQuery.queryKey, heard.desk)
  void queries.invalidateQueries({ queryKey: ['today'] })
}

/** Holds a stream until the page is left. */
async function holdStream(hear: (heard: Heard) => void, leaving: AbortSignal): Promise<void> {
  while (!leaving.aborted) {
    await oneStream(hear, leaving)
    isStreaming.set(false)
    await pause(leaving)
  }
}

/** Until it is over for good; what breaks off meanwhile the browser takes up again by itself. */
const oneStream = (hear: (heard: Heard) => void, leaving: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const source = new EventSource('/api/desk/stream')
    const end = () => {
      source.close()
      resolve()
    }
    leaving.addEventListener('abort', end, { once: true })
    source.addEventListener('desk', ({ data }: MessageEvent<string>) => {
      // The door of the stream says what that of the desk answers.
      hear({ desk: JSON.parse(data) as { types: readonly DeskType[] } })
    })
    source.addEventListener('notices', ({ data }: MessageEvent<string>) => {
      hear(JSON.parse(data) as { unread: number })
    })
    source.addEventListener('over', end)
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) end()
    }
  })

const pause = (leaving: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, AGAIN)
    leaving.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
