/** The words of the page of statistics returns. */
import { useLanguage } from '../language.ts'

export const returnsLabel = { zh: '线索统计表汇总', en: 'Statistics returns by period' }

const chinese = {
  lead: '各单位按期报送的线索统计表。表由系统按线索自动生成，单位填写备注、审签报送，中心接收；没有线索的也须报送（零报告）。',
  period: '统计期',
  untilDay: (day: string) => `截至${day}`,
  filed: (filed: number, all: number) => `应报送${String(all)}个单位，已报送${String(filed)}个`,
  all: '全部',
  missing: '尚未报送',
  none: '所选统计期内没有你能看到的统计表。统计期结束后的第一个工作日起生成。',
  everyoneFiled: '都已报送。',
  unit: '单位',
  state: '状态',
  due: '期限',
  count: '列明',
  encrypted: '加密',
  zero: '零报告',
  noResult: '尚无结果',
  file: '下载XLSX',
  fileAbout: '下载本统计期的线索统计表（XLSX）',
}
const english: typeof chinese = {
  lead: 'The returns that units file for each period. The system draws them up from the clues; the unit remarks and files, the centre accepts. A return of nothing is filed, too.',
  period: 'Period',
  untilDay: (day) => `up to ${day}`,
  filed: (filed, all) => `${String(filed)} of ${String(all)} units have filed`,
  all: 'All',
  missing: 'Not filed yet',
  none: 'No return of this period is within your reach. They are drawn up from the first working day after it.',
  everyoneFiled: 'All have filed.',
  unit: 'Unit',
  state: 'State',
  due: 'Due',
  count: 'Listed',
  encrypted: 'Encrypted',
  zero: 'Nothing',
  noResult: 'No result yet',
  file: 'Download XLSX',
  fileAbout: 'Download the returns of this period (XLSX)',
}

export const useReturnsWords = (): typeof chinese => (useLanguage() === 'zh' ? chinese : english)
