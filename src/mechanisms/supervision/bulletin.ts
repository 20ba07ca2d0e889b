/**
 * Weekly bulletin (周通报): what an office tells the units of its area of the week, in numbers of units and of no person. The
 * system drafts it with the figures of the board as the office's head sees them at the end of the week; the office writes praise and
 * urging, its head issues it as a numbered paper. Which offices owe one is dated data (`bulletin.levels`).
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { fields } from './bulletin.fields.ts'
import { rules } from './bulletin.rules.ts'

const figures = [
  'office',
  'from',
  'to',
  'standing',
  'units',
  'overdueOn',
  'overdue',
  'ladder',
  'recipients',
] as const
const open = ['drafted', 'toIssue'] as const
/** What whoever gets it has no need to know. */
const ownPapers = ['reasons', 'supervisions'] as const

export const bulletin = defineRecord({
  name: 'bulletin',
  version: 1,
  mechanism: 3,
  number: '周报〔{year}〕00000号',
  title: 'to',
  outcome: 'outcome',
  excludes: [],

  fields,

  roles: {
    clerk: { heldBy: ['caseClerk', 'supervisor'], reaches: { unit: 'office' }, sees: 'all' },
    head: { heldBy: ['officeHead'], reaches: { unit: 'office' }, sees: 'all' },
    above: {
      heldBy: ['officeHead', 'supervisor', 'leader'],
      reaches: { area: 'office', during: ['issued'] },
      seesAllBut: ownPapers,
    },
    recipient: {
      heldBy: ['officeHead', 'organHead', 'deputyHead', 'investigationChief'],
      reaches: { unit: 'recipients', during: ['issued'] },
      seesAllBut: ownPapers,
    },
    auditor: { heldBy: ['auditor'], reaches: { to: 'everywhere' }, sees: 'all' },
    clock: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
  },

  states: {
    drafted: { holds: figures, waitsFor: 'clerk' },
    toIssue: { holds: figures, waitsFor: 'head' },
    issued: { holds: [...figures, 'outcome'], closed: true },
    dropped: { holds: ['outcome', 'reasons'], final: true },
  },

  actions: {
    draft: {
      by: 'clock',
      to: 'drafted',
      asks: figures,
      provided: ['theOfficeOwesOne', 'itIsAWeekThatIsOver', 'ratesFollowFromCounts'],
    },
    write: {
      by: 'clerk',
      from: 'drafted',
      asks: ['praise', 'urging', 'remarks'],
      provided: ['theUnitIsCounted'],
    },
    submit: { by: 'clerk', from: 'drafted', to: 'toIssue' },
    returnIt: { by: 'head', from: 'toIssue', to: 'drafted', asks: ['reasons'] },
    issue: {
      by: 'head',
      from: 'toIssue',
      to: 'issued',
      provided: ['actorDidNotSubmitIt'],
      sets: () => ({ outcome: 'issued' }),
    },
    drop: {
      by: 'head',
      from: open,
      to: 'dropped',
      asks: ['reasons'],
      sets: () => ({ outcome: 'dropped' }),
    },
    cancelPaper: { by: 'head', from: 'issued', adds: ['cancelledPapers'], cancels: 'cancelledPapers' },
    escalate: { by: 'clock', from: open, adds: ['supervisions'] },
  },

  rules,

  deadlines: {
    submit: { starts: ['draft', 'returnIt'], stops: ['submit', 'drop'], owedBy: 'clerk' },
    issue: { starts: 'submit', stops: ['issue', 'returnIt', 'drop'], owedBy: 'head' },
  },

  documents: {
    bulletin: {
      issuedOn: 'issue',
      layout: 'letter',
      series: 'bulletin',
      prints: [
        'from',
        'to',
        'standing',
        'units',
        'overdueOn',
        'overdue',
        'ladder',
        'praise',
        'urging',
        'remarks',
      ],
    },
  },

  views: {
    drafted: { for: 'clerk', shows: ['drafted'], columns: ['from', 'to', 'submit'] },
    toIssue: { for: 'head', shows: ['toIssue'], columns: ['from', 'to', 'issue'] },
    ledger: {
      for: ['clerk', 'head', 'above', 'recipient', 'auditor'],
      shows: [...open, 'issued', 'dropped'],
      columns: ['office', 'from', 'to', 'outcome'],
    },
  },
})
