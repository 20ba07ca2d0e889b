/** The board as a workbook: what stands on the screen, one sheet for each table. Numbers only, no record. */
import type { Tally } from '#store/search/board.ts'
import type { Board } from './boardShape.ts'
import type { Language } from './language.ts'

type Cell = string | number | null

const TALLY = {
  zh: ['收到', '办结', '查实', '查结率（%）', '查实率（%）', '抽查复查', '复查一致', '一致率（%）'],
  en: [
    ...['Received', 'Closed', 'Verified', 'Closure rate %', 'Verified rate %'],
    ...['Rechecked', 'Upheld', 'Upheld rate %'],
  ],
}

const heads = {
  zh: {
    matrix: '来源与县区',
    matrixHead: ['县区', '来源', ...TALLY.zh],
    total: '合计',
    unsaid: '未注明或不可见',
    ages: '未结时长',
    agesHead: ['天数', '未结数'],
    rungs: '超期与督办',
    rungsHead: ['级别', '未结数'],
    overdue: '已超期',
    flow: '流向',
    flowHead: ['环节', '结果', '件数'],
    units: '单位工作量',
    unitsHead: ['核查单位', '未结', ...TALLY.zh.slice(1)],
    earlier: '重复举报',
    earlierHead: ['比对结论', '收到', '办结', '查实'],
    visits: '回访满意度',
    visitsHead: ['核查单位', '满意程度', '件数'],
    months: '逐月趋势',
    monthsHead: ['收到月份', ...TALLY.zh, '工作日', '节日'],
    others: '其他事项',
    othersHead: ['类型', '收到', '办结', '已超期'],
    days: '逐日',
    daysHead: ['日期', '收到', '休息日', '节日'],
    off: '休息',
  },
  en: {
    matrix: 'Source and county',
    matrixHead: ['County', 'Source', ...TALLY.en],
    total: 'Total',
    unsaid: 'Not stated or not shown',
    ages: 'Age of open',
    agesHead: ['Days', 'Open'],
    rungs: 'Overdue ladder',
    rungsHead: ['Rung', 'Open'],
    overdue: 'Overdue',
    flow: 'Flow',
    flowHead: ['Step', 'Outcome', 'Count'],
    units: 'Workload',
    unitsHead: ['Verifying unit', 'Open', ...TALLY.en.slice(1)],
    earlier: 'Reported before',
    earlierHead: ['Verdict', 'Received', 'Closed', 'Verified'],
    visits: 'Return visits',
    visitsHead: ['Verifying unit', 'Satisfaction', 'Count'],
    months: 'By month',
    monthsHead: ['Received in', ...TALLY.en, 'Working days', 'Holidays'],
    others: 'Other matters',
    othersHead: ['Type', 'Received', 'Closed', 'Overdue'],
    days: 'By day',
    daysHead: ['Day', 'Received', 'Day off', 'Holiday'],
    off: 'off',
  },
}

/** To two decimals, as published rates are; nothing of nothing has none. */
const rate = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 100

const tally = ({ received, closed, verified, rechecked, upheld }: Tally): readonly Cell[] => [
  ...[received, closed, verified],
  ...[rate(closed, received), rate(verified, closed)],
  ...[rechecked, upheld, rate(upheld, rechecked)],
]

export async function boardWorkbook(board: Board, language: Language): Promise<Uint8Array> {
  // Read when the first workbook is asked for: an idle server does without it.
  const { writeXlsx } = await import('hucre/xlsx')
  const head = heads[language]
  const name = (id: string | null): string =>
    id === null ? head.unsaid : (board.names[id]?.[language] ?? id)
  const sources = new Map(board.sources.map(({ code, label }) => [code, label[language]]))
  const source = (code: string | null) => (code === null ? head.unsaid : (sources.get(code) ?? code))
  const sheet = (title: string, columns: readonly string[], rows: readonly (readonly Cell[])[]) => ({
    name: `${title} ${board.on}`,
    rows: [[...columns], ...rows.map((row) => [...row])],
    freezePane: { rows: 1 },
  })
  const { rungs, overdue } = board
  return writeXlsx({
    sheets: [
      sheet(head.matrix, head.matrixHead, [
        ...board.cells.map((cell) => [name(cell.county), source(cell.source), ...tally(cell)]),
        [head.total, '', ...tally(board.total)],
      ]),
      sheet(
        head.ages,
        head.agesHead,
        board.ages.map((count, nth) => [ageText(board.ageSteps, nth), count]),
      ),
      ...(rungs === null
        ? []
        : [
            sheet(head.rungs, head.rungsHead, [
              [head.overdue, overdue],
              ...board.ladder.map(({ label }, nth) => [label[language], rungs[nth] ?? 0]),
            ]),
          ]),
      sheet(
        head.flow,
        head.flowHead,
        board.flow.map(({ state, outcome, count }) => [
          board.states[state]?.[language] ?? state,
          outcome === null ? '' : (board.outcomes[outcome]?.[language] ?? outcome),
          count,
        ]),
      ),
      sheet(
        head.units,
        head.unitsHead,
        board.units.map(({ unit, open, ...rest }) => {
          const [, ...figures] = tally({ received: open + rest.closed, ...rest })
          return [name(unit), open, ...figures]
        }),
      ),
      ...(board.earlier === null
        ? []
        : [
            sheet(
              head.earlier,
              head.earlierHead,
              board.earlier.map(({ verdict, received, closed, verified }) => [
                board.verdicts[verdict]?.[language] ?? verdict,
                ...[received, closed, verified],
              ]),
            ),
          ]),
      ...(board.visits === null
        ? []
        : [
            sheet(
              head.visits,
              head.visitsHead,
              board.visits.map(({ unit, satisfaction, count }) => [
                name(unit),
                board.satisfactions[satisfaction]?.[language] ?? satisfaction,
                count,
              ]),
            ),
          ]),
      sheet(
        head.months,
        head.monthsHead,
        board.months.map((month) => {
          const off = board.monthsOff.find((one) => one.month === month.month)
          const holidays = off?.holidays.map((holiday) => holiday[language]).join('、') ?? ''
          return [month.month, ...tally(month), off?.workingDays ?? null, holidays]
        }),
      ),
      sheet(
        head.days,
        head.daysHead,
        board.days.map(({ day, received, isOff, holiday }) => [
          ...[day, received, isOff ? head.off : ''],
          holiday?.[language] ?? '',
        ]),
      ),
      sheet(
        head.others,
        head.othersHead,
        board.others.map(({ label, received, closed, overdue }) => [
          ...[label[language], received, closed],
          overdue,
        ]),
      ),
    ],
  })
}

/** 0–7, 8–15 … 91–. */
const ageText = (steps: readonly number[], nth: number): string => {
  const to = steps[nth]
  return `${nth === 0 ? 0 : (steps[nth - 1] ?? 0)}–${to === undefined ? '' : to - 1}`
}
