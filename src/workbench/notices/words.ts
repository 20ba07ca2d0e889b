/** The words of notices. */
import { useLanguage } from '../language.ts'
import type { NoticeKind } from './notices.ts'

interface NoticeWords {
  readonly title: string
  readonly bell: (unread: number) => string
  readonly kinds: Readonly<Record<NoticeKind, string>>
  readonly none: string
  readonly onlyUnread: string
  readonly all: string
  readonly markAll: string
  readonly markRead: string
  readonly markUnread: string
  readonly unread: string
  readonly due: (day: string) => string
  readonly close: string
}

const chinese: NoticeWords = {
  title: '提醒',
  bell: (unread) => (unread === 0 ? '提醒：没有未读' : `提醒：${String(unread)}条未读`),
  kinds: {
    overdue: '已逾期',
    dueToday: '今日到期',
    dueSoon: '即将到期',
    toSign: '待我签字',
    urged: '被催办',
    cameBack: '退回给我',
    assigned: '交给我办',
    escalated: '我督办的事项逾期升级',
    supervised: '我督办的事项有进展',
  },
  none: '没有新的提醒。',
  onlyUnread: '未读',
  all: '全部',
  markAll: '全部标为已读',
  markRead: '标为已读',
  markUnread: '标为未读',
  unread: '未读',
  due: (day) => `${day}到期`,
  close: '关闭',
}
const english: NoticeWords = {
  title: 'Notices',
  bell: (unread) => (unread === 0 ? 'Notices: none unread' : `Notices: ${String(unread)} unread`),
  kinds: {
    overdue: 'Overdue',
    dueToday: 'Due today',
    dueSoon: 'Due soon',
    toSign: 'Waits for my signature',
    urged: 'Urged',
    cameBack: 'Came back to me',
    assigned: 'My move',
    escalated: 'Escalated, where I supervise',
    supervised: 'An act where I supervise',
  },
  none: 'Nothing new.',
  onlyUnread: 'Unread',
  all: 'All',
  markAll: 'Mark all as read',
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  unread: 'Unread',
  due: (day) => `due ${day}`,
  close: 'Close',
}

export const useNoticeWords = (): NoticeWords => (useLanguage() === 'zh' ? chinese : english)
