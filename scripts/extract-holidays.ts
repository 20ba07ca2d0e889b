/**
 * Writes rulebook/holidays/<year>.json from the npm package chinese-days (MIT), which lists days off and swapped
 * working days by date; number, date and address of each notice are ours.
 *
 *   node scripts/extract-holidays.ts            writes the files; format them with prettier afterwards
 *
 * After the notice for a further year: update the package, add a line to `notices`, run, read the difference.
 */

import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Amendment, DaysOff, HolidayNotice } from '#kernel/deadlines/holidayNotice.ts'
import { addDays, plainDate, yearOf, type PlainDate } from '#kernel/time.ts'

interface Document {
  readonly notice: string
  readonly issued: PlainDate
  readonly source: string
  readonly amendedBy?: readonly Amendment[]
}

const gov = (path: string) => `https://www.gov.cn/zhengce/zhengceku/${path}.htm`
const of = (notice: string, issued: string, path: string): Document => ({
  notice,
  issued: plainDate(issued),
  source: gov(path),
})

const notices: Readonly<Record<number, Document>> = {
  2018: of('国办发明电〔2017〕12号', '2017-11-30', '2017-11/30/content_5243579'),
  2019: {
    ...of('国办发明电〔2018〕15号', '2018-12-04', '2018-12/06/content_5346276'),
    amendedBy: [
      {
        ...of('国办发明电〔2019〕3号', '2019-03-22', '2019-03/22/content_5375877'),
        changed: 'Labour Day 1 to 4 May instead of 1 May; Sundays 28 April and 5 May are worked.',
      },
    ],
  },
  2020: {
    ...of('国办发明电〔2019〕16号', '2019-11-21', '2019-11/21/content_5454164'),
    amendedBy: [
      {
        ...of('国办发明电〔2020〕1号', '2020-01-26', '2020-01/27/content_5472352'),
        changed:
          'Spring Festival (24 to 30 January) lengthened to 2 February against the epidemic; Saturday 1 February is no longer worked.',
      },
    ],
  },
  2021: of('国办发明电〔2020〕27号', '2020-11-25', '2020-11/25/content_5564127'),
  2022: of('国办发明电〔2021〕11号', '2021-10-25', '2021-10/25/content_5644835'),
  2023: of('国办发明电〔2022〕16号', '2022-12-08', '2022-12/08/content_5730844'),
  2024: of('国办发明电〔2023〕7号', '2023-10-25', '202310/content_6911528'),
  2025: of('国办发明电〔2024〕12号', '2024-11-12', '202411/content_6986383'),
  2026: of('国办发明电〔2025〕7号', '2025-11-04', '202511/content_7047091'),
}

/** The package names festivals without 节 where the notice has it. */
const nameInNotice: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' }

interface Package {
  readonly version: string
  readonly years: (year: number) => {
    readonly holidays: Record<string, string>
    readonly workdays: Record<string, string>
  }
}

function readPackage(): Package {
  const require = createRequire(import.meta.url)
  return {
    // package.json of any published package has a version.
    version: (require('chinese-days/package.json') as { version: string }).version,
    // The package's own layout: dist/years/<year>.json, day → 'English,中文,statutory days'.
    years: (year) => require(`chinese-days/dist/years/${year}.json`) as ReturnType<Package['years']>,
  }
}

/** New Year's days that fall in December stand in the notice of the year they begin. */
const noticeYear = (day: PlainDate, festival: string) =>
  yearOf(day) + (festival === '元旦' && day.slice(5, 7) === '12' ? 1 : 0)

export function extractHolidays(
  years: { from: number; to: number } = { from: 2018, to: 2026 },
): HolidayNotice[] {
  const { version, years: daysOf } = readPackage()
  const off: { day: PlainDate; year: number; name: string; en: string }[] = []
  const working: { day: PlainDate; year: number }[] = []
  for (let year = years.from; year <= years.to; year += 1) {
    const { holidays, workdays } = daysOf(year)
    for (const [text, label] of Object.entries(holidays)) {
      const [en = '', name = ''] = label.split(',')
      const day = plainDate(text)
      off.push({ day, year: noticeYear(day, name), name: nameInNotice[name] ?? name, en })
    }
    for (const [text, label] of Object.entries(workdays)) {
      const day = plainDate(text)
      working.push({ day, year: noticeYear(day, label.split(',')[1] ?? '') })
    }
  }
  const extracted: HolidayNotice[] = []
  for (let year = years.from; year <= years.to; year += 1) {
    const { amendedBy, ...document } = notices[year] ?? {
      notice: null,
      issued: null,
      source: `npm chinese-days ${version}`,
    }
    extracted.push({
      year,
      ...document,
      daysFrom: `npm chinese-days ${version}`,
      off: rangesOf(off.filter((entry) => entry.year === year)),
      working: working
        .filter((entry) => entry.year === year)
        .map(({ day }) => day)
        .toSorted(),
      ...(amendedBy ? { amendedBy } : {}),
    })
  }
  return extracted
}

function rangesOf(days: readonly { day: PlainDate; name: string; en: string }[]): DaysOff[] {
  const ranges: { from: PlainDate; to: PlainDate; name: string; en: string }[] = []
  for (const { day, name, en } of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const last = ranges.at(-1)
    if (last?.name === name && addDays(last.to, 1) === day) last.to = day
    else ranges.push({ from: day, to: day, name, en })
  }
  return ranges
}

if (import.meta.main) {
  for (const notice of extractHolidays()) {
    const file = new URL(`../rulebook/holidays/${notice.year}.json`, import.meta.url)
    writeFileSync(file, `${JSON.stringify(notice, null, 2)}\n`)
    console.log(
      `${notice.year}: ${notice.off.length} ranges off, ${notice.working.length} days worked in exchange`,
    )
  }
}
