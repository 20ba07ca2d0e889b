/** The words of the expiry board. */
import { useLanguage } from '../language.ts'

export const expiringLabel = { zh: '到期提示', en: 'Running out' }

const chinese = {
  lead: '查控措施期满未续即自动解除。下表为你能看到的、在所选天数内到期的措施，最先到期的在前。',
  within: (days: number) => `${days}日内`,
  byUnit: '按单位统计',
  unit: '采取措施的单位',
  all: '全部单位',
  none: '所选天数内没有到期的措施。',
  more: '显示更多',
  list: '到期的措施',
}
const english: typeof chinese = {
  lead: 'A measure that nobody renews lapses by itself. These run out within the days chosen, as far as you reach them, the soonest first.',
  within: (days) => `within ${days} days`,
  byUnit: 'By unit',
  unit: 'Taken by',
  all: 'All units',
  none: 'Nothing runs out within these days.',
  more: 'Show more',
  list: 'Measures running out',
}

export const useExpiringWords = (): typeof chinese => (useLanguage() === 'zh' ? chinese : english)
