import type { chinese } from './words.zh.ts'

export const english: typeof chinese = {
  title: 'Wall of listed cases',
  count: (all, late) =>
    late === 0 ? `${String(all)} listed, none overdue` : `${String(all)} listed, ${String(late)} overdue`,
  more: 'Only those due first are shown; see the list for the rest.',
  none: 'No listed case is within your reach.',
  onlyLate: 'Overdue only',
  all: 'All',
  body: 'Listed by',
  unit: 'Lead unit',
  supervisor: 'Supervisor',
  report: 'Next report',
  finish: 'Overall limit',
  lastReport: 'Last report',
  noReport: 'None yet',
  reportedTo: (day) => `up to ${day}`,
  leader: 'Leader in charge',
  noLeader: 'None, or not within your reach',
  lastAct: 'Last act',
  noAct: 'None logged',
  stage: 'Stage',
}
