/** The words of the page about who is in charge. */
import { useLanguage } from '../language.ts'

export const organisationLabel = { zh: '机构与在岗', en: 'Who is in charge' }

const chinese = {
  lead: '每个单位应设的岗位由谁担任；缺人的岗位、即将届满的任职和无人能办的事项，负有督促之责的人在下面看到。',
  way: '上级单位',
  posts: '岗位',
  post: '岗位',
  holders: '任职人员',
  required: '必设',
  notRequired: '可不设',
  vacant: (minimum: number) => `空缺，至少应有${minimum}人`,
  nobody: '无',
  since: (day: string) => `${day}起`,
  until: (day: string) => `至${day}止`,
  kinds: { appointed: '', deputy: '副职代行', delegated: '委托代行' },
  below: '下级单位',
  lacking: (count: number) => `（${count}个单位有岗位空缺）`,
  coverage: '辖区内缺人的地方',
  vacancies: (count: number) => `空缺的必设岗位：${count}个`,
  ending: '三十日内届满的任职',
  ends: '届满日期',
  person: '姓名',
  unit: '单位',
  toHandOver: '届满前须移交的事项',
  records: (count: number, isMore: boolean) => `无人能办理下一步的事项：${count}件${isMore ? '以上' : ''}`,
  none: '没有。',
  firstOnes: (count: number) => `只列出前${count}项。`,
}
const english: typeof chinese = {
  lead: 'Who holds the posts that each unit must have. Whoever watches over a place sees below where somebody is missing, whose tenure ends, and what nobody can take further.',
  way: 'Units over it',
  posts: 'Posts',
  post: 'Post',
  holders: 'Held by',
  required: 'required',
  notRequired: 'not required',
  vacant: (minimum) => `vacant, at least ${minimum} needed`,
  nobody: 'nobody',
  since: (day) => `since ${day}`,
  until: (day) => `until ${day}`,
  kinds: { appointed: '', deputy: 'as deputy', delegated: 'by delegation' },
  below: 'Units below it',
  lacking: (count) => (count === 1 ? 'a post is vacant' : `${count} units with a vacant post`),
  coverage: 'Where somebody is missing below you',
  vacancies: (count) => `Required posts that are vacant: ${count}`,
  ending: 'Tenures that end within thirty days',
  ends: 'Ends on',
  person: 'Name',
  unit: 'Unit',
  toHandOver: 'To be handed over before',
  records: (count, isMore) => `Records whose next step nobody can take: ${count}${isMore ? ' or more' : ''}`,
  none: 'None.',
  firstOnes: (count) => `The first ${count} are listed.`,
}

export const useOrganisationWords = (): typeof chinese => (useLanguage() === 'zh' ? chinese : english)
