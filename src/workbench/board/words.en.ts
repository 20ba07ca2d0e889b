import type { chinese } from './words.zh.ts'

export const english: typeof chinese = {
  lead: 'Only clues that you reach are counted; what you do not see of them is counted as “not stated or not shown”.',
  on: 'As of',
  now: 'Today',
  past: (day) =>
    `As things stood at the end of ${day}, for what you may see today. Clocks and the ladder are shown for the present only.`,
  print: 'Print',
  file: 'Export XLSX',
  fileAbout: 'Export the numbers of the board as an XLSX file',
  none: 'As of this day there is no clue that you reach.',
  received: 'Received',
  closed: 'Closed',
  verified: 'Verified',
  open: 'Open',
  closureRate: 'Closure rate',
  verifiedRate: 'Verified rate',
  rates:
    'Closure rate: closed of received. Verified rate: verified of closed. Verified means that a case was filed or an administrative penalty imposed (configurable).',
  map: 'By county',
  mapSays: (counties, most) =>
    `Schematic, by prefecture, not by position. ${counties} counties have clues, the most in one is ${most}. The numbers are in the table below.`,
  shade: 'The darker, the more clues were received',
  county: 'County',
  prefecture: 'Prefecture',
  matrix: 'Source and county',
  show: 'Show',
  source: 'Source',
  total: 'Total',
  unsaid: 'Not stated or not shown',
  ages: 'Age of open clues',
  age: (from, to) => (to === undefined ? `${from} days and more` : `${from} to ${to} days`),
  ageHead: 'Since entry',
  ladder: 'Overdue ladder',
  rung: 'Rung',
  overdue: 'Overdue',
  ladderSays:
    'Each open clue counts once, at the highest rung that a clock still open has reached. A reminder may come before the end.',
  flow: 'From source to outcome',
  flowSays: (open, closed) =>
    `${open} open, ${closed} closed. The numbers of each step and outcome are in the table below.`,
  state: 'Step',
  outcome: 'Outcome',
  count: 'Count',
  units: 'Workload',
  unit: 'Verifying unit',
  months: 'By month',
  month: 'Received in',
  monthsSays:
    'By month of entry, with how many of them have been closed and verified since; the last twelve months.',
}
