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

interface Told {
  readonly person: string
  readonly desk: { readonly types: readonly DeskType[] }
}

export function useDeskStream(person: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const leaving = new AbortController()
    const channel = new BroadcastChannel(NAME)
    channel.onmessage = ({ data }: MessageEvent<Told>) => {
      // Another window may still show somebody who signed out.
      if (data.person === person) take(queries, data.desk)
    }
    const hear = (desk: Told['desk']) => {
      take(queries, desk)
      channel.postMessage({ person, desk } satisfies Told)
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

function take(queries: QueryClient, desk: Told['desk']): void {
  isStreaming.set(true)
  queries.setQueryData(deskQuery.queryKey, desk)
  void queries.invalidateQueries({ queryKey: ['today'] })
}

/** Holds a stream until the page is left. */
async function holdStream(hear: (desk: Told['desk']) => void, leaving: AbortSignal): Promise<void> {
  while (!leaving.aborted) {
    await oneStream(hear, leaving)
    isStreaming.set(false)
    await pause(leaving)
  }
}

/** Until it is over for good; what breaks off meanwhile the browser takes up again by itself. */
const oneStream = (hear: (desk: Told['desk']) => void, leaving: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const source = new EventSource('/api/desk/stream')
    const end = () => {
      source.close()
      resolve()
    }
    leaving.addEventListener('abort', end, { once: true })
    source.addEventListener('desk', ({ data }: MessageEvent<string>) => {
      // The door of the stream says what that of the desk answers.
      hear(JSON.parse(data) as Told['desk'])
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
