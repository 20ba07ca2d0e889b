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
  readonly settings: {
    readonly title: string
    readonly kinds: string
    readonly digest: string
    readonly digestSays: string
    readonly digestWanted: string
    readonly hour: string
    readonly quietFrom: string
    readonly quietTo: string
    readonly onDuty: string
    readonly language: string
    readonly save: string
    readonly saved: string
    readonly channels: Readonly<Record<Channel, string>>
    readonly notOffered: Readonly<Record<Channel, string>>
    readonly address: Readonly<Record<Channel, string>>
    readonly confirmed: string
    readonly toConfirm: string
    readonly remove: string
    readonly secret: string
    readonly code: string
    readonly confirm: string
    readonly sendCode: string
  }
}
type Channel = 'mail' | 'webhook'

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
  settings: {
    title: '提醒设置',
    kinds: '提醒哪些',
    digest: '每日提示',
    digestSays: '工作日每天一次发到已确认的地址，只有件数，不含姓名、编号和内容。',
    digestWanted: '发送每日提示',
    hour: '发送时间',
    quietFrom: '免打扰自',
    quietTo: '免打扰至',
    onDuty: '休息日值班：有逾期事项时也发送',
    language: '提示的语言',
    save: '保存',
    saved: '提醒设置已保存。',
    channels: { mail: '电子邮件', webhook: 'Webhook' },
    notOffered: { mail: '本系统未设置邮件服务器。', webhook: '本系统未允许任何 Webhook 来源。' },
    address: { mail: '邮箱地址', webhook: '接收网址' },
    confirmed: '已确认',
    toConfirm: '待输入验证码',
    remove: '删除',
    secret: '签名密钥（只显示这一次）：',
    code: '验证码',
    confirm: '确认',
    sendCode: '发送验证码',
  },
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
  settings: {
    title: 'Notices',
    kinds: 'Which notices',
    digest: 'Digest of the day',
    digestSays:
      'Once every working day to the addresses you confirmed: how many, and no name, number or content.',
    digestWanted: 'Send the digest',
    hour: 'Sent at',
    quietFrom: 'Quiet from',
    quietTo: 'Quiet until',
    onDuty: 'On duty on days off: send it then, too, when something is overdue',
    language: 'Language of the digest',
    save: 'Save',
    saved: 'Your notices are set.',
    channels: { mail: 'Mail', webhook: 'Webhook' },
    notOffered: {
      mail: 'No mail server is set up here.',
      webhook: 'No origin is allowed for webhooks here.',
    },
    address: { mail: 'Mail address', webhook: 'Address that receives' },
    confirmed: 'confirmed',
    toConfirm: 'waits for its code',
    remove: 'Remove',
    secret: 'The secret of its signatures, shown this once:',
    code: 'Code',
    confirm: 'Confirm',
    sendCode: 'Send a code',
  },
}

export const useNoticeWords = (): NoticeWords => (useLanguage() === 'zh' ? chinese : english)
