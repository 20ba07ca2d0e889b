/** What is new for somebody, as the doors tell it. */
import { queryOptions } from '@tanstack/react-query'
import { read } from '../doors/ask.ts'
import { isStreaming } from '../doors/queries.ts'
import { languageNow } from '../language.ts'

export const noticeKinds = [
  'overdue',
  'dueToday',
  'dueSoon',
  'toSign',
  'urged',
  'cameBack',
  'assigned',
  'escalated',
  'supervised',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export interface NoticeShape {
  readonly id: string
  readonly kind: NoticeKind
  readonly at: string
  readonly read: boolean
  readonly type: string
  readonly typeLabel: string
  readonly record: string
  readonly number: string
  readonly title: string
  readonly stateLabel: string
  readonly due?: string
}

export interface NoticesShape {
  readonly unread: number
  readonly items: readonly NoticeShape[]
}

export const noticesQuery = () =>
  queryOptions({
    queryKey: ['notices', languageNow()],
    refetchInterval: () => (isStreaming.get() ? false : 60_000),
    queryFn: ({ signal }) => read<NoticesShape>('/api/notices', signal),
  })
