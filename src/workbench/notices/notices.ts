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
}

/** A record, and all that is told of it. */
export interface MatterShape {
  readonly notices: readonly NoticeShape[]
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
  readonly items: readonly MatterShape[]
}

export interface Wishes {
  readonly kinds: readonly NoticeKind[]
  readonly digest: boolean
  /** Hours of the day, 0 to 23. */
  readonly hour: number
  readonly quietFrom: number
  readonly quietTo: number
  readonly onDuty: boolean
  readonly language: 'zh' | 'en'
}

export interface ChannelShape {
  readonly channel: 'mail' | 'webhook'
  readonly offered: boolean
  readonly address?: string
  readonly confirmed?: boolean
}

export interface NoticeSettingsShape {
  readonly wishes: Wishes
  readonly channels: readonly ChannelShape[]
  /** Origins that a webhook may be on. */
  readonly webhooks: readonly string[]
}

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notice settings'],
  staleTime: 0,
  queryFn: ({ signal }) => read<NoticeSettingsShape>('/api/me/notices', signal),
})

export const noticesQuery = () =>
  queryOptions({
    queryKey: ['notices', languageNow()],
    refetchInterval: () => (isStreaming.get() ? false : 60_000),
    queryFn: ({ signal }) => read<NoticesShape>('/api/notices', signal),
  })
