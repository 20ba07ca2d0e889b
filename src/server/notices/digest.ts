/**
 * The digest: how many matters there are of each kind, and nothing else. It is made from numbers alone, so nothing of a record
 * can get into it; what it is about is read after signing in.
 */
import type { Calendar } from '#kernel/deadlines/calendar.ts'
import type { PlainDate } from '#kernel/time.ts'
import type { Language } from '../http/language.ts'
import { noticeKinds, type Notice, type NoticeKind } from './noticesOf.ts'
import type { Wishes } from './wishes.ts'

export type DigestCounts = Readonly<Partial<Record<NoticeKind, number>>>

/** These say how it stands and are told every day; the others are told until they were read. */
const STANDING: readonly NoticeKind[] = ['overdue', 'dueToday', 'dueSoon', 'toSign']

export function countsOf(
  notices: readonly (Pick<Notice, 'kind'> & { readonly read: boolean })[],
  { kinds }: Pick<Wishes, 'kinds'>,
): DigestCounts {
  const told = notices.filter(({ kind, read }) => kinds.includes(kind) && (!read || STANDING.includes(kind)))
  return Object.fromEntries(
    noticeKinds.flatMap((kind) => {
      const count = told.filter((one) => one.kind === kind).length
      return count === 0 ? [] : [[kind, count]]
    }),
  )
}

/** On days off only whoever is on duty is told, and only where something is overdue. */
export const isToldOn = (
  day: PlainDate,
  calendar: Calendar,
  { onDuty }: Pick<Wishes, 'onDuty'>,
  counts: DigestCounts,
): boolean =>
  Object.keys(counts).length > 0 && (calendar.isWorkingDay(day) || (onDuty && (counts.overdue ?? 0) > 0))

export interface Letter {
  readonly subject: string
  readonly text: string
}

/** `address`: where one signs in, where that is known. */
export function letterOf(counts: DigestCounts, language: Language, address?: string): Letter {
  const { subject, of, and, signIn, foot } = words[language]
  const parts = noticeKinds.flatMap((kind) => {
    const count = counts[kind] ?? 0
    return count === 0 ? [] : [of[kind](count)]
  })
  const where = address === undefined ? '' : `\n${new URL('/workbench/', address).href}`
  return { subject, text: `${parts.join(and)}${signIn}${where}\n\n${foot}\n` }
}

/** What confirms an address. */
export const codeLetter = (code: string, minutes: number, language: Language): Letter =>
  language === 'zh'
    ? {
        subject: '准绳：确认提醒地址',
        text: `验证码 ${code}，${String(minutes)}分钟内有效。若非本人操作，请忽略。\n`,
      }
    : {
        subject: 'Zhunsheng: confirm your address',
        text: `Your code is ${code}. It holds for ${String(minutes)} minutes. If you did not ask for it, do nothing.\n`,
      }

interface DigestWords {
  readonly subject: string
  readonly of: Readonly<Record<NoticeKind, (count: number) => string>>
  readonly and: string
  readonly signIn: string
  readonly foot: string
}

const some = (one: string, more: string) => (count: number) => `${String(count)} ${count === 1 ? one : more}`
const pieces = (what: string) => (count: number) => `${what}${String(count)}件`

const words: Readonly<Record<Language, DigestWords>> = {
  zh: {
    subject: '准绳：今日工作提示',
    of: {
      overdue: pieces('已逾期'),
      dueToday: pieces('今日到期'),
      dueSoon: pieces('即将到期'),
      toSign: pieces('待签字'),
      urged: pieces('被催办'),
      cameBack: pieces('退回再办'),
      assigned: pieces('新交办'),
      escalated: pieces('督办事项逾期升级'),
      supervised: pieces('督办事项有进展'),
    },
    and: '，',
    signIn: '。请登录查看。',
    foot: '本提示只有件数，不含任何内容。请勿回复；可在“我的账号”中更改或关闭。',
  },
  en: {
    subject: 'Zhunsheng: today',
    of: {
      overdue: some('matter is overdue', 'matters are overdue'),
      dueToday: some('matter is due today', 'matters are due today'),
      dueSoon: some('matter is due soon', 'matters are due soon'),
      toSign: some('waits for your signature', 'wait for your signature'),
      urged: some('matter was urged', 'matters were urged'),
      cameBack: some('matter came back', 'matters came back'),
      assigned: some('matter is new for you', 'matters are new for you'),
      escalated: some('supervised matter was escalated', 'supervised matters were escalated'),
      supervised: some('supervised matter moved', 'supervised matters moved'),
    },
    and: '; ',
    signIn: '. Sign in to see them.',
    foot: 'This says how many and nothing of what. Do not answer it; change it or turn it off under “My account”.',
  },
}
