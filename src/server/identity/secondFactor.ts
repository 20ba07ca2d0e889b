/** Whose post asks for a second factor: dated data (`organisation.secondFactor`), unless the installation sets it free. */
import type { PersonId } from '#kernel/record/field.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import type { Realm } from '../realm.ts'
import type { Settings } from '../settings.ts'

export interface Required {
  readonly required: boolean
  /** The sentence of the rule, or why nobody is asked. */
  readonly says: { readonly zh: string; readonly en: string }
}

const FREE: Required = {
  required: false,
  says: {
    zh: '本系统未启用强制双因素登录（ZS_SECOND_FACTOR=free），可自愿设置。',
    en: 'This installation forces nobody (ZS_SECOND_FACTOR=free): it is yours to choose.',
  },
}

export function secondFactorOf(
  { realm, settings }: { readonly realm: Realm; readonly settings: Pick<Settings, 'secondFactor'> },
  person: PersonId,
  now: Instant,
): Required {
  if (settings.secondFactor === 'free') return FREE
  const day = dayOf(now)
  const rules = realm.rulebookOn(day)
  // Whoever holds no post today can do nothing here; what is asked of the strictest post is asked of them.
  const held = realm.actorsFor(person, day).map(({ post }) => post)
  const rows = (held.length === 0 ? [''] : held).map((post) =>
    rules.decide('organisation.secondFactor', { post }),
  )
  const row = rows.find((one) => one?.then['required'] === true) ?? rows[0]
  // No row: when unsure, ask.
  if (row === undefined)
    return {
      required: true,
      says: { zh: '未找到规则，须设置第二因素。', en: 'No rule was found: a second factor is asked for.' },
    }
  return { required: row.then['required'] === true, says: row.says }
}
